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
import org.seqnet.engine.sequence.StepLabels;

/**
 * A linear layer with softmax on every step of each sequence, z(t) = h(t) W + b, which ends where the sequence ends.
 * The loss of a sequence is the mean cross-entropy of the steps whose class is known.
 *
 * <p>Parameters lie as those of a {@link LinearHead}. Rows stand step by step ({@link StepOrder}).
 */
public final class StepHead implements Head {
    private final Linear linear;
    private final int inputs;
    private final int outputs;
    private final SoftmaxLoss loss = new SoftmaxLoss();
    private Batch batch;
    private double[] losses = new double[0];
    /** By position: how many steps are known, and how many of these are predicted. */
    private int[] known = new int[0];

    private int[] right = new int[0];

    /**
     * @param inputs the number of values that it reads at a step, H
     * @param classes the number of classes, K
     */
    public StepHead(int inputs, int classes, MatrixProducts products) {
        this.linear = new Linear(inputs, classes, products);
        this.inputs = inputs;
        this.outputs = classes;
    }

    @Override
    public int parameterCount() {
        return linear.parameterCount();
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return List.of(() -> linear.packing(parameters).take(0, outputs));
    }

    @Override
    public void prepare(Batch newBatch, boolean waits) {
        batch = newBatch;
        int sequences = batch.order().sequences();
        linear.prepare(Math.toIntExact(batch.order().stepRows()));
        if (losses.length != sequences) {
            losses = new double[sequences];
            known = new int[sequences];
            right = new int[sequences];
        }
    }

    /** Losses of steps and their gradients. */
    private final class StepPass implements Pass {
        private final float[] values = new float[outputs];
        private final double[] probabilities = new double[outputs];

        @Override
        public void write(int step, int from, int to, float[] rows, int offset) {
            for (int n = from; n < to; n++) {
                linear.writeInput(batch.order().row(step, n), rows, offset + (n - from) * inputs);
            }
        }

        @Override
        public void forward(int from, int to, Inputs above) {
            StepOrder order = batch.order();
            StepLabels labels = batch.targets().stepLabels();
            for (int n = from; n < to; n++) {
                losses[n] = 0;
                right[n] = 0;
                known[n] = labels.known(n);
            }
            for (int t = 0; t < order.length(from); t++) {
                int row = order.row(t, from);
                int running = order.running(t, from, to);
                linear.forward(row, row + order.computed(t, from, to));
                for (int i = 0; i < running; i++) {
                    linear.readOutput(row + i, values);
                    learn(from + i, labels.get(from + i, t));
                    linear.writeOutputGradient(row + i, values);
                }
                // What has no such step adds nothing to the gradients of the weights.
                Arrays.fill(values, 0f);
                for (int i = running; i < order.present(t, from, to); i++) {
                    linear.writeOutputGradient(row + i, values);
                }
            }
        }

        /** Replaces the values of one step by their gradients. */
        private void learn(int n, int label) {
            if (label == StepLabels.UNKNOWN) {
                Arrays.fill(values, 0f);
                return;
            }
            right[n] += SoftmaxLoss.likeliest(values) == label ? 1 : 0;
            float weight = batch.targets().weights().get(n);
            double smoothing = batch.targets().smoothing();
            losses[n] += weight * SoftmaxLoss.differentiate(values, probabilities, label, smoothing) / known[n];
            for (int k = 0; k < outputs; k++) {
                values[k] *= weight / known[n];
            }
        }

        @Override
        public void backward(int from, int to, Pass above) {
            StepOrder order = batch.order();
            for (int t = 0; t < order.length(from); t++) {
                int row = order.row(t, from);
                linear.backward(row, row + order.computed(t, from, to));
            }
        }

        @Override
        public void readInputGradient(int step, int from, int to, float[] target, int offset) {
            int row = batch.order().row(step, from);
            linear.readInputGradient(row, row + to - from, target, offset);
        }

        @Override
        public void close() {
            // All on the heap.
        }
    }

    @Override
    public Pass pass(int sequences) {
        return new StepPass();
    }

    @Override
    public Stream stream(Stream.Size size) {
        return new StepStream(linear, inputs, outputs, loss, size);
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return List.of(() -> linear.gradient(target, 0, outputs));
    }

    @Override
    public double lossSum() {
        return Arrays.stream(losses).sum();
    }

    @Override
    public double loss(int position) {
        return losses[position];
    }

    /** Returns the number of sequences times the share of their known steps that are predicted. */
    @Override
    public double correct() {
        long all = Arrays.stream(known).asLongStream().sum();
        long hits = Arrays.stream(right).asLongStream().sum();
        return all == 0 ? 0 : (double) known.length * hits / all;
    }

    @Override
    public void close() {
        linear.close();
    }
}
