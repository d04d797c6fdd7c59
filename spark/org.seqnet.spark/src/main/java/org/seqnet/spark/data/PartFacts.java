package org.seqnet.spark.data;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.seqnet.engine.SeqNetException;

/** What a part of the data tells of them, and then several parts together. */
final class PartFacts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashSet<String> labels = new HashSet<>();
    private long rows;
    private String first = "";
    private KnownKind kind = KnownKind.NOTHING;
    private boolean areSymbols;
    private int features;
    private int targets;
    private int shortest = Integer.MAX_VALUE;
    private int longest;
    private boolean areWeighted;
    private boolean areGrouped;

    /**
     * Adds an example.
     *
     * @throws SeqNetException if it differs from those before it in what all must have in common
     */
    void add(Example example) {
        var one = new PartFacts();
        one.rows = 1;
        one.first = example.name();
        one.kind = KnownKind.of(example.known());
        one.areSymbols = example.values() instanceof Example.Symbols;
        one.features = example.features();
        one.targets = example.known() instanceof Known.Values values
                ? values.numbers().size()
                : 0;
        one.shortest = example.timeSteps();
        one.longest = one.shortest;
        one.areWeighted = example.weight() != 1;
        one.areGrouped = !example.group().isEmpty();
        add(one);
        labels.addAll(labels(example.known()));
    }

    /** Returns the labels that are known of an example. */
    static List<String> labels(Known known) {
        if (known instanceof Known.Label label) {
            return List.of(label.name());
        }
        if (known instanceof Known.Labels several) {
            return several.names();
        }
        return known instanceof Known.StepLabels steps
                ? steps.names().stream().filter(name -> !name.isEmpty()).toList()
                : List.of();
    }

    /**
     * Adds what a part behind this one tells.
     *
     * @throws SeqNetException if it differs in what all must have in common
     */
    PartFacts add(PartFacts next) {
        if (next.rows == 0) {
            return this;
        }
        if (rows == 0) {
            first = next.first;
            kind = next.kind;
            areSymbols = next.areSymbols;
            features = next.features;
            targets = next.targets;
        }
        require(features == next.features, next, "%,d features", features, next.features);
        require(targets == next.targets, next, "%,d target values", targets, next.targets);
        require(kind == next.kind, next, "%s", kind, next.kind);
        require(areSymbols == next.areSymbols, next, "%s", values(areSymbols), values(next.areSymbols));
        labels.addAll(next.labels);
        rows += next.rows;
        shortest = Math.min(shortest, next.shortest);
        longest = Math.max(longest, next.longest);
        areWeighted |= next.areWeighted;
        areGrouped |= next.areGrouped;
        return this;
    }

    private static String values(boolean symbols) {
        return symbols ? "symbols" : "numbers";
    }

    private void require(boolean isAlike, PartFacts next, String words, Object here, Object there) {
        if (!isAlike) {
            throw new SeqNetException("%s has %s, but %s has %s. All sequences must have the same."
                    .formatted(
                            next.first,
                            String.format(Locale.ROOT, words, there),
                            first,
                            String.format(Locale.ROOT, words, here)));
        }
    }

    Set<String> labels() {
        return labels;
    }

    long rows() {
        return rows;
    }

    KnownKind kind() {
        return kind;
    }

    boolean areSymbols() {
        return areSymbols;
    }

    int features() {
        return features;
    }

    int targets() {
        return targets;
    }

    boolean haveOneLength() {
        return shortest == longest;
    }

    int longest() {
        return longest;
    }

    boolean areWeighted() {
        return areWeighted;
    }

    boolean areGrouped() {
        return areGrouped;
    }
}
