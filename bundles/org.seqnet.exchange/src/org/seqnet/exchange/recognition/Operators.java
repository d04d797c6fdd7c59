package org.seqnet.exchange.recognition;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.Quoted;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.file.TensorData;
import org.seqnet.exchange.recognition.Content.Scaling.Operation;
import org.seqnet.exchange.recognition.Value.Numbers;
import org.seqnet.exchange.recognition.Value.Whole;

/** Knows what operators of ONNX make of what is known of their inputs. */
final class Operators {
    private static final String SUPPORTED = "It is not supported. Supported are recurrent layers (LSTM, GRU, RNN) with "
            + "the last time step or the mean over time, convolutions with batch normalization, ReLU and max pooling, "
            + "linear layers, softmax and sigmoid.";

    private static final int MOST_TRANSPOSITIONS = 4;

    private Operators() {}

    /** Returns what is known of the outputs of a node. */
    static List<Value> apply(GraphNode node) throws MalformedOnnxException {
        var domain = node.proto().getDomain();
        if (!domain.isEmpty() && !domain.equals("ai.onnx")) {
            throw node.fault("It is an operator of the domain %s, which is not supported.", Quoted.of(domain));
        }
        var shape = ShapeArithmetic.of(node).or(() -> ShapeArithmetic.uniform(node));
        if (shape.isPresent()) {
            return List.of(shape.get());
        }
        return switch (node.operator()) {
            case "LSTM", "GRU", "RNN" -> RecurrentOperators.of(node);
            default -> List.of(single(node));
        };
    }

    private static Value single(GraphNode node) throws MalformedOnnxException {
        return switch (node.operator()) {
            case "Constant" -> constant(node);
            case "Identity" -> node.value(0);
            case "Dropout" -> dropout(node);
            case "Cast" -> cast(node);
            case "Shape" -> ShapeArithmetic.shape(node);
            case "ConstantOfShape" -> LinearOperators.constantOfShape(node);
            case "Expand" -> LinearOperators.expanded(node);
            case "Transpose" -> node.value(0) instanceof Numbers ? transposed(node) : SignalShapes.transpose(node);
            case "Unsqueeze" -> node.value(0) instanceof Numbers ? unsqueezed(node) : SignalShapes.unsqueeze(node);
            case "Squeeze" -> SignalShapes.squeeze(node);
            case "Flatten" -> SignalShapes.flatten(node);
            case "Reshape" -> node.value(0) instanceof Numbers ? reshaped(node) : SignalShapes.reshape(node);
            case "Gather" -> SignalShapes.gather(node);
            case "Slice" -> SignalShapes.slice(node);
            case "Concat" -> SignalShapes.concat(node);
            case "ReduceMean" -> SignalShapes.mean(node);
            case "GlobalAveragePool" -> SignalShapes.globalMean(node);
            case "Conv" -> ConvolutionOperators.convolution(node);
            case "BatchNormalization" -> ConvolutionOperators.normalization(node);
            case "MaxPool" -> ConvolutionOperators.pooling(node);
            case "Relu" -> LinearOperators.relu(node);
            case "Gemm" -> LinearOperators.gemm(node);
            case "MatMul" -> LinearOperators.product(node);
            case "Add" -> LinearOperators.arithmetic(node, Operation.ADD);
            case "Sub" -> LinearOperators.arithmetic(node, Operation.SUBTRACT);
            case "Mul" -> LinearOperators.arithmetic(node, Operation.MULTIPLY);
            case "Div" -> LinearOperators.arithmetic(node, Operation.DIVIDE);
            case "Softmax", "LogSoftmax" -> LinearOperators.answer(node, true);
            case "Sigmoid" -> LinearOperators.answer(node, false);
            default -> throw node.fault(SUPPORTED);
        };
    }

    private static Value dropout(GraphNode node) throws MalformedOnnxException {
        boolean trains =
                node.input(2).isPresent() && !node.whole(2).map(Whole::values).equals(Optional.of(List.of(0L)));
        if (trains) {
            throw node.fault(GraphNode.TRAINING);
        }
        return node.value(0);
    }

    private static Value constant(GraphNode node) throws MalformedOnnxException {
        var value = node.any("value", "value_float", "value_floats", "value_int", "value_ints")
                .orElseThrow(() -> node.fault("It has no number."));
        return switch (value.getName()) {
            case "value" -> new Numbers(TensorData.of(node.file(), node.title(), value.getT()));
            case "value_int" -> new Whole(List.of(value.getI()), true);
            case "value_ints" -> whole(node, value);
            default -> throw node.fault("Its numbers must be a tensor.");
        };
    }

    private static Value whole(GraphNode node, AttributeProto value) throws MalformedOnnxException {
        if (value.getIntsCount() > 64) {
            throw node.fault("It has more than 64 numbers.");
        }
        return new Whole(List.copyOf(value.getIntsList()), false);
    }

    /** Whole numbers stay some; so do floats. */
    private static Value cast(GraphNode node) throws MalformedOnnxException {
        int type = (int) node.integer("to", 0);
        boolean isFloat = type == 1 || type == 11;
        if (node.value(0) instanceof Value.Signal
                ? type != 1
                : isFloat == node.whole(0).isPresent()) {
            throw node.fault("This change of type is not supported.");
        }
        return node.whole(0).isPresent() ? node.whole(0).get() : node.value(0);
    }

    private static Value transposed(GraphNode node) throws MalformedOnnxException {
        var numbers = node.numbers(0);
        if (numbers.shape().size() != 2
                || numbers.transpositions() > MOST_TRANSPOSITIONS
                || numbers.size() == 0
                || !node.integers("perm").orElse(List.of(1L, 0L)).equals(List.of(1L, 0L))) {
            throw node.fault("Of numbers of the file, only matrices can be transposed.");
        }
        return new Numbers(numbers.transposed());
    }

    private static Value unsqueezed(GraphNode node) throws MalformedOnnxException {
        var numbers = node.numbers(0);
        var shape = new ArrayList<>(numbers.shape());
        for (long axis : node.axes(1).orElse(List.of())) {
            shape.add(node.axis(axis, shape.size() + 1), 1L);
            if (shape.size() > 8) {
                throw node.fault("It makes more than 8 axes.");
            }
        }
        return new Numbers(numbers.reshaped(shape));
    }

    private static Value reshaped(GraphNode node) throws MalformedOnnxException {
        var numbers = node.numbers(0);
        var shape = node.requireWhole(1);
        long size = shape.stream().reduce(1L, (a, b) -> a * b);
        if (size != numbers.size() || shape.size() > 8 || shape.stream().anyMatch(length -> length < 0)) {
            throw node.fault("It gives numbers of the shape %s the shape %s.", numbers.shape(), GraphNode.shown(shape));
        }
        return new Numbers(numbers.reshaped(shape));
    }
}
