package org.seqnet.engine.linear;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.Workers;

/**
 * The cross-entropy of rows in this process. The rows are always split in the same way, whatever the number of threads.
 */
public final class LogisticLoss implements CrossEntropy {
    private static final int SEGMENTS = 16;
    private static final int BLOCK = 32;

    private final float[][] features;
    private final int[] classes;
    private final int[] rows;
    private final int width;
    private final int count;
    private final Workers workers;
    private final MatrixProducts products;
    private final NativeFloats weights;
    private final List<Segment> segments;
    private double[] biases = {};

    /**
     * Makes ready some rows.
     *
     * @param classes the class of each row of {@code features}
     * @param count the number of classes, K
     * @param rows which rows count
     */
    public LogisticLoss(
            float[][] features, int[] classes, int count, int[] rows, Workers workers, MatrixProducts products) {
        this.features = features;
        this.classes = classes;
        this.rows = rows;
        this.width = features[0].length;
        this.count = count;
        this.workers = workers;
        this.products = products;
        this.weights = new NativeFloats((long) width * count);
        this.segments =
                IntStream.range(0, SEGMENTS).mapToObj(i -> new Segment(i)).toList();
    }

    /** Some of the rows, of which one thread at a time takes the sums. */
    private final class Segment implements AutoCloseable {
        private final int from;
        private final int to;
        private final NativeFloats block = new NativeFloats((long) BLOCK * width);
        private final NativeFloats scores = new NativeFloats((long) BLOCK * count);
        private final NativeFloats gradient = new NativeFloats((long) width * count);
        private final double[] biasGradient = new double[count];
        private double loss;

        Segment(int number) {
            this.from = (int) ((long) rows.length * number / SEGMENTS);
            this.to = (int) ((long) rows.length * (number + 1) / SEGMENTS);
        }

        void run(boolean differentiates) {
            loss = 0;
            Arrays.fill(biasGradient, 0);
            for (int first = from; first < to; first += BLOCK) {
                int size = Math.min(BLOCK, to - first);
                for (int i = 0; i < size; i++) {
                    block.buffer().put(i * width, features[rows[first + i]]);
                }
                var input = block.cursor(width);
                products.multiply(size, count, width, input, weights.cursor(count), 0, scores.cursor(count));
                for (int i = 0; i < size; i++) {
                    softmax(i, classes[rows[first + i]]);
                }
                if (differentiates) {
                    float kept = first > from ? 1 : 0;
                    products.multiplyTransposed(
                            width, count, size, input, scores.cursor(count), kept, gradient.cursor(count));
                }
            }
        }

        /** Replaces a row's scores by the derivatives of its loss. */
        private void softmax(int row, int label) {
            var buffer = scores.buffer();
            int at = row * count;
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < count; k++) {
                largest = Math.max(largest, buffer.get(at + k) + biases[k]);
            }
            double sum = 0;
            for (int k = 0; k < count; k++) {
                sum += Math.exp(buffer.get(at + k) + biases[k] - largest);
            }
            loss += largest + Math.log(sum) - buffer.get(at + label) - biases[label];
            for (int k = 0; k < count; k++) {
                double probability = Math.exp(buffer.get(at + k) + biases[k] - largest) / sum;
                double derivative = probability - (k == label ? 1 : 0);
                buffer.put(at + k, (float) derivative);
                biasGradient[k] += derivative;
            }
        }

        @Override
        public void close() {
            block.close();
            scores.close();
            gradient.close();
        }
    }

    /** Returns the number of parameters. */
    int size() {
        return (width + 1) * count;
    }

    @Override
    public long rows() {
        return rows.length;
    }

    /** Returns the number of weights, which stand before the biases. */
    int weights() {
        return width * count;
    }

    @Override
    public double sum(double[] parameters) {
        return run(parameters, false);
    }

    @Override
    public double sum(double[] parameters, double[] gradient) {
        double loss = run(parameters, true);
        Arrays.fill(gradient, 0);
        for (var segment : segments) {
            if (segment.to > segment.from) {
                var part = segment.gradient.buffer();
                for (int i = 0; i < weights(); i++) {
                    gradient[i] += part.get(i);
                }
                for (int k = 0; k < count; k++) {
                    gradient[weights() + k] += segment.biasGradient[k];
                }
            }
        }
        return loss;
    }

    private double run(double[] parameters, boolean differentiates) {
        var buffer = weights.buffer();
        for (int i = 0; i < weights(); i++) {
            buffer.put(i, (float) parameters[i]);
        }
        biases = Arrays.copyOfRange(parameters, weights(), size());
        workers.run(SEGMENTS, i -> segments.get(i).run(differentiates));
        return segments.stream().mapToDouble(segment -> segment.loss).sum();
    }

    @Override
    public void close() {
        segments.forEach(Segment::close);
        weights.close();
    }
}
