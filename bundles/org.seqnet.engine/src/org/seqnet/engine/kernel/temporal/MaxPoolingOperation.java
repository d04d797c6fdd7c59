package org.seqnet.engine.kernel.temporal;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.network.TemporalOperation.MaxPooling;

/** The largest of a step and its two neighbors in the same sequence; of equal ones the first gets the gradient. */
final class MaxPoolingOperation implements Operation {
    /** Stands beyond the ends: smaller than any value, and still a number that can be subtracted. */
    private static final float SMALLEST = -Float.MAX_VALUE;

    private final MaxPooling shape;
    private final int channels;
    private final int rowsAtOnce;

    MaxPoolingOperation(MaxPooling shape) {
        this.shape = shape;
        this.channels = shape.channels();
        this.rowsAtOnce = 4 * Lines.length(channels) / channels;
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return List.of();
    }

    @Override
    public void prepare(int sequences, int tasks) {
        // Keeps nothing.
    }

    /** Reads rows of one sequence from {@code row} on; what lies beyond its ends is filled. */
    private void read(FloatBuffer all, Signals signals, int sequence, int row, float[] target, int rows, float fill) {
        int first = Math.max(row, 0);
        int last = Math.min(row + rows, signals.length(sequence));
        int at = (first - row) * channels;
        int end = Math.max(at, (last - row) * channels);
        Arrays.fill(target, 0, Math.min(at, rows * channels), fill);
        if (at < end) {
            all.get((signals.start(sequence) + first) * channels, target, at, end - at);
        }
        Arrays.fill(target, Math.min(end, rows * channels), rows * channels, fill);
    }

    @Override
    public void forward(Signals signals, int sequence) {
        FloatBuffer x = signals.values(shape.source());
        FloatBuffer y = signals.values(shape.target());
        var values = new float[rowsAtOnce * channels];
        var others = new float[rowsAtOnce * channels];
        int length = signals.length(sequence);
        for (int row = 0; row < length; row += rowsAtOnce) {
            int rows = Math.min(rowsAtOnce, length - row);
            int end = rows * channels;
            read(x, signals, sequence, row, values, rows, SMALLEST);
            read(x, signals, sequence, row - 1, others, rows, SMALLEST);
            Lines.largest(values, others, end);
            read(x, signals, sequence, row + 1, others, rows, SMALLEST);
            Lines.largest(values, others, end);
            y.put((signals.start(sequence) + row) * channels, values, 0, end);
        }
    }

    @Override
    public void backward(Signals signals, int sequence, int task) {
        if (!signals.hasGradient(shape.source())) {
            return;
        }
        boolean adds = signals.addsGradient(shape.source(), sequence);
        FloatBuffer x = signals.values(shape.source());
        FloatBuffer dx = signals.gradients(shape.source());
        // A step's gradient comes from three outputs, so that one more is looked at on either side.
        int most = (rowsAtOnce + 2) * channels;
        var before = new float[most];
        var present = new float[most];
        var after = new float[most];
        var dy = new float[most];
        int length = signals.length(sequence);
        for (int row = 0; row < length; row += rowsAtOnce) {
            int rows = Math.min(rowsAtOnce, length - row);
            int end = rows * channels;
            read(signals.gradients(shape.target()), signals, sequence, row - 1, dy, rows + 2, 0);
            read(x, signals, sequence, row - 2, before, rows + 2, SMALLEST);
            read(x, signals, sequence, row - 1, present, rows + 2, SMALLEST);
            read(x, signals, sequence, row, after, rows + 2, SMALLEST);
            Lines.share(before, present, after, dy, end + 2 * channels);
            System.arraycopy(present, channels, present, 0, end);
            System.arraycopy(before, 2 * channels, before, 0, end);
            Lines.add(present, after, end);
            Lines.add(present, before, end);
            int at = (signals.start(sequence) + row) * channels;
            if (adds) {
                dx.get(at, dy, 0, end);
                Lines.add(present, dy, end);
            }
            dx.put(at, present, 0, end);
        }
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return List.of();
    }

    @Override
    public void close() {
        // All on the heap.
    }
}
