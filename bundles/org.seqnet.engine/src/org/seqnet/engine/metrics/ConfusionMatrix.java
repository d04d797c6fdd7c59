package org.seqnet.engine.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.seqnet.engine.sequence.LabelDomain;

/**
 * Counts how often each actual class was predicted as each class. Rows are actual labels, columns predicted ones. A
 * value: immutable; {@link #counting} makes one. The figures are defined as in KNIME's Scorer node.
 */
public final class ConfusionMatrix {

    private final LabelDomain domain;
    private final long[][] counts;
    private final long total;
    private final long correct;

    ConfusionMatrix(LabelDomain domain, long[][] counts) {
        this.domain = domain;
        this.counts = new long[counts.length][];
        var all = 0L;
        var diagonal = 0L;
        for (var actual = 0; actual < counts.length; actual++) {
            this.counts[actual] = counts[actual].clone();
            all += Arrays.stream(counts[actual]).sum();
            diagonal += counts[actual][actual];
        }
        this.total = all;
        this.correct = diagonal;
    }

    /** Starts to count predictions over the given classes. */
    public static Counter counting(LabelDomain domain) {
        return new Counter(domain);
    }

    /** Returns the classes in the order of rows and columns. */
    public LabelDomain domain() {
        return domain;
    }

    /** Returns a count: {@code count(7, 1)} sevens were read as ones. */
    public long count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /** Returns the number of predictions counted. */
    public long total() {
        return total;
    }

    /** Returns the number of predictions that were right. */
    public long correct() {
        return correct;
    }

    /** Returns the number of predictions that were wrong. */
    public long wrong() {
        return total - correct;
    }

    /** Returns the share of right predictions; empty if nothing was counted. */
    public OptionalDouble accuracy() {
        return Ratio.of(correct, total);
    }

    /** Returns the share of wrong predictions; empty if nothing was counted. */
    public OptionalDouble error() {
        return Ratio.of(wrong(), total);
    }

    /**
     * Returns Cohen's kappa: agreement beyond chance, 1 at best, 0 if it is as good as chance. Empty if nothing was
     * counted, or if actual and predicted labels are all of one class, when chance alone agrees.
     *
     * @see <a href="https://doi.org/10.1177/001316446002000104">Cohen, 1960</a>
     */
    public OptionalDouble cohensKappa() {
        // Shares of total * total pairs. Counts decide what is undefined or 0: shares leave a trace of rounding.
        var pairsByChance = 0L;
        var byChance = 0.0;
        for (var index = 0; index < counts.length; index++) {
            pairsByChance += actualTotal(index) * predictedTotal(index);
            byChance += (double) actualTotal(index) * predictedTotal(index) / total / total;
        }
        if (pairsByChance == total * total) {
            return OptionalDouble.empty();
        }
        if (pairsByChance == correct * total) {
            return OptionalDouble.of(0);
        }
        var observed = (double) correct / total;
        return OptionalDouble.of((observed - byChance) / (1 - byChance));
    }

    /** Returns the figures of one class against all others. */
    public ClassStatistics statistics(int index) {
        var hits = counts[index][index];
        var falseNegatives = actualTotal(index) - hits;
        var falsePositives = predictedTotal(index) - hits;
        return new ClassStatistics(
                hits, falsePositives, total - hits - falsePositives - falseNegatives, falseNegatives);
    }

    private long actualTotal(int index) {
        return Arrays.stream(counts[index]).sum();
    }

    private long predictedTotal(int index) {
        return Arrays.stream(counts).mapToLong(row -> row[index]).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix
                && domain.equals(matrix.domain)
                && Arrays.deepEquals(counts, matrix.counts);
    }

    @Override
    public int hashCode() {
        return 31 * domain.hashCode() + Arrays.deepHashCode(counts);
    }

    /** Returns a table for a log or a terminal, rows actual and columns predicted. */
    @Override
    public String toString() {
        return new MatrixText(this).toString();
    }

    /** Collects predictions; for one thread. */
    public static final class Counter {

        private final LabelDomain domain;
        private final long[][] counts;

        Counter(LabelDomain domain) {
            this.domain = domain;
            this.counts = new long[domain.size()][domain.size()];
        }

        /** Counts one prediction, both labels as indices into the domain. */
        public Counter add(int actual, int predicted) {
            counts[actual][predicted]++;
            return this;
        }

        /** Returns what has been counted so far. */
        public ConfusionMatrix matrix() {
            return new ConfusionMatrix(domain, counts);
        }
    }
}
