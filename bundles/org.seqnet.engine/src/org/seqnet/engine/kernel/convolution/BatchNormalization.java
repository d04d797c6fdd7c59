package org.seqnet.engine.kernel.convolution;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.ImageShape;

/**
 * Batch normalization: y = gamma (z - mean) / sqrt(variance + epsilon) + beta, for each channel by itself. Mean and
 * variance are those of the mini-batch in training, over all places of all images, and moving averages in prediction.
 * As in Deeplearning4j, variances are divided by the number of values, and not by one less.
 *
 * <p>Parameters lie as Deeplearning4j keeps them: gamma, beta, moving mean, moving variance. What stands for the
 * gradients of the latter two is what a step is to subtract from them.
 *
 * <p>Each image is summed up by itself, and images are added up in their order: results do not depend on who computed
 * what. A column of places is summed in floats, a row at a time, and columns in doubles.
 *
 * <p>Source: Ioffe and Szegedy, 2015, arXiv:1502.03167; variances of parts are put together by Chan, Golub and LeVeque,
 * 1983.
 */
final class BatchNormalization {
    /** How many numbers each channel has. */
    static final int PARAMETERS = 4;

    private final int channels;
    private final int rowValues;
    private final int places;
    private final int imageValues;
    private final float[] gamma;
    private final float[] beta;
    private final float[] movingMean;
    private final float[] movingVariance;

    private final double[] mean;
    private final double[] variance;
    private final double[] gammaGradient;
    private final double[] betaGradient;

    // y = factor (z - center) + shift, and dL/dz = factor dL/dy - constant - slope (z - center). They are kept for each
    // value of a row: loops over the channels of one place would be too short for vector instructions.
    private final float[] center;
    private final float[] factor;
    private final float[] shift;
    private final float[] constant;
    private final float[] slope;

    BatchNormalization(ImageShape image) {
        this.channels = image.channels();
        this.rowValues = image.width() * channels;
        this.places = image.height() * image.width();
        this.imageValues = image.values();
        this.gamma = new float[channels];
        this.beta = new float[channels];
        this.movingMean = new float[channels];
        this.movingVariance = new float[channels];
        this.mean = new double[channels];
        this.variance = new double[channels];
        this.gammaGradient = new double[channels];
        this.betaGradient = new double[channels];
        this.center = new float[rowValues];
        this.factor = new float[rowValues];
        this.shift = new float[rowValues];
        this.constant = new float[rowValues];
        this.slope = new float[rowValues];
    }

    /** One image's values, places x channels, and what they add to sums over the mini-batch. */
    final class Image {
        private final float[] z = new float[imageValues];
        /** Of each channel the mean of z; backward the sum of dL/dy. */
        private final double[] first = new double[channels];
        /** Of each channel the summed squares of z - mean; backward the sum of dL/dy (z - center). */
        private final double[] second = new double[channels];

        /** Keeps a copy of z, and what it adds to mean and variance. */
        void measure(float[] values) {
            System.arraycopy(values, 0, z, 0, z.length);
            // From the first place on: squares of what lies far from 0 would leave no digits for a small variance.
            float[] origin = new float[rowValues];
            forRow((k, c) -> origin[k] = z[c]);
            float[] sums = new float[rowValues];
            float[] squares = new float[rowValues];
            float[] zRow = new float[rowValues];
            for (int row = 0; row < imageValues; row += rowValues) {
                System.arraycopy(z, row, zRow, 0, rowValues);
                addDistances(zRow, origin, sums, squares);
            }
            addColumns(sums, first);
            addColumns(squares, second);
            for (int c = 0; c < channels; c++) {
                double distance = first[c] / places;
                second[c] = Math.max(0, second[c] - first[c] * distance);
                first[c] = origin[c] + distance;
            }
        }

        /** Writes y. */
        void normalize(float[] y) {
            float[] values = new float[rowValues];
            for (int row = 0; row < imageValues; row += rowValues) {
                System.arraycopy(z, row, values, 0, rowValues);
                normalizeRow(values, center, factor, shift);
                System.arraycopy(values, 0, y, row, rowValues);
            }
        }

        /** Keeps what dL/dy adds to the gradients' sums. */
        void gather(float[] dy) {
            float[] sums = new float[rowValues];
            float[] products = new float[rowValues];
            float[] dyRow = new float[rowValues];
            float[] zRow = new float[rowValues];
            for (int row = 0; row < imageValues; row += rowValues) {
                System.arraycopy(dy, row, dyRow, 0, rowValues);
                System.arraycopy(z, row, zRow, 0, rowValues);
                addProducts(dyRow, zRow, center, sums, products);
            }
            addColumns(sums, first);
            addColumns(products, second);
        }

        /** Replaces dL/dy by dL/dz. */
        void backward(float[] dy) {
            float[] dyRow = new float[rowValues];
            float[] zRow = new float[rowValues];
            for (int row = 0; row < imageValues; row += rowValues) {
                System.arraycopy(dy, row, dyRow, 0, rowValues);
                System.arraycopy(z, row, zRow, 0, rowValues);
                backwardRow(dyRow, zRow, center, factor, constant, slope);
                System.arraycopy(dyRow, 0, dy, row, rowValues);
            }
        }
    }

    /*
     * C2 turns these loops into vector instructions. It does so only where what is written and what is read have the
     * same index, for arrays might be one and the same; hence the copies of rows.
     */

    private static void addDistances(float[] z, float[] origin, float[] sums, float[] squares) {
        for (int k = 0; k < z.length; k++) {
            float distance = z[k] - origin[k];
            sums[k] += distance;
            squares[k] += distance * distance;
        }
    }

    private static void addProducts(float[] dy, float[] z, float[] center, float[] sums, float[] products) {
        for (int k = 0; k < z.length; k++) {
            sums[k] += dy[k];
            products[k] += dy[k] * (z[k] - center[k]);
        }
    }

    private static void normalizeRow(float[] values, float[] center, float[] factor, float[] shift) {
        for (int k = 0; k < values.length; k++) {
            values[k] = (values[k] - center[k]) * factor[k] + shift[k];
        }
    }

    private static void backwardRow(
            float[] dy, float[] z, float[] center, float[] factor, float[] constant, float[] slope) {
        for (int k = 0; k < dy.length; k++) {
            dy[k] = factor[k] * dy[k] - constant[k] - slope[k] * (z[k] - center[k]);
        }
    }

    /** Sums up the columns of each channel. */
    private static void addColumns(float[] columns, double[] sums) {
        Arrays.fill(sums, 0);
        for (int at = 0; at < columns.length; at += sums.length) {
            for (int c = 0; c < sums.length; c++) {
                sums[c] += columns[at + c];
            }
        }
    }

    /** Takes over the parameters. */
    void pack(FloatBuffer parameters) {
        parameters.get(0, gamma);
        parameters.get(channels, beta);
        parameters.get(2 * channels, movingMean);
        parameters.get(3 * channels, movingVariance);
    }

    /** Returns what prediction multiplies a channel by. */
    float predictionFactor(int channel) {
        return (float) (gamma[channel] / Math.sqrt(movingVariance[channel] + ConvolutionBlock.EPSILON));
    }

    /** Returns what prediction then adds to the channel. */
    float predictionShift(int channel) {
        return beta[channel] - predictionFactor(channel) * movingMean[channel];
    }

    /** Joins what all images of the mini-batch have measured. */
    void joinMeasured(List<Image> images) {
        Arrays.fill(mean, 0);
        Arrays.fill(variance, 0);
        for (int n = 0; n < images.size(); n++) {
            var image = images.get(n);
            for (int c = 0; c < channels; c++) {
                double distance = image.first[c] - mean[c];
                mean[c] += distance / (n + 1);
                variance[c] += image.second[c] + distance * distance * ((double) places * n / (n + 1));
            }
        }
        double count = (double) images.size() * places;
        for (int c = 0; c < channels; c++) {
            variance[c] /= count;
        }
        forRow((k, c) -> {
            center[k] = (float) mean[c];
            factor[k] = (float) (gamma[c] / deviation(c));
            shift[k] = beta[c];
        });
    }

    private double deviation(int channel) {
        return Math.sqrt(variance[channel] + ConvolutionBlock.EPSILON);
    }

    private interface ValueAction {
        void accept(int value, int channel);
    }

    private void forRow(ValueAction action) {
        for (int k = 0; k < rowValues; k++) {
            action.accept(k, k % channels);
        }
    }

    /** Joins what all images of the mini-batch have gathered. */
    void joinGathered(List<Image> images) {
        Arrays.fill(betaGradient, 0);
        Arrays.fill(gammaGradient, 0);
        for (var image : images) {
            for (int c = 0; c < channels; c++) {
                betaGradient[c] += image.first[c];
                gammaGradient[c] += image.second[c];
            }
        }
        double count = (double) images.size() * places;
        for (int c = 0; c < channels; c++) {
            gammaGradient[c] /= deviation(c);
        }
        forRow((k, c) -> {
            constant[k] = (float) (factor[k] * betaGradient[c] / count);
            slope[k] = (float) (factor[k] * gammaGradient[c] / deviation(c) / count);
        });
    }

    /** Writes dL/dgamma, dL/dbeta, and what to subtract from the moving averages. */
    void gradient(FloatBuffer gradients) {
        double share = 1 - ConvolutionBlock.DECAY;
        for (int c = 0; c < channels; c++) {
            gradients.put(c, (float) gammaGradient[c]);
            gradients.put(channels + c, (float) betaGradient[c]);
            gradients.put(2 * channels + c, (float) (share * (movingMean[c] - mean[c])));
            gradients.put(3 * channels + c, (float) (share * (movingVariance[c] - variance[c])));
        }
    }
}
