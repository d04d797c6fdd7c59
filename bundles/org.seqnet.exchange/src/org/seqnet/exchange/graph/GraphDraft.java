package org.seqnet.exchange.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A graph of ONNX that grows node by node. Values are known by their names, which nodes and constants get here: that of
 * the part of the network to which they belong, their operator and a number, such as {@code lstm1/Squeeze2}.
 *
 * <p>Source: ONNX, "Open Neural Network Exchange Intermediate Representation", version 8, operators of version
 * {@value ModelDraft#OPERATORS} and, of {@code ai.onnx.ml}, {@value ModelDraft#ML_OPERATORS}.
 */
public final class GraphDraft {
    /** Stands for the domain of operators that ONNX calls traditional machine learning. */
    public static final String ML = "ai.onnx.ml";

    private final GraphProto.Builder graph;
    private final List<WeightTensor> weights;
    private final Map<String, Integer> used;
    private final String part;
    private final int first;

    private GraphDraft(
            GraphProto.Builder graph, List<WeightTensor> weights, Map<String, Integer> used, String part, int first) {
        this.graph = graph;
        this.weights = weights;
        this.used = used;
        this.part = part;
        this.first = first;
    }

    /** Returns an empty graph. */
    public GraphDraft(String name) {
        this(GraphProto.newBuilder().setName(name), new ArrayList<>(), new HashMap<>(), "", 0);
    }

    /** Returns this graph for a part of the network by whose name its values are called. */
    public GraphDraft part(String name) {
        return new GraphDraft(graph, weights, used, part + name + "/", first);
    }

    /** Returns this graph for a member of an ensemble, whose parameters begin at this place. */
    public GraphDraft member(String name, int place) {
        return new GraphDraft(graph, weights, used, part + name + "/", first + place);
    }

    /**
     * Returns an empty graph for an attribute of one of this graph's nodes. It may use this graph's values by their
     * names, but has no weights of its own.
     */
    public GraphDraft body(String name) {
        var body = GraphProto.newBuilder().setName(part + name);
        return new GraphDraft(body, new ArrayList<>(), used, part + name + "/", first);
    }

    private String unique(String name) {
        var full = part + name;
        int times = used.merge(full, 1, Integer::sum);
        return times == 1 ? full : full + times;
    }

    /**
     * Adds an input.
     *
     * @param shape its sizes: whole numbers, or names of those that may be any
     * @return its name
     */
    public String input(String name, DataType type, Object... shape) {
        var full = part + name;
        graph.addInput(value(full, type, shape));
        return full;
    }

    /** Adds an output, the value of that name. */
    public void output(String name, DataType type, Object... shape) {
        graph.addOutput(value(name, type, shape));
    }

    /** Adds an output of that name, which has the given value. */
    public void output(String name, String value, DataType type, Object... shape) {
        graph.addNode(NodeProto.newBuilder()
                .setName(name)
                .setOpType("Identity")
                .addInput(value)
                .addOutput(name));
        output(name, type, shape);
    }

    private static ValueInfoProto value(String name, DataType type, Object... shape) {
        var tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
        var sizes = tensor.getShapeBuilder();
        for (var size : shape) {
            sizes.addDim(
                    size instanceof Number number
                            ? Dimension.newBuilder().setDimValue(number.longValue())
                            : Dimension.newBuilder().setDimParam((String) size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /**
     * Adds a node with one output.
     *
     * @param inputs the names of its inputs; an empty one leaves an input out
     * @return the name of its output
     */
    public String node(String operator, List<String> inputs, AttributeProto... attributes) {
        return nodes(operator, 1, inputs, attributes).get(0);
    }

    /** Adds a node with several outputs, and returns their names. */
    public List<String> nodes(String operator, int outputs, List<String> inputs, AttributeProto... attributes) {
        return add(NodeProto.newBuilder(), operator, outputs, inputs, attributes);
    }

    /** Adds a node of the domain {@value #ML}, and returns the name of its output. */
    public String mlNode(String operator, List<String> inputs, AttributeProto... attributes) {
        return add(NodeProto.newBuilder().setDomain(ML), operator, 1, inputs, attributes)
                .get(0);
    }

    private List<String> add(
            NodeProto.Builder node, String operator, int outputs, List<String> inputs, AttributeProto... attributes) {
        var name = unique(operator);
        var names = outputs == 1
                ? List.of(name)
                : IntStream.range(0, outputs).mapToObj(i -> name + "." + i).toList();
        node.setName(name).setOpType(operator).addAllInput(inputs).addAllOutput(names);
        graph.addNode(node.addAllAttribute(List.of(attributes)));
        return names;
    }

    /**
     * Adds a tensor of the network's parameters.
     *
     * @param place where its elements, counted row-major from 0, stand among the parameters of the network, or of the
     *     member
     * @return its name
     */
    public String weights(String name, IntUnaryOperator place, long... shape) {
        var full = unique(name);
        weights.add(new WeightTensor(full, shape, 1, element -> first + place.applyAsInt(element)));
        return full;
    }

    /**
     * Adds a tensor of the network's parameters whose rows, those of its last dimension, stand there as they do here.
     *
     * @param place where its rows, counted from 0, begin among the parameters of the network, or of the member
     * @return its name
     */
    public String rows(String name, IntUnaryOperator place, long... shape) {
        var full = unique(name);
        int length = Math.toIntExact(shape[shape.length - 1]);
        weights.add(new WeightTensor(full, shape, length, element -> first + place.applyAsInt(element / length)));
        return full;
    }

    /** Adds a constant tensor of 32-bit floats, and returns its name. */
    public String floats(String name, float[] values, long... shape) {
        var bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(name, DataType.FLOAT, bytes, shape);
    }

    /** Adds a constant tensor of 64-bit floats, and returns its name. */
    public String doubles(String name, double[] values, long... shape) {
        var bytes = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return constant(name, DataType.DOUBLE, bytes, shape);
    }

    /** Adds a constant of one dimension with these whole numbers, and returns its name. */
    public String longs(String name, long... values) {
        return longs(name, values, values.length);
    }

    /** Adds a constant tensor of whole numbers, and returns its name. */
    public String longs(String name, long[] values, long... shape) {
        var bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(name, DataType.INT64, bytes, shape);
    }

    /** Adds a constant of one dimension with these texts, and returns its name. */
    public String texts(String name, List<String> values) {
        var tensor = TensorProto.newBuilder()
                .setName(unique(name))
                .setDataType(DataType.STRING.getNumber())
                .addDims(values.size());
        values.forEach(value -> tensor.addStringData(Attributes.bytes(value)));
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    private String constant(String name, DataType type, ByteBuffer bytes, long... shape) {
        var tensor = TensorProto.newBuilder().setName(unique(name)).setDataType(type.getNumber());
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor.setRawData(ByteString.copyFrom(bytes.array())));
        return tensor.getName();
    }

    /** Returns the graph without its weights. */
    public GraphProto graph() {
        return graph.build();
    }

    /** Returns its weights in the order in which they were added. */
    public List<WeightTensor> weights() {
        return List.copyOf(weights);
    }
}
