package org.seqnet.engine.kernel.head;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.seqnet.engine.kernel.dense.Linear;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Head;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.Stream;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.network.Values;

/**
 * A linear layer with K outputs on the last step of each sequence, z = h W + b, of which a {@link Loss} makes
 * the answer.
 *
 * <p>Parameters lie as Deeplearning4j keeps them: W, H x K column-major, then b.
 */
public final class LinearHead implements Head {
    private final Linear linear;
    private final int inputs;
    private final int outputs;
    private final Loss loss;
    private Batch batch;

    private final Losses losses = new Losses();
    private double[] errors = new double[0];

    private LinearHead(int inputs, int outputs, Loss loss, MatrixProducts products) {
        this.linear = new Linear(inputs, outputs, products);
        this.inputs = inputs;
        this.outputs = outputs;
        this.loss = loss;
    }

    /** Returns the head that reads {@code inputs} values, H, and tells {@code classes} classes, K, from each other. */
    public static LinearHead ofClasses(int inputs, int classes, MatrixProducts products) {
        return new LinearHead(inputs, classes, new SoftmaxLoss(), products);
    }

    /** Returns the head that reads {@code inputs} values, H, and decides on each of {@code labels} labels, K. */
    public static LinearHead ofLabels(int inputs, int labels, MatrixProducts products) {
        return new LinearHead(inputs, labels, new SigmoidLoss(), products);
    }

    /** Returns the head that reads {@code inputs} values, H, and computes numbers. */
    public static LinearHead ofValues(int inputs, Values values, MatrixProducts products) {
        return new LinearHead(inputs, values.outputs(), new ValuesLoss(values), products);
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
        linear.prepare(sequences);
        losses.prepare(sequences);
        if (errors.length < sequences * loss.numbers()) {
            errors = new double[sequences * loss.numbers()];
        }
    }

    /** Losses and their gradients. */
    private final class LinearPass implements Pass {
        private final float[] values = new float[outputs];
        private final double[] answers = new double[outputs];

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
                linear.readOutput(n, values);
                double score = loss.score(values, batch.targets(), n);
                loss.measure(values, batch.targets(), n, errors);
                float weight = batch.targets().weights().get(n);
                losses.write(n, weight * loss.differentiate(values, answers, batch.targets(), n), score);
                for (int k = 0; k < outputs; k++) {
                    values[k] *= weight;
                }
                linear.writeOutputGradient(n, values);
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

    /** Replaces outputs by answers, a thread's. */
    private Consumer<float[]> answer() {
        var answers = new double[outputs];
        return row -> {
            loss.answers(row, answers);
            for (int k = 0; k < outputs; k++) {
                row[k] = (float) answers[k];
            }
        };
    }

    @Override
    public Pass pass(int sequences) {
        return new LinearPass();
    }

    @Override
    public Stream stream(Stream.Size size) {
        return new LinearStream(linear, inputs, outputs, answer(), size);
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return List.of(() -> linear.gradient(target, 0, outputs));
    }

    @Override
    public double lossSum() {
        return losses.sum();
    }

    @Override
    public double loss(int position) {
        return losses.get(position);
    }

    @Override
    public double correct() {
        return losses.correct();
    }

    @Override
    public ValueErrors errors() {
        return loss.errors(batch.targets(), batch.order().sequences(), errors);
    }

    @Override
    public void close() {
        linear.close();
    }
}
