package org.seqnet.engine.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
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

    /** Returns the class probabilities of one image, T x F, as prediction has them. */
    double[] probabilities(double[] parameters, float[] image) {
        return probabilities(parameters, List.of(image), false).get(0);
    }

    /** Returns the class probabilities of the images of a mini-batch, T x F each, as training has them. */
    List<double[]> trainingProbabilities(double[] parameters, List<float[]> images) {
        return probabilities(parameters, images, true);
    }

    private List<double[]> probabilities(double[] parameters, List<float[]> images, boolean training) {
        List<double[]> values = images.stream().map(ConvolutionReference::exact).toList();
        var shapes = network.images(input);
        int begin = 0;
        for (int i = 0; i < network.blocks().size(); i++) {
            var block = network.blocks().get(i);
            var shape = shapes.get(i);
            int at = begin;
            values = values.stream()
                    .map(image -> convolved(block, shape, image, parameters, at))
                    .toList();
            if (block.batchNormalization()) {
                normalize(values, block.filters(), parameters, at + block.filters() * block.window(shape), training);
            }
            values = values.stream()
                    .map(image -> pooled(block, rectified(image), block.convolved(shape)))
                    .toList();
            begin += block.parameterCount(shape);
        }
        var last = shapes.get(network.blocks().size());
        int dense = begin;
        int output = dense + network.denseUnits() * (last.values() + 1);
        return values.stream()
                .map(image -> linear(channelsFirst(image, last), network.denseUnits(), parameters, dense))
                .map(activations -> softmax(linear(rectified(activations), classes, parameters, output)))
                .toList();
    }

    private static double[] exact(float[] image) {
        var values = new double[image.length];
        Arrays.setAll(values, i -> image[i]);
        return values;
    }

    private static void normalize(List<double[]> images, int filters, double[] parameters, int at, boolean training) {
        for (int f = 0; f < filters; f++) {
            double mean = parameters[at + 2 * filters + f];
            double variance = parameters[at + 3 * filters + f];
            if (training) {
                mean = channel(images, filters, f).average().orElseThrow();
                double center = mean;
                variance = channel(images, filters, f)
                        .map(z -> (z - center) * (z - center))
                        .average()
                        .orElseThrow();
            }
            for (var image : images) {
                for (int i = f; i < image.length; i += filters) {
                    image[i] = parameters[at + f] * (image[i] - mean) / Math.sqrt(variance + 1e-5)
                            + parameters[at + filters + f];
                }
            }
        }
    }

    private static DoubleStream channel(List<double[]> images, int filters, int channel) {
        return images.stream().flatMapToDouble(image -> IntStream.range(0, image.length / filters)
                .mapToDouble(place -> image[place * filters + channel]));
    }

    private static double[] convolved(
            ConvolutionBlock block, ImageShape shape, double[] image, double[] parameters, int at) {
        var output = block.convolved(shape);
        var sums = new double[output.values()];
        int size = block.kernelSize();
        int weights = block.batchNormalization() ? at : at + block.filters();
        for (int y = 0; y < output.height(); y++) {
            for (int x = 0; x < output.width(); x++) {
                for (int f = 0; f < block.filters(); f++) {
                    double sum = block.batchNormalization() ? 0 : parameters[at + f];
                    for (int c = 0; c < shape.channels(); c++) {
                        for (int i = 0; i < size; i++) {
                            for (int j = 0; j < size; j++) {
                                int row = y * block.stride() + i - size / 2;
                                int column = x * block.stride() + j - size / 2;
                                if (row >= 0 && row < shape.height() && column >= 0 && column < shape.width()) {
                                    int weight = ((f * shape.channels() + c) * size + i) * size + j;
                                    sum += parameters[weights + weight]
                                            * image[(row * shape.width() + column) * shape.channels() + c];
                                }
                            }
                        }
                    }
                    sums[(y * output.width() + x) * block.filters() + f] = sum;
                }
            }
        }
        return sums;
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
