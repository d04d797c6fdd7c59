package org.seqnet.exchange.recognition;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seqnet.engine.Quoted;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.file.TensorData;
import org.seqnet.exchange.recognition.Value.Numbers;
import org.seqnet.exchange.recognition.Value.Signal;
import org.seqnet.exchange.recognition.Value.Whole;

/**
 * A node of a graph with what is known of its inputs.
 *
 * @param inputs one for each that the node names; empty if it leaves one out
 */
record GraphNode(String file, NodeProto proto, List<Optional<Value>> inputs) {
    /** The most whole numbers that are taken for a shape. */
    private static final int LONGEST_SHAPE = 64;

    /** Says what to do about a layer that computes as in training. */
    static final String TRAINING =
            "It computes as in training. Export the network for prediction, in PyTorch after " + "model.eval().";

    private static final int MOST_SHOWN = 6;

    String operator() {
        return proto.getOpType();
    }

    /** Returns what messages call it. */
    String title() {
        var name = proto.getName().isEmpty() && proto.getOutputCount() > 0 ? proto.getOutput(0) : proto.getName();
        return "node " + Quoted.of(name) + " (" + shortened(operator()) + ")";
    }

    /** Returns the first few of some values as a message can show them. */
    static String shown(List<?> values) {
        var few = values.stream().limit(MOST_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return "[" + shortened(few) + (values.size() > MOST_SHOWN ? ", ..." : "") + "]";
    }

    private static String shortened(String operator) {
        var quoted = Quoted.of(operator);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** Returns the exception that says what is wrong with this node. */
    MalformedOnnxException fault(String what, Object... arguments) {
        return new MalformedOnnxException(file + ", " + title() + ": "
                + (arguments.length == 0 ? what : String.format(Locale.ROOT, what, arguments)));
    }

    Optional<Value> input(int number) {
        return number < inputs.size() ? inputs.get(number) : Optional.empty();
    }

    Value value(int number) throws MalformedOnnxException {
        return input(number).orElseThrow(() -> fault("Input %d is missing.", number + 1));
    }

    Signal signal(int number) throws MalformedOnnxException {
        if (value(number) instanceof Signal signal) {
            return signal;
        }
        throw fault("Input %d does not depend on what the network reads; such use is not supported.", number + 1);
    }

    TensorData numbers(int number) throws MalformedOnnxException {
        if (value(number) instanceof Numbers numbers) {
            return numbers.data();
        }
        throw fault("Input %d must be numbers that the file has, not computed ones.", number + 1);
    }

    Optional<TensorData> optionalNumbers(int number) throws MalformedOnnxException {
        return input(number).isPresent() ? Optional.of(numbers(number)) : Optional.empty();
    }

    /** Returns an input as whole numbers, if it is some. */
    Optional<Whole> whole(int number) {
        return input(number).flatMap(GraphNode::whole);
    }

    static Optional<Whole> whole(Value value) {
        if (value instanceof Whole whole) {
            return Optional.of(whole);
        }
        if (value instanceof Numbers numbers && numbers.data().isWhole()) {
            var data = numbers.data();
            if (data.shape().size() < 2 && data.size() <= LONGEST_SHAPE) {
                var values = new Long[data.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (long) data.at(i);
                }
                return Optional.of(new Whole(List.of(values), data.shape().isEmpty()));
            }
        }
        return Optional.empty();
    }

    List<Long> requireWhole(int number) throws MalformedOnnxException {
        return whole(number)
                .orElseThrow(() -> fault("Input %d must be whole numbers that the file has.", number + 1))
                .values();
    }

    private Optional<AttributeProto> attribute(String name) {
        return proto.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
    }

    boolean has(String attribute) {
        return attribute(attribute).isPresent();
    }

    long integer(String name, long otherwise) {
        return attribute(name).map(AttributeProto::getI).orElse(otherwise);
    }

    double number(String name, double otherwise) {
        return attribute(name).map(AttributeProto::getF).map(Float::doubleValue).orElse(otherwise);
    }

    String text(String name, String otherwise) {
        return attribute(name)
                .map(attribute -> attribute.getS().toStringUtf8().toLowerCase(Locale.ROOT))
                .orElse(otherwise);
    }

    Optional<List<Long>> integers(String name) {
        return attribute(name).map(AttributeProto::getIntsList);
    }

    Optional<List<String>> texts(String name) {
        return attribute(name).map(attribute -> attribute.getStringsList().stream()
                .map(text -> text.toStringUtf8().toLowerCase(Locale.ROOT))
                .toList());
    }

    Optional<AttributeProto> any(String... names) {
        return List.of(names).stream().flatMap(name -> attribute(name).stream()).findFirst();
    }

    /** Returns the axes that an attribute of older versions or an input of newer ones has; from the end if below 0. */
    Optional<List<Long>> axes(int input) throws MalformedOnnxException {
        var stated = integers("axes");
        return stated.isPresent() || input(input).isEmpty() ? stated : Optional.of(requireWhole(input));
    }

    /** Returns an axis counted from 0. */
    int axis(long stated, int rank) throws MalformedOnnxException {
        long axis = stated < 0 ? stated + rank : stated;
        if (axis < 0 || axis >= rank) {
            throw fault("Axis %d is none of %d.", stated, rank);
        }
        return (int) axis;
    }
}
