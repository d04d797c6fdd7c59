package org.seqnet.engine.network;

import java.util.List;
import org.seqnet.engine.SeqNetException;

/**
 * A convolution, batch normalization, ReLU, max pooling and dropout, in this order. The convolution pads with zeros: at
 * a stride of 1 its output is as large as its input. What does not fill a pooling window at the right or lower edge is
 * left out.
 *
 * <p>Batch normalization gives each channel the mean beta and the deviation gamma over a mini-batch; both are learned.
 * Prediction normalizes by moving averages of the mini-batches' means and variances instead. The convolution has no
 * biases then, since subtracting the mean would cancel them.
 *
 * <p>Source: Ioffe and Szegedy, 2015, arXiv:1502.03167.
 *
 * @param filters the channels that it gives, 1 to {@value #MOST_FILTERS}
 * @param kernelSize rows and columns that a filter sees at once, an odd number from 1 to {@value #LARGEST_KERNEL}
 * @param stride the pixels from one place of the filter to the next, 1 to {@value #LARGEST_STEP}
 * @param pooling rows and columns of which the largest value is kept, 1 (no pooling) to {@value #LARGEST_STEP}
 * @param batchNormalization whether channels are normalized between the convolution and ReLU
 * @param dropout the share of values that training drops behind it, 0 (none) to below 1
 */
public record ConvolutionBlock(
        int filters, int kernelSize, int stride, int pooling, boolean batchNormalization, double dropout) {
    /** The most filters of one block. */
    public static final int MOST_FILTERS = 1024;
    /** The largest kernel. */
    public static final int LARGEST_KERNEL = 15;
    /** The largest stride and the largest pooling window. */
    public static final int LARGEST_STEP = 8;
    /** What batch normalization adds to a variance before it divides by its root. */
    public static final double EPSILON = 1e-5;
    /** What a mini-batch leaves of the moving averages before it. */
    public static final double DECAY = 0.9;

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range
     */
    public ConvolutionBlock {
        Ranges.requireCount("Filters", filters, MOST_FILTERS);
        Ranges.requireCount("Kernel size", kernelSize, LARGEST_KERNEL);
        if (kernelSize % 2 == 0) {
            throw new SeqNetException("Kernel size: " + kernelSize + " is not odd. Enter an odd number.");
        }
        Ranges.requireCount("Stride", stride, LARGEST_STEP);
        Ranges.requireCount("Pooling size", pooling, LARGEST_STEP);
        Ranges.requireShare("Dropout", dropout);
    }

    /** Returns what the convolution makes of an image. */
    public ImageShape convolved(ImageShape input) {
        return new ImageShape((input.height() - 1) / stride + 1, (input.width() - 1) / stride + 1, filters);
    }

    /** Returns what the block makes of an image; its height or width is 0 if the image is too small to be pooled. */
    public ImageShape output(ImageShape input) {
        var convolved = convolved(input);
        return new ImageShape(convolved.height() / pooling, convolved.width() / pooling, filters);
    }

    /** Returns the zeros that stand beside the image on each side. */
    public int padding() {
        return kernelSize / 2;
    }

    /** Returns the values that a filter sees at once. */
    public int window(ImageShape input) {
        return kernelSize * kernelSize * input.channels();
    }

    /**
     * Returns how many numbers the block holds: weights, and for each filter a bias or, with batch normalization, a
     * gamma, a beta, a moving mean and a moving variance.
     */
    public int parameterCount(ImageShape input) {
        return Math.multiplyExact(filters, window(input) + (batchNormalization ? 4 : 1));
    }

    /** Returns what its parameters are: Deeplearning4j keeps a convolution's biases before its weights. */
    List<ParameterBlock> parameters(ImageShape input) {
        var weights = ParameterBlock.weights((long) filters * window(input));
        var biases = ParameterBlock.biases(filters);
        var statistics = ParameterBlock.statistics(filters);
        return batchNormalization ? List.of(weights, biases, biases, statistics, statistics) : List.of(biases, weights);
    }

    /** Returns this block with this many times its filters. */
    ConvolutionBlock varied(double size) {
        return new ConvolutionBlock(
                Ranges.scaled(filters, size, MOST_FILTERS), kernelSize, stride, pooling, batchNormalization, dropout);
    }

    /** Returns this block without dropout. */
    ConvolutionBlock undropped() {
        return new ConvolutionBlock(filters, kernelSize, stride, pooling, batchNormalization, 0);
    }

    /** Returns its filters in words, such as {@code 32 of 3 x 3} or {@code 32 of 3 x 3 normalized}. */
    String title() {
        return "%d of %d x %d%s".formatted(filters, kernelSize, kernelSize, batchNormalization ? " normalized" : "");
    }

    /** Returns what it does in words, such as {@code 3 x 3 convolution, ReLU, 2 x 2 max pooling}. */
    String kind() {
        return "%d x %d convolution%s%s, ReLU%s"
                .formatted(
                        kernelSize,
                        kernelSize,
                        stride == 1 ? "" : ", stride " + stride,
                        batchNormalization ? ", batch normalization" : "",
                        pooling == 1 ? "" : ", %d x %d max pooling".formatted(pooling, pooling));
    }
}
