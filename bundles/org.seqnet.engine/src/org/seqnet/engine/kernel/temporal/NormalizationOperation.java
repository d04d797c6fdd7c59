package org.seqnet.engine.kernel.temporal;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.TemporalOperation.Normalization;

/**
 * Batch normalization, y = gamma (z - mean) / sqrt(variance + epsilon) + beta for each channel by itself, with what is
 * added to it and ReLU. Mean and variance are those of all steps of the mini-batch in training, and moving averages in
 * prediction; epsilon, their decay, and what stands for their gradients are those of convolution blocks of images.
 *
 * <p>Each sequence is summed up by itself, and sequences are added up in their order: results do not depend on who
 * computed what. A column of a line is summed in floats, and columns in doubles.
 *
 * <p>Source: Ioffe and Szegedy, 2015, arXiv:1502.03167; variances of parts are put together by Chan, Golub and LeVeque,
 * 1983.
 */
final class NormalizationOperation implements Operation {
    private final Normalization shape;
    private final int channels;
    private final int line;
    private final float[] gamma;
    private final float[] beta;
    private final float[] movingMean;
    private final float[] movingVariance;

    /** By sequence, of each channel the mean of z; backward the sum of dL/dy. */
    private double[][] first = new double[0][];
    /** By sequence, of each channel the summed squares of z - mean; backward the sum of dL/dy (z - center). */
    private double[][] second = new double[0][];

    private final boolean asInPrediction;
    private int sequences;
    private double count;
    private final double[] mean;
    private final double[] variance;
    private final double[] gammaGradient;
    private final double[] betaGradient;

    // y = factor (z - center) + shift, and dL/dz = factor dL/dy - constant - slope (z - center), for each value of a
    // line.
    private final float[] center;
    private final float[] factor;
    private final float[] shift;
    private final float[] constant;
    private final float[] slope;

    /** @param asInPrediction whether mini-batches are normalized by moving averages too */
    NormalizationOperation(Normalization shape, boolean asInPrediction) {
        this.shape = shape;
        this.asInPrediction = asInPrediction;
        this.channels = shape.channels();
        this.line = Lines.length(channels);
        this.gamma = new float[channels];
        this.beta = new float[channels];
        this.movingMean = new float[channels];
        this.movingVariance = new float[channels];
        this.mean = new double[channels];
        this.variance = new double[channels];
        this.gammaGradient = new double[channels];
        this.betaGradient = new double[channels];
        this.center = new float[line];
        this.factor = new float[line];
        this.shift = new float[line];
        this.constant = new float[line];
        this.slope = new float[line];
    }

    Normalization shape() {
        return shape;
    }

    @Override
    public int parameterCount() {
        return 4 * channels;
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return List.of(() -> pack(parameters));
    }

    /** Takes over the parameters, and normalizes by moving averages until a mini-batch is measured. */
    private void pack(FloatBuffer parameters) {
        parameters.get(0, gamma);
        parameters.get(channels, beta);
        parameters.get(2 * channels, movingMean);
        parameters.get(3 * channels, movingVariance);
        for (int c = 0; c < channels; c++) {
            center[c] = movingMean[c];
            factor[c] = (float) (gamma[c] / deviation(movingVariance[c]));
            shift[c] = beta[c];
        }
        repeat(center, factor, shift);
    }

    private static double deviation(double variance) {
        return Math.sqrt(variance + ConvolutionBlock.EPSILON);
    }

    /** Repeats what stands in the first row of lines in all their rows. */
    private void repeat(float[]... lines) {
        for (var values : lines) {
            for (int k = channels; k < line; k++) {
                values[k] = values[k - channels];
            }
        }
    }

    @Override
    public void prepare(int newSequences, int tasks) {
        sequences = newSequences;
        if (first.length < sequences) {
            first = new double[sequences][channels];
            second = new double[sequences][channels];
        }
        count = 0;
    }

    private interface LineAction {
        void accept(int at, int end);
    }

    private void forLines(Signals signals, int sequence, LineAction action) {
        int at = signals.start(sequence) * channels;
        int end = at + signals.length(sequence) * channels;
        for (int from = at; from < end; from += line) {
            action.accept(from, Math.min(line, end - from));
        }
    }

    /** Keeps what a sequence adds to mean and variance. */
    void measure(Signals signals, int sequence) {
        FloatBuffer z = signals.values(shape.source());
        // From the first step on: squares of what lies far from 0 would leave no digits for a small variance.
        var origin = new float[line];
        z.get(signals.start(sequence) * channels, origin, 0, channels);
        repeat(origin);
        var sums = new float[line];
        var squares = new float[line];
        var values = new float[line];
        forLines(signals, sequence, (at, size) -> {
            z.get(at, values, 0, size);
            Lines.addDistances(values, origin, sums, squares, size);
        });
        double[] means = first[sequence];
        double[] spreads = second[sequence];
        addUp(sums, means);
        addUp(squares, spreads);
        for (int c = 0; c < channels; c++) {
            double distance = means[c] / signals.length(sequence);
            spreads[c] = Math.max(0, spreads[c] - means[c] * distance);
            means[c] = origin[c] + distance;
        }
    }

    private static void addUp(float[] columns, double[] sums) {
        Arrays.fill(sums, 0);
        Lines.addColumns(columns, sums);
    }

    /** Joins what all sequences of the mini-batch have measured. */
    void joinMeasured(Signals signals) {
        if (asInPrediction) {
            return;
        }
        Arrays.fill(mean, 0);
        Arrays.fill(variance, 0);
        for (int n = 0; n < sequences; n++) {
            double length = signals.length(n);
            double share = length / (count + length);
            for (int c = 0; c < channels; c++) {
                double distance = first[n][c] - mean[c];
                mean[c] += distance * share;
                variance[c] += second[n][c] + distance * distance * count * share;
            }
            count += length;
        }
        for (int c = 0; c < channels; c++) {
            variance[c] /= count;
            center[c] = (float) mean[c];
            factor[c] = (float) (gamma[c] / deviation(variance[c]));
            shift[c] = beta[c];
        }
        repeat(center, factor, shift);
    }

    @Override
    public void forward(Signals signals, int sequence) {
        FloatBuffer z = signals.values(shape.source());
        FloatBuffer y = signals.values(shape.target());
        var values = new float[line];
        var others = new float[line];
        forLines(signals, sequence, (at, size) -> {
            z.get(at, values, 0, size);
            Lines.normalize(values, center, factor, shift, size);
            if (shape.addend().isPresent()) {
                signals.values(shape.addend().getAsInt()).get(at, others, 0, size);
                Lines.add(values, others, size);
            }
            if (shape.isRectified()) {
                Lines.rectify(values, size);
            }
            y.put(at, values, 0, size);
        });
    }

    /** Goes back to the sum that ReLU reads, hands its gradient to the addend, and keeps what it adds to the sums. */
    void gather(Signals signals, int sequence) {
        FloatBuffer z = signals.values(shape.source());
        FloatBuffer gradients = signals.gradients(shape.target());
        var dy = new float[line];
        var values = new float[line];
        var sums = new float[line];
        var products = new float[line];
        boolean hands =
                shape.addend().isPresent() && signals.hasGradient(shape.addend().getAsInt());
        boolean adds = hands && signals.addsGradient(shape.addend().getAsInt(), sequence);
        forLines(signals, sequence, (at, size) -> {
            gradients.get(at, dy, 0, size);
            if (shape.isRectified()) {
                signals.values(shape.target()).get(at, values, 0, size);
                Lines.mask(dy, values, size);
                gradients.put(at, dy, 0, size);
            }
            z.get(at, values, 0, size);
            Lines.addProducts(dy, values, center, sums, products, size);
            if (hands) {
                write(signals, shape.addend().getAsInt(), adds, at, dy, values, size);
            }
        });
        addUp(sums, first[sequence]);
        addUp(products, second[sequence]);
    }

    private static void write(
            Signals signals, int signal, boolean adds, int at, float[] gradient, float[] present, int size) {
        FloatBuffer target = signals.gradients(signal);
        if (adds) {
            target.get(at, present, 0, size);
            Lines.add(present, gradient, size);
            target.put(at, present, 0, size);
        } else {
            target.put(at, gradient, 0, size);
        }
    }

    /** Joins what all sequences of the mini-batch have gathered. */
    void joinGathered() {
        if (asInPrediction) {
            // The averages do not depend on the mini-batch: constant and slope stay 0.
            return;
        }
        Arrays.fill(betaGradient, 0);
        Arrays.fill(gammaGradient, 0);
        for (int n = 0; n < sequences; n++) {
            for (int c = 0; c < channels; c++) {
                betaGradient[c] += first[n][c];
                gammaGradient[c] += second[n][c];
            }
        }
        for (int c = 0; c < channels; c++) {
            double deviation = deviation(variance[c]);
            gammaGradient[c] /= deviation;
            constant[c] = (float) (factor[c] * betaGradient[c] / count);
            slope[c] = (float) (factor[c] * gammaGradient[c] / deviation / count);
        }
        repeat(constant, slope);
    }

    @Override
    public void backward(Signals signals, int sequence, int task) {
        int source = shape.source();
        if (!signals.hasGradient(source)) {
            return;
        }
        FloatBuffer z = signals.values(source);
        FloatBuffer gradients = signals.gradients(shape.target());
        var dy = new float[line];
        var values = new float[line];
        boolean adds = !signals.shareGradients(source, shape.target()) && signals.addsGradient(source, sequence);
        forLines(signals, sequence, (at, size) -> {
            gradients.get(at, dy, 0, size);
            z.get(at, values, 0, size);
            Lines.differentiate(dy, values, center, factor, constant, slope, size);
            write(signals, source, adds, at, dy, values, size);
        });
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return List.of(() -> writeGradients(target));
    }

    /** Writes dL/dgamma, dL/dbeta, and what to subtract from the moving averages. */
    private void writeGradients(FloatBuffer target) {
        double share = 1 - ConvolutionBlock.DECAY;
        for (int c = 0; c < channels; c++) {
            target.put(c, (float) gammaGradient[c]);
            target.put(channels + c, (float) betaGradient[c]);
            target.put(2 * channels + c, (float) (share * (movingMean[c] - mean[c])));
            target.put(3 * channels + c, (float) (share * (movingVariance[c] - variance[c])));
        }
    }

    @Override
    public void close() {
        // All on the heap.
    }
}
