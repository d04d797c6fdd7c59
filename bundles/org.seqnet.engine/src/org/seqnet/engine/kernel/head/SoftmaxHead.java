package org.seqnet.engine.kernel.head;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.kernel.dense.Linear;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Head;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;
import org.seqnet.engine.kernel.product.MatrixProducts;

/**
 * Softmax with cross-entropy on the last step of each sequence: K classes, p = softmax(h W + b), loss =
 * -log p(actual class) in nats.
 *
 * <p>Parameters lie as Deeplearning4j keeps them: W, H x K column-major, then b.
 */
public final class SoftmaxHead implements Head {
    private final Linear linear;
    private final int inputs;
    private final int classes;
    private Batch batch;

    /** What each sequence of the mini-batch lost, in nats. */
    private double[] losses = new double[0];

    private boolean[] hits = new boolean[0];

    /** Makes the head of {@code inputs} values, H, and {@code classes} classes, K. */
    public SoftmaxHead(int inputs, int classes, MatrixProducts products) {
        this.linear = new Linear(inputs, classes, products);
        this.inputs = inputs;
        this.classes = classes;
    }

    @Override
    public int parameterCount() {
        return linear.parameterCount();
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return List.of(() -> linear.pack(parameters, 0, classes));
    }

    @Override
    public void prepare(Batch newBatch, boolean waits) {
        batch = newBatch;
        int sequences = batch.order().sequences();
        linear.prepare(sequences);
        if (losses.length != sequences) {
            losses = new double[sequences];
            hits = new boolean[sequences];
        }
    }

    /** Replaces logits by probabilities; returns the logarithm of the sum of exponentials. */
    private static double softmax(float[] logits, double[] probabilities) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            probabilities[k] = Math.exp(logits[k] - highest);
            sum += probabilities[k];
        }
        for (int k = 0; k < logits.length; k++) {
            probabilities[k] /= sum;
        }
        return Math.log(sum) + highest;
    }

    /** Losses and their gradients. */
    private final class SoftmaxPass implements Pass {
        private final float[] logits = new float[classes];
        private final double[] probabilities = new double[classes];

        @Override
        public boolean isLastStepOnly() {
            return true;
        }

        @Override
        public void write(int step, int from, int to, float[] rows, int offset) {
            for (int n = from; n < to; n++) {
                linear.writeInput(n, rows, offset + (n - from) * inputs);
            }
        }

        @Override
        public void forward(int from, int to, Inputs above) {
            linear.forward(from, to);
            for (int n = from; n < to; n++) {
                linear.readOutput(n, logits);
                int actual = batch.labels()[n];
                double logit = logits[actual];
                int best = 0;
                for (int k = 1; k < classes; k++) {
                    best = logits[k] > logits[best] ? k : best;
                }
                hits[n] = best == actual;
                losses[n] = softmax(logits, probabilities) - logit;
                for (int k = 0; k < classes; k++) {
                    logits[k] = (float) (probabilities[k] - (k == actual ? 1 : 0));
                }
                linear.writeOutputGradient(n, logits);
            }
        }

        @Override
        public void backward(int from, int to, Pass above) {
            linear.backward(from, to);
        }

        @Override
        public void readInputGradient(int step, int from, int to, float[] target, int offset) {
            linear.readInputGradient(from, to, target, offset);
        }

        @Override
        public void close() {
            // All on the heap.
        }
    }

    /** Writes on the probabilities of all sequences of a group once all have come to their last step. */
    private final class SoftmaxStream implements Stream {
        private final int leastRows;
        private final Linear.Rows rows;
        private final float[] row = new float[classes];
        private final double[] probabilities = new double[classes];
        private int longest;

        SoftmaxStream(Size size) {
            this.leastRows = size.leastRows();
            this.rows = linear.new Rows(Math.max(size.sequences(), leastRows));
        }

        @Override
        public boolean isLastStepOnly() {
            return true;
        }

        @Override
        public void begin(StepOrder order, int from, int to) {
            longest = order.length(from);
        }

        @Override
        public void write(int step, int from, int to, float[] values, int offset) {
            for (int n = from; n < to; n++) {
                rows.write(n, values, offset + (n - from) * inputs);
            }
        }

        @Override
        public void run(int firstStep, int steps, int from, int to, Inputs above) {
            if (firstStep + steps < longest) {
                return;
            }
            rows.forward(Math.max(to - from, leastRows));
            for (int n = from; n < to; n++) {
                rows.read(n, row);
                softmax(row, probabilities);
                for (int k = 0; k < classes; k++) {
                    row[k] = (float) probabilities[k];
                }
                above.write(0, n, n + 1, row, 0);
            }
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    @Override
    public Pass pass(int sequences) {
        return new SoftmaxPass();
    }

    @Override
    public Stream stream(Stream.Size size) {
        return new SoftmaxStream(size);
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return List.of(() -> linear.gradient(target, 0, classes));
    }

    @Override
    public double lossSum() {
        return Arrays.stream(losses).sum();
    }

    @Override
    public int correct() {
        int count = 0;
        for (boolean hit : hits) {
            count += hit ? 1 : 0;
        }
        return count;
    }

    @Override
    public void close() {
        linear.close();
    }
}
