package org.seqnet.knime.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The log of a Livy batch, which Livy returns as its latest lines each time it is asked: a part for the standard
 * output, one for errors, one for diagnostics. Finds out which lines are new.
 */
final class LivyLog {
    private static final Set<String> HEADINGS = Set.of("stdout:", "stderr:", "YARN Diagnostics:");

    private final Map<String, List<String>> seen = new LinkedHashMap<>();

    /** Takes in the latest lines, and passes on those that are new. */
    void add(List<String> latest, Consumer<String> output) {
        parts(latest).forEach((heading, lines) -> {
            int known = overlap(seen.getOrDefault(heading, List.of()), lines);
            lines.subList(known, lines.size()).forEach(output);
            if (!lines.isEmpty()) {
                seen.put(heading, lines);
            }
        });
    }

    private static Map<String, List<String>> parts(List<String> lines) {
        var parts = new LinkedHashMap<String, List<String>>();
        var part = parts.computeIfAbsent("", any -> new ArrayList<>());
        for (var line : lines) {
            if (HEADINGS.contains(line.strip())) {
                part = parts.computeIfAbsent(line.strip(), any -> new ArrayList<>());
            } else {
                part.add(line);
            }
        }
        return parts;
    }

    /** Returns how many lines at the beginning of the latest ones are those at the end of the ones before. */
    private static int overlap(List<String> before, List<String> latest) {
        for (int size = Math.min(before.size(), latest.size()); size > 0; size--) {
            if (before.subList(before.size() - size, before.size()).equals(latest.subList(0, size))) {
                return size;
            }
        }
        return 0;
    }
}
