package org.seqnet.engine.kernel;

import java.util.Arrays;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.sequence.SequenceShape;

/** A convolutional network as its definition says, in double precision, one sum after another; it drops nothing. */
final class ConvolutionReference {
    private final Convolutional network;
    private final SequenceShape input;
    private final int classes;

    ConvolutionReference(Convolutional network, SequenceShape input, int classes) {
        this.network = network;
        this.input = input;
        this.classes = classes;
    }

    /** Returns the class probabilities of one image, T x F. */
    double[] probabilities(double[] parameters, float[] image) {
        var values = new double[image.length];
        Arrays.setAll(values, i -> image[i]);
        var shapes = network.images(input);
        int at = 0;
        for (int i = 0; i < network.blocks().size(); i++) {
            var block = network.blocks().get(i);
            var convolved = convolved(block, shapes.get(i), values, parameters, at);
            values = pooled(block, convolved, block.convolved(shapes.get(i)));
            at += block.filters() * (block.window(shapes.get(i)) + 1);
        }
        var last = shapes.get(network.blocks().size());
        values = linear(channelsFirst(values, last), network.denseUnits(), parameters, at);
        at += network.denseUnits() * (last.values() + 1);
        return softmax(linear(rectified(values), classes, parameters, at));
    }

    private static double[] convolved(
            ConvolutionBlock block, ImageShape shape, double[] image, double[] parameters, int at) {
        var output = block.convolved(shape);
        var sums = new double[output.values()];
        int size = block.kernelSize();
        for (int y = 0; y < output.height(); y++) {
            for (int x = 0; x < output.width(); x++) {
                for (int f = 0; f < block.filters(); f++) {
                    double sum = parameters[at + f];
                    for (int c = 0; c < shape.channels(); c++) {
                        for (int i = 0; i < size; i++) {
                            for (int j = 0; j < size; j++) {
                                int row = y * block.stride() + i - size / 2;
                                int column = x * block.stride() + j - size / 2;
                                if (row >= 0 && row < shape.height() && column >= 0 && column < shape.width()) {
                                    int weight = ((f * shape.channels() + c) * size + i) * size + j;
                                    sum += parameters[at + block.filters() + weight]
                                            * image[(row * shape.width() + column) * shape.channels() + c];
                                }
                            }
                        }
                    }
                    sums[(y * output.width() + x) * block.filters() + f] = sum;
                }
            }
        }
        return rectified(sums);
    }

    private static double[] pooled(ConvolutionBlock block, double[] image, ImageShape shape) {
        int size = block.pooling();
        int height = shape.height() / size;
        int width = shape.width() / size;
        var largest = new double[height * width * shape.channels()];
        for (int y = 0; y < height * size; y++) {
            for (int x = 0; x < width * size; x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    int to = (y / size * width + x / size) * shape.channels() + c;
                    largest[to] = Math.max(largest[to], image[(y * shape.width() + x) * shape.channels() + c]);
                }
            }
        }
        return largest;
    }

    private static double[] channelsFirst(double[] image, ImageShape shape) {
        var values = new double[image.length];
        int pixels = shape.height() * shape.width();
        Arrays.setAll(values, i -> image[i % pixels * shape.channels() + i / pixels]);
        return values;
    }

    private static double[] linear(double[] values, int outputs, double[] parameters, int at) {
        var sums = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            sums[k] = parameters[at + outputs * values.length + k];
            for (int j = 0; j < values.length; j++) {
                sums[k] += parameters[at + k * values.length + j] * values[j];
            }
        }
        return sums;
    }

    private static double[] rectified(double[] values) {
        return Arrays.stream(values).map(value -> Math.max(value, 0)).toArray();
    }

    private static double[] softmax(double[] values) {
        var powers = Arrays.stream(values).map(Math::exp).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }
}
