package org.seqnet.exchange.recognition;

import java.util.Locale;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.ParameterBlock;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.recognition.Axis.Kind;
import org.seqnet.exchange.recognition.Content.Answered;
import org.seqnet.exchange.recognition.Content.Averaged;
import org.seqnet.exchange.recognition.Content.Convolved;
import org.seqnet.exchange.recognition.Content.Linear;
import org.seqnet.exchange.recognition.Content.Projected;
import org.seqnet.exchange.recognition.Content.RecurrentStack;
import org.seqnet.exchange.recognition.Content.States;
import org.seqnet.exchange.recognition.Content.Summary;
import org.seqnet.exchange.recognition.Recognized.Ending;
import org.seqnet.exchange.recognition.Value.Signal;

/** Makes a network of what was found, with its parameters in the engine's order. */
final class Assembly {
    private static final long SPARE_PARAMETERS = 1 << 16;

    private final String file;
    private final long bytes;

    Assembly(String file, long bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    Recognized network(String program, Signal answer) throws MalformedOnnxException {
        var content = answer.content();
        var ending = content instanceof Answered answered
                ? answered.isSoftmax() ? Ending.SOFTMAX : Ending.SIGMOID
                : Ending.NONE;
        var outputs = content instanceof Answered answered ? answered.outputs() : content;
        if (!(outputs instanceof Projected last) || last.isRectified() || !isOfOutputs(answer, last)) {
            throw fault("The network must end with a linear layer, whose outputs are the answer for each sequence.");
        }
        var below = last.below();
        if (below instanceof Projected hidden && hidden.isRectified() && hidden.below() instanceof Convolved images) {
            requireBatch(answer, images.batch());
            return images(program, images, hidden, last, ending);
        }
        if (below instanceof Averaged averaged) {
            requireBatch(answer, averaged.convolved().batch());
            return overTime(program, averaged.convolved(), last, ending);
        }
        var stack = stack(below, last);
        requireBatch(answer, stack.batch());
        return recurrent(program, stack, below instanceof Summary ? Pooling.MEAN : Pooling.LAST_STEP, last, ending);
    }

    /** A single output may be without an axis of its own. */
    private static boolean isOfOutputs(Signal answer, Projected last) {
        var axes = answer.axes();
        return axes.size() == 2 && axes.get(1).kind() == Kind.UNIT
                || axes.size() == 1 && last.linear().outputs() == 1;
    }

    private MalformedOnnxException fault(String what) {
        return new MalformedOnnxException(file + ": " + what);
    }

    private void requireBatch(Signal answer, Axis batch) throws MalformedOnnxException {
        if (!answer.axes().get(0).equals(batch)) {
            throw fault("The first axis of the output must be that of the sequences.");
        }
    }

    private RecurrentStack stack(Content content, Projected last) throws MalformedOnnxException {
        if (content instanceof Summary summary) {
            return summary.stack();
        }
        if (content instanceof States states) {
            var all = states.states();
            var first = all.get(0);
            int directions = first.stack().last().directions();
            boolean isWhole = all.size() == directions;
            for (int i = 0; isWhole && i < directions; i++) {
                isWhole = all.get(i).direction() == i && all.get(i).stack().equals(first.stack());
            }
            if (isWhole) {
                return first.stack();
            }
            throw fault(
                    "The linear layer, " + last.linear().node() + ", must read the last states of all directions of "
                            + "one recurrent layer, the forward direction first.");
        }
        throw fault("The layers before the last linear layer, " + last.linear().node() + ", are not supported: it must "
                + "read recurrent layers, the mean over time of convolutions, or behind convolutions of images another "
                + "linear layer with ReLU.");
    }

    private Recognized recurrent(String program, RecurrentStack stack, Pooling pooling, Projected last, Ending ending)
            throws MalformedOnnxException {
        var first = stack.layers().get(0);
        for (var layer : stack.layers()) {
            if (layer.units() != first.units()
                    || layer.directions() != first.directions()
                    || layer.cell() != first.cell()) {
                throw fault(String.format(
                        Locale.ROOT,
                        "%s has %s, %d units and %d directions, the first layer %s, %d and %d; all recurrent layers "
                                + "must be alike.",
                        layer.node(),
                        layer.cell().title(),
                        layer.units(),
                        layer.directions(),
                        first.cell().title(),
                        first.units(),
                        first.directions()));
            }
        }
        if (first.units() > 1 && last.inputs().kind() != Kind.UNIT) {
            throw fault(last.linear().node() + " reads the units of both directions mixed; those of the forward "
                    + "direction must stand before those of the backward one.");
        }
        var encoder = new Recurrent(
                first.cell(),
                stack.layers().size(),
                first.units(),
                0,
                first.cell().hasForgetGates() ? 1 : 0,
                first.directions() == 2,
                pooling);
        var shape = shape(stack.time(), first.inputs());
        var target = target(encoder, shape, last);
        for (var layer : stack.layers()) {
            RecurrentWeights.put(layer, target);
        }
        linear(last.linear(), target);
        var preprocessing = Scalings.of(file, stack.read(), stack.features());
        return new Recognized(
                program, encoder, last.linear().outputs(), ending, shape, preprocessing, target.parameters());
    }

    private static SequenceShape shape(Axis time, int features) {
        return time.isOpen() ? SequenceShape.ofAnyLength(features) : new SequenceShape((int) time.size(), features);
    }

    private Recognized overTime(String program, Convolved convolved, Projected last, Ending ending)
            throws MalformedOnnxException {
        var channels = convolved.axes().get(1);
        if (convolved.last().filters() > 1 && last.inputs().kind() != Kind.CHANNEL) {
            throw fault(last.linear().node() + " must read the means of the channels in their order.");
        }
        var encoder = ConvolutionWeights.fcn(file, convolved);
        var shape = shape(convolved.axes().get(2), (int) channels.size());
        var target = target(encoder, shape, last);
        ConvolutionWeights.putOverTime(convolved, target);
        linear(last.linear(), target);
        var preprocessing = Scalings.of(file, convolved.read(), channels);
        return new Recognized(
                program, encoder, last.linear().outputs(), ending, shape, preprocessing, target.parameters());
    }

    private Recognized images(String program, Convolved convolved, Projected hidden, Projected last, Ending ending)
            throws MalformedOnnxException {
        var axes = convolved.axes();
        int channels = (int) axes.get(1).size();
        var encoder = ConvolutionWeights.images(file, convolved, hidden.linear().outputs());
        var shape = new SequenceShape(
                (int) axes.get(2).size(), Math.multiplyExact((int) axes.get(3).size(), channels));
        var target = target(encoder, shape, last);
        ConvolutionWeights.putImages(convolved, target);
        var images = encoder.images(shape);
        ConvolutionWeights.putDense(file, images.get(images.size() - 1), hidden, target);
        linear(last.linear(), target);
        Preprocessing preprocessing = Scalings.of(file, convolved.read(), axes.get(1));
        return new Recognized(
                program, encoder, last.linear().outputs(), ending, shape, preprocessing, target.parameters());
    }

    private Parameters target(Encoder encoder, SequenceShape shape, Projected last) throws MalformedOnnxException {
        if (last.inputs().size() != encoder.outputs()) {
            throw fault(
                    last.linear().node() + " reads " + last.inputs().size() + " numbers of " + encoder.outputs() + ".");
        }
        long count = (encoder.outputs() + 1L) * last.linear().outputs();
        count += encoder.parameters(shape).stream()
                .mapToLong(ParameterBlock::count)
                .sum();
        if (count > bytes / Float.BYTES + SPARE_PARAMETERS) {
            throw fault(String.format(
                    Locale.ROOT,
                    "The network has %,d parameters, more than fit into the file: layers that share weights are not "
                            + "supported.",
                    count));
        }
        return new Parameters(file, Math.toIntExact(count));
    }

    private static void linear(Linear linear, Parameters target) throws MalformedOnnxException {
        int size = linear.weights().size();
        if (linear.factor() == 1) {
            target.put(target.reserve(size), linear.weights(), 0, size);
        }
        for (int k = 0; linear.factor() != 1 && k < size; k++) {
            target.add(linear.factor(), linear.weights(), k);
        }
        biases(linear, target);
    }

    /** Adds the biases of a linear layer. */
    static void biases(Linear linear, Parameters target) throws MalformedOnnxException {
        for (int output = 0; output < linear.outputs(); output++) {
            if (linear.biases().isPresent()) {
                var biases = linear.biases().get();
                target.add(linear.biasFactor(), biases, biases.size() == 1 ? 0 : output);
            } else {
                target.add(0);
            }
        }
    }
}
