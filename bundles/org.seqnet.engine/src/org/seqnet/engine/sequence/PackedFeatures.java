package org.seqnet.engine.sequence;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** The features of sequences that are packed in this process. */
public final class PackedFeatures implements FeatureSource {
    /** How many values are held at once to be sorted, 64 MB of them. */
    private static final long MOST_SORTED = 16_000_000;

    private final Sequences sequences;
    private final int columns;
    private final BooleanSupplier cancelled;
    private FeatureMoments measured;

    /** What is done with a value of a column. */
    public interface Visit {
        /** Is called for each value that is not missing. */
        void value(int column, float value);
    }

    /**
     * @param columns how many features have figures of their own, {@code f % columns}
     * @param cancelled is asked now and then
     */
    public PackedFeatures(Sequences sequences, int columns, BooleanSupplier cancelled) {
        this.sequences = sequences;
        this.columns = columns;
        this.cancelled = cancelled;
    }

    /**
     * Shows all values that are not missing, sequence after sequence.
     *
     * @throws CancellationException if {@code cancelled} says so
     */
    public void visit(Visit visit) {
        var values = new float[Math.toIntExact(sequences.longestValues())];
        for (int n = 0; n < sequences.size(); n++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("Training was canceled.");
            }
            sequences.copyTo(n, values, 0);
            int count = sequences.timeSteps(n) * sequences.shape().features();
            for (int i = 0; i < count; i++) {
                if (!Float.isNaN(values[i])) {
                    visit.value(i % columns, values[i]);
                }
            }
        }
    }

    @Override
    public SequenceFacts facts() {
        return SequenceFacts.of(sequences);
    }

    @Override
    public FeatureMoments moments() {
        if (measured == null) {
            measured = new FeatureMoments(columns);
            visit(measured::add);
        }
        return measured;
    }

    @Override
    public double[][] quartiles() {
        var moments = moments();
        var quartiles = new double[columns][];
        long each = 0;
        for (int column = 0; column < columns; column++) {
            each = Math.max(each, moments.count(column));
        }
        int together = (int) Math.max(1, Math.min(columns, MOST_SORTED / Math.max(1, each)));
        for (int first = 0; first < columns; first += together) {
            var sorted = sorted(first, Math.min(together, columns - first));
            for (int i = 0; i < sorted.length; i++) {
                var values = sorted[i];
                quartiles[first + i] = Arrays.stream(Quantile.QUARTILES)
                        .map(share -> Quantile.of(values.length, share, rank -> values[(int) rank]))
                        .toArray();
            }
        }
        return quartiles;
    }

    private float[][] sorted(int first, int number) {
        var values = new float[number][];
        Arrays.setAll(values, i -> new float[(int) moments().count(first + i)]);
        var filled = new int[number];
        visit((column, value) -> {
            int i = column - first;
            if (i >= 0 && i < number) {
                values[i][filled[i]++] = value;
            }
        });
        for (var each : values) {
            Arrays.sort(each);
        }
        return values;
    }
}
