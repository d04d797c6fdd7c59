package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.ImageShape;

/**
 * Batch normalization: y = gamma (z - mean) / sqrt(variance + epsilon) + beta, for each channel by itself. Mean and
 * variance are those of the mini-batch in training, over all places of all images, and moving averages in prediction. As
 * in Deeplearning4j, variances are divided by the number of values, and not by one less.
 *
 * <p>Parameters lie as Deeplearning4j keeps them: gamma, beta, moving mean, moving variance. What stands for the gradients
 * of the latter two is what a step is to subtract from them.
 *
 * <p>Each image is summed up by itself, and images are added up in their order: results do not depend on who computed
 * what. A row of places is summed in floats, which C2 turns into vector instructions, and rows in doubles.
 *
 * <p>Source: Ioffe and Szegedy, 2015, arXiv:1502.03167; variances of parts are put together by Chan, Golub and LeVeque,
 * 1983.
 */
final class BatchNormalization {
    private final int channels;
    private final int rowValues;
    private final int imageValues;
    private final float[] gamma;
    private final float[] beta;
    private final float[] movingMean;
    private final float[] movingVariance;

    private final double[] mean;
    private final double[] variance;
    private final double[] gammaGradient;
    private final double[] betaGradient;

    // y = factor (z - center) + beta, and dL/dz = factor dL/dy - constant - slope (z - center).
    private final float[] center;
    private final float[] factor;
    private final float[] constant;
    private final float[] slope;

    BatchNormalization(ImageShape image) {
        this.channels = image.channels();
        this.rowValues = image.width() * channels;
        this.imageValues = image.values();
        this.gamma = new float[channels];
        this.beta = new float[channels];
        this.movingMean = new float[channels];
        this.movingVariance = new float[channels];
        this.mean = new double[channels];
        this.variance = new double[channels];
        this.gammaGradient = new double[channels];
        this.betaGradient = new double[channels];
        this.center = new float[channels];
        this.factor = new float[channels];
        this.constant = new float[channels];
        this.slope = new float[channels];
    }

    /** One image's values, places x channels, and what they add to sums over the mini-batch. */
    final class Image {
        final float[] z = new float[imageValues];
        /** Of each channel the mean of z; on the way back the sum of dL/dy. */
        private final double[] first = new double[channels];
        /** Of each channel the summed squares of z - mean; on the way back the sum of dL/dy (z - center). */
        private final double[] second = new double[channels];

        /** Takes notice of a new z. */
        void measure() {
            // From the first place on: squares of what lies far from 0 would leave no digits for a small variance.
            float[] origin = Arrays.copyOf(z, channels);
            sum((at, sums, products) -> addDistances(z, at, origin, sums, products));
            int places = imageValues / channels;
            for (int c = 0; c < channels; c++) {
                double distance = first[c] / places;
                second[c] = Math.max(0, second[c] - first[c] * distance);
                first[c] = origin[c] + distance;
            }
        }

        /** Writes y. */
        void normalize(float[] y) {
            for (int at = 0; at < imageValues; at += channels) {
                normalizePlace(z, at, center, factor, beta, y);
            }
        }

        /** Takes notice of dL/dy. */
        void gather(float[] slopes) {
            sum((at, sums, products) -> addProducts(slopes, z, at, center, sums, products));
        }

        /** Replaces dL/dy by dL/dz. */
        void goBack(float[] slopes) {
            for (int at = 0; at < imageValues; at += channels) {
                goBackPlace(z, at, center, factor, constant, slope, slopes);
            }
        }

        private void sum(PlaceAction action) {
            Arrays.fill(first, 0);
            Arrays.fill(second, 0);
            float[] sums = new float[channels];
            float[] products = new float[channels];
            for (int row = 0; row < imageValues; row += rowValues) {
                Arrays.fill(sums, 0);
                Arrays.fill(products, 0);
                for (int at = row; at < row + rowValues; at += channels) {
                    action.accept(at, sums, products);
                }
                for (int c = 0; c < channels; c++) {
                    first[c] += sums[c];
                    second[c] += products[c];
                }
            }
        }
    }

    private interface PlaceAction {
        void accept(int at, float[] sums, float[] products);
    }

    // Flat, all four, so that C2 turns them into vector instructions.

    private static void addDistances(float[] z, int at, float[] origin, float[] sums, float[] squares) {
        for (int c = 0; c < origin.length; c++) {
            float distance = z[at + c] - origin[c];
            sums[c] += distance;
            squares[c] += distance * distance;
        }
    }

    private static void addProducts(
            float[] slopes, float[] z, int at, float[] center, float[] sums, float[] products) {
        for (int c = 0; c < center.length; c++) {
            sums[c] += slopes[at + c];
            products[c] += slopes[at + c] * (z[at + c] - center[c]);
        }
    }

    private static void normalizePlace(float[] z, int at, float[] center, float[] factor, float[] beta, float[] y) {
        for (int c = 0; c < center.length; c++) {
            y[at + c] = (z[at + c] - center[c]) * factor[c] + beta[c];
        }
    }

    private static void goBackPlace(
            float[] z, int at, float[] center, float[] factor, float[] constant, float[] slope, float[] slopes) {
        for (int c = 0; c < center.length; c++) {
            slopes[at + c] = factor[c] * slopes[at + c] - constant[c] - slope[c] * (z[at + c] - center[c]);
        }
    }

    int parameterCount() {
        return 4 * channels;
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
            double places = (double) imageValues / channels;
            for (int c = 0; c < channels; c++) {
                double distance = image.first[c] - mean[c];
                mean[c] += distance / (n + 1);
                variance[c] += image.second[c] + distance * distance * places * n / (n + 1);
            }
        }
        double count = images.size() * (double) imageValues / channels;
        for (int c = 0; c < channels; c++) {
            variance[c] /= count;
            center[c] = (float) mean[c];
            factor[c] = (float) (gamma[c] / Math.sqrt(variance[c] + ConvolutionBlock.EPSILON));
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
        double count = images.size() * (double) imageValues / channels;
        for (int c = 0; c < channels; c++) {
            double deviation = Math.sqrt(variance[c] + ConvolutionBlock.EPSILON);
            gammaGradient[c] /= deviation;
            constant[c] = (float) (factor[c] * betaGradient[c] / count);
            slope[c] = (float) (factor[c] * gammaGradient[c] / deviation / count);
        }
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
