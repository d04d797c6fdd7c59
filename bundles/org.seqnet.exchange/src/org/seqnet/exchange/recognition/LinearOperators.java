package org.seqnet.exchange.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.file.TensorData;
import org.seqnet.exchange.recognition.Axis.Kind;
import org.seqnet.exchange.recognition.Content.Answered;
import org.seqnet.exchange.recognition.Content.Linear;
import org.seqnet.exchange.recognition.Content.Projected;
import org.seqnet.exchange.recognition.Content.Read;
import org.seqnet.exchange.recognition.Content.Scaling;
import org.seqnet.exchange.recognition.Content.Scaling.Operation;
import org.seqnet.exchange.recognition.Content.Steps;
import org.seqnet.exchange.recognition.Value.Numbers;
import org.seqnet.exchange.recognition.Value.Signal;
import org.seqnet.exchange.recognition.Value.Uniform;

/** Linear layers, what follows them, and the scaling of what the network reads. */
final class LinearOperators {
    private static final int MOST_SCALINGS = 8;

    private LinearOperators() {}

    static Value gemm(GraphNode node) throws MalformedOnnxException {
        if (node.integer("transA", 0) != 0) {
            throw node.fault("Its setting transA is not supported.");
        }
        var weights = matrix(node);
        boolean isTransposed = node.integer("transB", 0) != 0;
        return projected(
                node,
                new Linear(
                        node.title(),
                        isTransposed ? weights : weights.transposed(),
                        node.number("alpha", 1),
                        node.optionalNumbers(2),
                        node.number("beta", 1)));
    }

    static Value product(GraphNode node) throws MalformedOnnxException {
        return projected(node, new Linear(node.title(), matrix(node).transposed(), 1, Optional.empty(), 1));
    }

    private static TensorData matrix(GraphNode node) throws MalformedOnnxException {
        var weights = node.numbers(1);
        if (weights.shape().size() != 2 || weights.size() == 0) {
            throw node.fault("Its weights must be a matrix, but have the shape %s.", weights.shape());
        }
        return weights;
    }

    private static Value projected(GraphNode node, Linear linear) throws MalformedOnnxException {
        var signal = node.signal(0);
        if (signal.content() instanceof Steps) {
            throw node.fault("A linear layer at each time step is not supported, only one of whole sequences.");
        }
        if (signal.axes().size() != 2) {
            throw node.fault(
                    "Its input must have two axes, but has %d.", signal.axes().size());
        }
        var inputs = signal.axes().get(1);
        if (inputs.size() != linear.weights().shape().get(1)) {
            throw node.fault(
                    "It has weights of %d inputs, but its input has %s.",
                    linear.weights().shape().get(1), inputs.isOpen() ? "any number" : inputs.size());
        }
        requireBiases(node, linear);
        var axes = List.of(signal.axes().get(0), Axis.of(Kind.UNIT, linear.outputs()));
        return new Signal(axes, new Projected(signal.content(), inputs, linear, false));
    }

    private static void requireBiases(GraphNode node, Linear linear) throws MalformedOnnxException {
        if (linear.biases().isEmpty()) {
            return;
        }
        var shape = linear.biases().get().shape();
        long outputs = linear.outputs();
        boolean isOne = linear.biases().get().size() == 1 && shape.size() <= 2;
        if (!isOne && !shape.equals(List.of(outputs)) && !shape.equals(List.of(1L, outputs))) {
            throw node.fault("It has biases of the shape %s for %d outputs.", shape, outputs);
        }
    }

    /** Returns the outputs of a linear layer with biases, or what the network reads scaled. */
    static Value arithmetic(GraphNode node, Operation operation) throws MalformedOnnxException {
        boolean commutes = operation == Operation.ADD || operation == Operation.MULTIPLY;
        int place = commutes && !(node.value(0) instanceof Signal) ? 1 : 0;
        var signal = node.signal(place);
        var numbers = node.numbers(1 - place);
        if (signal.content() instanceof Projected projected
                && operation == Operation.ADD
                && projected.linear().biases().isEmpty()
                && !projected.isRectified()
                && signal.axes().size() == 2
                && signal.axes().get(1).kind() == Kind.UNIT) {
            var below = projected.linear();
            var linear = new Linear(below.node(), below.weights(), below.factor(), Optional.of(numbers), 1);
            requireBiases(node, linear);
            return signal.with(new Projected(projected.below(), projected.inputs(), linear, false));
        }
        if (signal.content() instanceof Read read) {
            return signal.with(scaled(node, signal, read, operation, numbers));
        }
        throw node.fault("It is supported only for the biases of a linear layer and to scale what the network reads.");
    }

    private static Read scaled(GraphNode node, Signal signal, Read read, Operation operation, TensorData numbers)
            throws MalformedOnnxException {
        int rank = signal.axes().size();
        var shape = numbers.shape();
        Optional<Axis> scaled = Optional.empty();
        for (int i = 0; i < shape.size(); i++) {
            int place = rank - shape.size() + i;
            if (shape.get(i) != 1) {
                if (place < 0 || scaled.isPresent() || signal.axes().get(place).size() != shape.get(i)) {
                    throw node.fault("It scales by numbers of the shape %s; one for each feature is supported.", shape);
                }
                scaled = Optional.of(signal.axes().get(place));
            }
        }
        if (read.scalings().size() == MOST_SCALINGS) {
            throw node.fault("What the network reads is scaled more than %d times.", MOST_SCALINGS);
        }
        var all = new ArrayList<>(read.scalings());
        all.add(new Scaling(operation, scaled, numbers));
        return new Read(read.axes(), List.copyOf(all));
    }

    static Value relu(GraphNode node) throws MalformedOnnxException {
        var signal = node.signal(0);
        if (signal.content() instanceof Projected projected) {
            return signal.with(new Projected(projected.below(), projected.inputs(), projected.linear(), true));
        }
        return ConvolutionOperators.relu(node, signal);
    }

    static Value answer(GraphNode node, boolean isSoftmax) throws MalformedOnnxException {
        var signal = node.signal(0);
        if (!(signal.content() instanceof Projected projected) || projected.isRectified()) {
            throw node.fault("It is supported only at the end, behind a linear layer.");
        }
        int rank = signal.axes().size();
        if (!isSoftmax && rank == 1 && projected.linear().outputs() == 1) {
            return signal.with(new Answered(projected, false));
        }
        if (rank != 2
                || signal.axes().get(1).kind() != Kind.UNIT
                || isSoftmax && node.has("axis") && node.axis(node.integer("axis", -1), rank) != 1) {
            throw node.fault("It must be over the classes, the last of two axes.");
        }
        return signal.with(new Answered(projected, isSoftmax));
    }

    /** Returns a constant of any shape. */
    static Value constantOfShape(GraphNode node) throws MalformedOnnxException {
        var value = node.any("value");
        if (value.isEmpty()) {
            return new Uniform(0);
        }
        var numbers =
                TensorData.of(node.file(), node.proto().getName(), value.get().getT());
        return uniform(node, numbers);
    }

    /** Returns a number repeated. */
    static Value expanded(GraphNode node) throws MalformedOnnxException {
        if (node.value(0) instanceof Numbers numbers) {
            return uniform(node, numbers.data());
        }
        throw node.fault("Only a single number can be repeated.");
    }

    private static Uniform uniform(GraphNode node, TensorData numbers) throws MalformedOnnxException {
        if (!numbers.isConstant()) {
            throw node.fault("Only a single number can be repeated.");
        }
        return new Uniform(numbers.at(0));
    }
}
