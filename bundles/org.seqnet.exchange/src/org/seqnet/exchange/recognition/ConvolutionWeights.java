package org.seqnet.exchange.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.TemporalOperation;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.recognition.Axis.Kind;
import org.seqnet.exchange.recognition.Content.Block;
import org.seqnet.exchange.recognition.Content.Convolved;
import org.seqnet.exchange.recognition.Content.Projected;

/** Makes encoders of convolutions, and brings their weights into the engine's order. */
final class ConvolutionWeights {
    private ConvolutionWeights() {}

    /** Returns the images' encoder with these convolutions. */
    static Convolutional images(String file, Convolved convolved, int denseUnits) throws MalformedOnnxException {
        var blocks = new ArrayList<ConvolutionBlock>();
        for (var block : convolved.blocks()) {
            requireRectified(file, block);
            blocks.add(new ConvolutionBlock(
                    block.filters(),
                    block.kernelSize(),
                    block.stride(),
                    block.pooling(),
                    block.normalization().isPresent(),
                    0));
        }
        return new Convolutional((int) convolved.axes().get(1).size(), blocks, denseUnits, 0);
    }

    private static void requireRectified(String file, Block block) throws MalformedOnnxException {
        if (!block.isRectified()) {
            throw new MalformedOnnxException(file + ", " + block.node() + ": No ReLU follows, which is needed.");
        }
    }

    /** Returns the only design that these convolutions over time may have. */
    static TemporalConvolutional fcn(String file, Convolved convolved) throws MalformedOnnxException {
        var blocks = convolved.blocks();
        var first = blocks.get(0);
        var encoder = new TemporalConvolutional(
                Design.FCN,
                first.filters(),
                blocks.size(),
                first.kernelSize(),
                blocks.size() == 1 ? 1 : blocks.get(1).dilation(),
                0);
        int number = 0;
        for (var operation : encoder.graph((int) convolved.axes().get(1).size()).operations()) {
            if (operation instanceof TemporalOperation.Convolution wanted) {
                var block = blocks.get(number++);
                requireRectified(file, block);
                if (wanted.filters() != block.filters()
                        || wanted.kernelSize() != block.kernelSize()
                        || wanted.dilation() != block.dilation()) {
                    throw new MalformedOnnxException(String.format(
                            Locale.ROOT,
                            "%s, %s: It has %d filters of %d time steps, dilation %d. An FCN whose first convolution "
                                    + "has %d filters of %d time steps must have %d of %d, dilation %d, here.",
                            file,
                            block.node(),
                            block.filters(),
                            block.kernelSize(),
                            block.dilation(),
                            first.filters(),
                            first.kernelSize(),
                            wanted.filters(),
                            wanted.kernelSize(),
                            wanted.dilation()));
                }
            }
        }
        return encoder;
    }

    /** Adds kernel steps x channels x filters, and batch normalization, which every convolution has here. */
    static void putOverTime(Convolved convolved, Parameters target) throws MalformedOnnxException {
        for (var block : convolved.blocks()) {
            int channels = block.weights().shape().get(1).intValue();
            for (int step = 0; step < block.kernelSize(); step++) {
                for (int channel = 0; channel < channels; channel++) {
                    for (int filter = 0; filter < block.filters(); filter++) {
                        int index = (filter * channels + channel) * block.kernelSize() + step;
                        target.add(1, block.weights(), index);
                    }
                }
            }
            putNormalization(block, target);
        }
    }

    static void putImages(Convolved convolved, Parameters target) throws MalformedOnnxException {
        for (var block : convolved.blocks()) {
            boolean isNormalized = block.normalization().isPresent();
            for (int filter = 0; !isNormalized && filter < block.filters(); filter++) {
                target.add(bias(block, filter, target));
            }
            for (int i = 0; i < block.weights().size(); i++) {
                target.add(1, block.weights(), i);
            }
            if (isNormalized) {
                putNormalization(block, target);
            }
        }
    }

    private static double bias(Block block, int filter, Parameters target) throws MalformedOnnxException {
        return block.biases().isPresent() ? target.at(block.biases().get(), filter) : 0;
    }

    /** Adds gammas, betas, means and variances, of which the engine's own epsilon makes the same. */
    private static void putNormalization(Block block, Parameters target) throws MalformedOnnxException {
        int filters = block.filters();
        int first = target.reserve(4 * filters);
        for (int filter = 0; filter < filters; filter++) {
            double gamma = Math.sqrt(1 + ConvolutionBlock.EPSILON);
            double beta = 0;
            double mean = 0;
            double variance = 1;
            if (block.normalization().isPresent()) {
                var by = block.normalization().get();
                gamma = target.at(by.gammas(), filter);
                beta = target.at(by.betas(), filter);
                mean = target.at(by.means(), filter);
                double spread = target.at(by.variances(), filter) + by.epsilon();
                variance = Math.max(0, spread - ConvolutionBlock.EPSILON);
                gamma *= Math.sqrt((variance + ConvolutionBlock.EPSILON) / spread);
            }
            target.put(first + filter, gamma);
            target.put(first + filters + filter, beta);
            target.put(first + 2 * filters + filter, mean - bias(block, filter, target));
            target.put(first + 3 * filters + filter, variance);
        }
    }

    /** Adds the dense layer, which reads channel after channel here, and in the file in the order of its axes. */
    static void putDense(String file, ImageShape image, Projected hidden, Parameters target)
            throws MalformedOnnxException {
        var linear = hidden.linear();
        int inputs = image.values();
        int channelStride = stride(hidden.inputs(), Kind.CHANNEL, image.channels());
        int rowStride = stride(hidden.inputs(), Kind.ROW, image.height());
        int columnStride = stride(hidden.inputs(), Kind.COLUMN, image.width());
        if (hidden.inputs().size() != inputs || channelStride < 0 || rowStride < 0 || columnStride < 0) {
            throw new MalformedOnnxException(file + ", " + linear.node() + ": It must read all pixels of an image.");
        }
        for (int unit = 0; unit < linear.outputs(); unit++) {
            for (int channel = 0; channel < image.channels(); channel++) {
                for (int row = 0; row < image.height(); row++) {
                    for (int column = 0; column < image.width(); column++) {
                        int at = channel * channelStride + row * rowStride + column * columnStride;
                        target.add(linear.factor(), linear.weights(), unit * inputs + at);
                    }
                }
            }
        }
        Assembly.biases(linear, target);
    }

    /** Returns the distance of neighbors on an axis in a merged one; -1 if it is not in it. */
    private static int stride(Axis merged, Kind kind, int size) {
        var parts = merged.kind() == Kind.MERGED ? merged.parts() : List.of(merged);
        long stride = 1;
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i).kind() == kind) {
                return parts.get(i).size() == size ? (int) stride : -1;
            }
            stride *= parts.get(i).size();
        }
        return size == 1 ? 0 : -1;
    }
}
