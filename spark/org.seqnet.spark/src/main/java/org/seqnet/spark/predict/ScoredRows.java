package org.seqnet.spark.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.sequence.UnknownSymbols;

/**
 * How many rows were scored, and why some have no prediction. A row counts as often as it is computed: twice if a task
 * is repeated or a table that is not cached is used twice.
 *
 * @param rows how many there were
 * @param without how many have no prediction, by reason; a reason that never applied is absent
 * @param examples what there is to say of a row for each reason
 * @param unknown how many symbols the network does not know, those that are missing included
 * @param symbols how many symbols there were
 * @param unknownExamples some of the symbols that the network does not know
 */
public record ScoredRows(
        long rows,
        Map<Reason, Long> without,
        Map<Reason, String> examples,
        long unknown,
        long symbols,
        List<String> unknownExamples)
        implements Serializable {
    /** No row. */
    public static final ScoredRows NONE = new ScoredRows(0, Map.of(), Map.of(), 0, 0, List.of());

    public ScoredRows {
        without = Map.copyOf(without);
        examples = Map.copyOf(examples);
        unknownExamples = List.copyOf(unknownExamples);
    }

    /** Returns a row without a prediction. */
    static ScoredRows without(Reason reason, String example) {
        return new ScoredRows(0, Map.of(reason, 1L), Map.of(reason, example), 0, 0, List.of());
    }

    /** Returns so many rows with these symbols that the network does not know. */
    static ScoredRows of(long rows, UnknownSymbols symbols) {
        return new ScoredRows(rows, Map.of(), Map.of(), symbols.unknown(), symbols.all(), symbols.examples());
    }

    /** Returns these and further rows. */
    ScoredRows plus(ScoredRows other) {
        var counts = new EnumMap<Reason, Long>(Reason.class);
        counts.putAll(without);
        other.without.forEach((reason, count) -> counts.merge(reason, count, Long::sum));
        var texts = new EnumMap<Reason, String>(Reason.class);
        texts.putAll(other.examples);
        texts.putAll(examples);
        var all = new UnknownSymbols(unknown, symbols, unknownExamples)
                .plus(new UnknownSymbols(other.unknown, other.symbols, other.unknownExamples));
        return new ScoredRows(rows + other.rows, counts, texts, all.unknown(), all.all(), all.examples());
    }

    /** Returns a sentence for each reason why rows have no prediction, and one on symbols that are not known. */
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        Arrays.stream(Reason.values())
                .filter(without::containsKey)
                .map(reason -> String.format(
                        Locale.ROOT,
                        "%,d of %,d rows have no prediction because %s For example: %s",
                        without.get(reason),
                        rows,
                        reason.words(),
                        examples.get(reason)))
                .forEach(warnings::add);
        if (unknown > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d symbols are not in the network's vocabulary and count as unknown%s.",
                    unknown,
                    symbols,
                    unknownExamples.isEmpty() ? "" : ", such as " + quoted()));
        }
        return warnings;
    }

    private String quoted() {
        return String.join(", ", unknownExamples.stream().map(Quoted::of).toList());
    }
}
