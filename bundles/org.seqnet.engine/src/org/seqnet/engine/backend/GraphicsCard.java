package org.seqnet.engine.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A graphics card, as NVIDIA's driver describes it.
 *
 * @param name such as {@code NVIDIA A100-SXM4-40GB}
 * @param driver the driver's version, such as {@code 525.85.12}
 * @param capability the compute capability, such as {@code 8.0}; old drivers do not tell it
 * @param totalMegabytes its memory
 * @param freeMegabytes how much of it nobody uses
 */
record GraphicsCard(String name, String driver, Optional<Double> capability, long totalMegabytes, long freeMegabytes) {
    /** What to ask {@code nvidia-smi} for, a line a card. */
    static final List<String> QUERY = List.of(
            "--query-gpu=name,driver_version,memory.total,memory.free,compute_cap", "--format=csv,noheader,nounits");
    /** The same for drivers before 510, which do not know the capability. */
    static final List<String> OLD_QUERY =
            List.of("--query-gpu=name,driver_version,memory.total,memory.free", "--format=csv,noheader,nounits");

    /** Reads the answer to either query; lines that are no card are left out. */
    static List<GraphicsCard> parse(String answer) {
        var cards = new ArrayList<GraphicsCard>();
        for (var line : answer.lines().toList()) {
            var fields = line.split(",\\s*", -1);
            if (fields.length == 4 || fields.length == 5) {
                try {
                    cards.add(new GraphicsCard(
                            fields[0].strip(),
                            fields[1].strip(),
                            fields.length == 5 ? Optional.of(Double.valueOf(fields[4].strip())) : Optional.empty(),
                            Long.parseLong(fields[2].strip()),
                            Long.parseLong(fields[3].strip())));
                } catch (NumberFormatException e) {
                    // a warning among the cards
                }
            }
        }
        return cards;
    }

    @Override
    public String toString() {
        return name + capability.map(value -> ", compute capability " + value).orElse("");
    }
}
