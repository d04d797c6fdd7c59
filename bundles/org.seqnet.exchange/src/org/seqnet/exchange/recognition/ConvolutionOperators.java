package org.seqnet.exchange.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.file.TensorData;
import org.seqnet.exchange.recognition.Axis.Kind;
import org.seqnet.exchange.recognition.Content.Block;
import org.seqnet.exchange.recognition.Content.Convolved;
import org.seqnet.exchange.recognition.Content.Normalization;
import org.seqnet.exchange.recognition.Content.Read;
import org.seqnet.exchange.recognition.Value.Signal;

/** Convolutions of images and over time, and what follows them: batch normalization, ReLU and max pooling. */
final class ConvolutionOperators {
    private static final int LARGEST = 1 << 20;

    private ConvolutionOperators() {}

    static Value convolution(GraphNode node) throws MalformedOnnxException {
        var signal = node.signal(0);
        int rank = signal.axes().size();
        if (rank != 3 && rank != 4) {
            throw node.fault("Only convolutions of images and over time are supported; its input has %d axes.", rank);
        }
        var below = below(node, signal);
        var weights = node.numbers(1);
        var channels = signal.axes().get(1);
        if (weights.shape().size() != rank || weights.shape().get(1) != channels.size() || weights.size() == 0) {
            throw node.fault(
                    "Its weights have the shape %s, which does not fit an input of %s channels.",
                    weights.shape(), channels.isOpen() ? "any number of" : channels.size());
        }
        if (node.integer("group", 1) != 1) {
            throw node.fault("Convolutions in groups are not supported.");
        }
        int stride = same(node, "strides", rank - 2);
        int dilation = same(node, "dilations", rank - 2);
        if (rank == 3 && stride != 1) {
            throw node.fault("Its stride is %d; only 1 is supported over time.", stride);
        }
        if (rank == 4 && dilation != 1) {
            throw node.fault("Its dilation is %d; only 1 is supported for images.", dilation);
        }
        var axes = new ArrayList<Axis>(List.of(
                signal.axes().get(0), Axis.of(Kind.CHANNEL, weights.shape().get(0))));
        for (int i = 2; i < rank; i++) {
            var axis = signal.axes().get(i);
            requirePadding(node, i - 2, rank - 2, axis, weights.shape().get(i), stride, dilation);
            axes.add(rank == 3 ? axis : Axis.of(i == 2 ? Kind.ROW : Kind.COLUMN, (axis.size() - 1) / stride + 1));
        }
        if (rank == 4
                && (!weights.shape().get(2).equals(weights.shape().get(3))
                        || weights.shape().get(2) % 2 == 0)) {
            throw node.fault(
                    "Its kernel is %s; only square ones of an odd size are supported.",
                    weights.shape().subList(2, 4));
        }
        var biases = node.optionalNumbers(2);
        if (biases.isPresent()) {
            requireChannels(node, "biases", biases.get(), weights.shape().get(0));
        }
        var block = new Block(node.title(), weights, biases, stride, dilation, Optional.empty(), false, 1);
        return new Signal(axes, below.and(block));
    }

    private static Convolved below(GraphNode node, Signal signal) throws MalformedOnnxException {
        if (signal.content() instanceof Read read) {
            for (var axis : signal.axes()) {
                if (axis.kind() != Kind.INPUT || axis.isOpen() && signal.axes().indexOf(axis) > 0 && isImage(signal)) {
                    throw node.fault("Only images of one size can be read, which the file must state.");
                }
            }
            if (isImage(signal)
                    && signal.axes().get(2).number() > signal.axes().get(3).number()) {
                throw node.fault("It reads images with rows and columns swapped, which is not supported.");
            }
            return new Convolved(read, signal.axes(), List.of());
        }
        if (signal.content() instanceof Convolved convolved
                && signal.axes().get(0).equals(convolved.batch())
                && signal.axes().get(1).kind() == Kind.CHANNEL
                && signal.axes().size() == (convolved.isOverTime() ? 3 : 4)
                && hasPlaceOrder(convolved, signal)) {
            if (convolved.blocks().size() == TemporalConvolutional.MOST_DEPTH) {
                throw node.fault("There are more than %d convolutions.", TemporalConvolutional.MOST_DEPTH);
            }
            if (!convolved.last().isRectified()) {
                throw node.fault(
                        "There must be a ReLU between %s and it.",
                        convolved.last().node());
            }
            return convolved;
        }
        throw node.fault("It must read what the network reads, or a convolution.");
    }

    private static boolean isImage(Signal signal) {
        return signal.axes().size() == 4;
    }

    private static boolean hasPlaceOrder(Convolved convolved, Signal signal) {
        return convolved.isOverTime()
                ? signal.axes().get(2).kind() == Kind.INPUT
                : signal.axes().get(2).kind() == Kind.ROW
                        && signal.axes().get(3).kind() == Kind.COLUMN;
    }

    private static int same(GraphNode node, String name, int axes) throws MalformedOnnxException {
        var values = node.integers(name).orElse(List.of());
        if (values.isEmpty()) {
            return 1;
        }
        long first = values.get(0);
        if (values.size() != axes
                || values.stream().anyMatch(value -> value != first)
                || first < 1
                || first > LARGEST) {
            throw node.fault(
                    "Its setting %s is %s; equal numbers for each axis are supported.", name, GraphNode.shown(values));
        }
        return (int) first;
    }

    /** The input must be padded so that the first output sees as much before the first value as behind it. */
    private static void requirePadding(
            GraphNode node, int number, int axes, Axis axis, long kernel, int stride, int dilation)
            throws MalformedOnnxException {
        if (kernel < 1 || kernel > LARGEST) {
            throw node.fault("Its kernel size %d is not supported.", kernel);
        }
        long span = (kernel - 1) * dilation;
        long expected = (kernel - 1) / 2 * dilation;
        long begin;
        long end;
        var automatic = node.text("auto_pad", "notset");
        if (automatic.startsWith("same")) {
            if (stride > 1 && axis.isOpen()) {
                throw node.fault("Its padding depends on the length of sequences.");
            }
            long total = stride == 1
                    ? span
                    : Math.max(0, (axis.size() + stride - 1) / stride * stride - stride + span + 1 - axis.size());
            begin = automatic.equals("same_upper") ? total / 2 : total - total / 2;
            end = total - begin;
        } else {
            var pads = node.integers("pads").orElse(List.of());
            boolean isStated = pads.size() == 2 * axes && automatic.equals("notset");
            begin = isStated ? pads.get(number) : 0;
            end = isStated ? pads.get(axes + number) : 0;
        }
        boolean isSame = begin == expected
                && (stride == 1
                        ? begin + end == span
                        : Math.floorDiv(axis.size() + begin + end - span - 1, stride) == (axis.size() - 1) / stride);
        if (!isSame) {
            throw node.fault(
                    "Its padding is %d and %d; only %d and %d are supported, by which the output is as large as "
                            + "the input at a stride of 1.",
                    begin, end, expected, span - expected);
        }
    }

    static void requireChannels(GraphNode node, String what, TensorData numbers, long channels)
            throws MalformedOnnxException {
        if (numbers.size() != channels) {
            throw node.fault("It has %d %s for %d channels.", numbers.size(), what, channels);
        }
    }

    static Value normalization(GraphNode node) throws MalformedOnnxException {
        if (node.integer("training_mode", 0) != 0) {
            throw node.fault(GraphNode.TRAINING);
        }
        var signal = node.signal(0);
        var convolved = convolved(node, signal);
        var block = convolved.last();
        if (block.isRectified() || block.pooling() > 1 || block.normalization().isPresent()) {
            throw node.fault("It must follow a convolution directly.");
        }
        if (signal.axes().size() < 2 || signal.axes().get(1).kind() != Kind.CHANNEL) {
            throw node.fault("It must normalize the channels of a convolution.");
        }
        var names = List.of("scales", "biases", "means", "variances");
        for (int i = 0; i < names.size(); i++) {
            requireChannels(node, names.get(i), node.numbers(i + 1), block.filters());
        }
        double epsilon = node.number("epsilon", 1e-5f);
        var by = new Normalization(node.numbers(1), node.numbers(2), node.numbers(3), node.numbers(4), epsilon);
        return signal.with(convolved.withLast(block.normalized(by)));
    }

    static Value relu(GraphNode node, Signal signal) throws MalformedOnnxException {
        var convolved = convolved(node, signal);
        return signal.with(convolved.withLast(convolved.last().rectified()));
    }

    private static Convolved convolved(GraphNode node, Signal signal) throws MalformedOnnxException {
        if (signal.content() instanceof Convolved convolved) {
            return convolved;
        }
        throw node.fault("It is supported only behind a convolution or the first of two linear layers.");
    }

    static Value pooling(GraphNode node) throws MalformedOnnxException {
        var signal = node.signal(0);
        var convolved = convolved(node, signal);
        if (convolved.isOverTime() || signal.axes().size() != 4 || !hasPlaceOrder(convolved, signal)) {
            throw node.fault("Max pooling is supported only for images.");
        }
        if (convolved.last().pooling() > 1) {
            throw node.fault("There must be a convolution between two poolings.");
        }
        int size = same(node, "kernel_shape", 2);
        var rows = signal.axes().get(2).size();
        var columns = signal.axes().get(3).size();
        boolean isPadded = node.integers("pads").orElse(List.of()).stream().anyMatch(pad -> pad != 0)
                || node.text("auto_pad", "notset").startsWith("same") && (rows % size != 0 || columns % size != 0)
                || node.integer("ceil_mode", 0) != 0 && (rows % size != 0 || columns % size != 0);
        if (same(node, "strides", 2) != size || isPadded || same(node, "dilations", 2) != 1) {
            throw node.fault(
                    "Only windows beside each other without padding are supported, whose stride is their size.");
        }
        if (rows < size || columns < size) {
            throw node.fault("Its windows of %d x %d are larger than its input.", size, size);
        }
        var axes = List.of(
                signal.axes().get(0),
                signal.axes().get(1),
                signal.axes().get(2).sized(rows / size),
                signal.axes().get(3).sized(columns / size));
        return new Signal(axes, convolved.withLast(convolved.last().pooled(size)));
    }
}
