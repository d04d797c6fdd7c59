package org.seqnet.exchange.recognition;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.file.TensorData;
import org.seqnet.exchange.recognition.Content.Answered;
import org.seqnet.exchange.recognition.Content.Projected;
import org.seqnet.exchange.recognition.Content.Read;
import org.seqnet.exchange.recognition.Value.Numbers;
import org.seqnet.exchange.recognition.Value.Refused;
import org.seqnet.exchange.recognition.Value.Signal;

/** Goes through the nodes of a graph, and finds the network that its first output is the answer of. */
public final class Recognition {
    private static final int MOST_AXES = 4;
    /** Since this version, operators broadcast as they do today. */
    private static final int OLDEST_OPERATORS = 7;

    private static final int NEWEST_OPERATORS = 25;

    private final String file;
    private final Map<String, Value> values = new HashMap<>();

    private Recognition(String file) {
        this.file = file;
    }

    /**
     * Returns the network in a model.
     *
     * @param file what messages call its file
     * @param bytes the size of the file
     * @throws MalformedOnnxException if it is none that we have; the message names the first node that does not fit
     */
    public static Recognized of(String file, ModelProto model, long bytes) throws MalformedOnnxException {
        requireOperators(file, model);
        var recognition = new Recognition(file);
        var answer = recognition.answer(model.getGraph());
        var producer = Quoted.of((model.getProducerName() + " " + model.getProducerVersion()).strip());
        var program = producer.substring(1, producer.length() - 1);
        try {
            return new Assembly(file, bytes).network(program.isEmpty() ? "ONNX" : program, answer);
        } catch (SeqNetException e) {
            throw new MalformedOnnxException(file + ": " + e.getMessage(), e);
        }
    }

    private static void requireOperators(String file, ModelProto model) throws MalformedOnnxException {
        long version = model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .mapToLong(OperatorSetIdProto::getVersion)
                .findFirst()
                .orElse(0);
        if (version < OLDEST_OPERATORS || version > NEWEST_OPERATORS) {
            throw new MalformedOnnxException(file + ": The network uses version " + version
                    + " of ONNX's operators; versions " + OLDEST_OPERATORS + " to " + NEWEST_OPERATORS
                    + " are supported. Export it with another opset_version.");
        }
    }

    /** Refuses a second answer: nobody would know which of them was read. */
    private void requireOneAnswer(GraphProto graph, Signal first) throws MalformedOnnxException {
        for (var output : graph.getOutputList()) {
            if (values.get(output.getName()) instanceof Signal other
                    && linear(other).isPresent()
                    && !linear(other).equals(linear(first))) {
                throw new MalformedOnnxException(file + ": The outputs "
                        + Quoted.of(graph.getOutput(0).getName()) + " and " + Quoted.of(output.getName())
                        + " come from different layers. Export the network with one output.");
            }
        }
    }

    private static Optional<String> linear(Signal signal) {
        var content = signal.content() instanceof Answered answered ? answered.outputs() : signal.content();
        return content instanceof Projected projected
                ? Optional.of(projected.linear().node())
                : Optional.empty();
    }

    private Signal answer(GraphProto graph) throws MalformedOnnxException {
        for (var tensor : graph.getInitializerList()) {
            values.put(tensor.getName(), numbers(tensor.getName(), tensor));
        }
        addInput(graph);
        for (var node : graph.getNodeList()) {
            var inputs = new ArrayList<Optional<Value>>();
            Optional<Value> refused = Optional.empty();
            for (var name : node.getInputList()) {
                var value = Optional.ofNullable(values.get(name));
                if (value.isEmpty() && !name.isEmpty()) {
                    throw new GraphNode(file, node, List.of())
                            .fault("Its input " + Quoted.of(name) + " does not exist before it.");
                }
                inputs.add(value);
                refused = refused.or(() -> value.filter(Refused.class::isInstance));
            }
            add(node, refused.isPresent() ? List.of() : outputs(new GraphNode(file, node, inputs)), refused);
        }
        if (graph.getOutputCount() == 0) {
            throw new MalformedOnnxException(file + ": The network has no output.");
        }
        var name = graph.getOutput(0).getName();
        var value = values.get(name);
        if (value instanceof Refused refused) {
            requireLayers(graph);
            throw refused.reason();
        }
        if (value instanceof Signal signal) {
            requireOneAnswer(graph, signal);
            return signal;
        }
        throw new MalformedOnnxException(
                file + ": The output " + Quoted.of(name) + " does not depend on what the network reads.");
    }

    /** Refuses layers that were taken apart by the node that tells. */
    private void requireLayers(GraphProto graph) throws MalformedOnnxException {
        for (var node : graph.getNodeList()) {
            if (node.getOpType().equals("SplitToSequence")) {
                throw new GraphNode(file, node, List.of())
                        .fault("The file has a recurrent layer step by step, as torch.onnx.export writes nn.RNN unless "
                                + "asked for an operator. Export the network with dynamo=False.");
            }
        }
    }

    private void add(NodeProto node, List<Value> outputs, Optional<Value> refused) {
        for (int i = 0; i < node.getOutputCount(); i++) {
            if (i < outputs.size() || refused.isPresent()) {
                values.put(node.getOutput(i), i < outputs.size() ? outputs.get(i) : refused.get());
            } else {
                var reason = new GraphNode(file, node, List.of()).fault("Output " + (i + 1) + " is not supported.");
                values.put(node.getOutput(i), new Refused(reason));
            }
        }
    }

    private static List<Value> outputs(GraphNode node) {
        try {
            return Operators.apply(node);
        } catch (MalformedOnnxException e) {
            return Collections.nCopies(Math.max(1, node.proto().getOutputCount()), new Refused(e));
        }
    }

    private Value numbers(String name, TensorProto tensor) {
        try {
            return new Numbers(TensorData.of(file, name, tensor));
        } catch (MalformedOnnxException e) {
            return new Refused(e);
        }
    }

    private void addInput(GraphProto graph) throws MalformedOnnxException {
        var inputs = graph.getInputList().stream()
                .filter(input -> !values.containsKey(input.getName()))
                .toList();
        if (inputs.size() != 1) {
            var names = inputs.stream()
                    .limit(3)
                    .map(input -> Quoted.of(input.getName()))
                    .toList();
            throw new MalformedOnnxException(file + ": The network has " + inputs.size() + " inputs"
                    + (names.isEmpty() ? "" : ", " + String.join(", ", names)) + (inputs.size() > 3 ? " ..." : "")
                    + "; one input, the sequences or images, is supported.");
        }
        values.put(inputs.get(0).getName(), read(inputs.get(0)));
    }

    private Signal read(ValueInfoProto input) throws MalformedOnnxException {
        var where = file + ", input " + Quoted.of(input.getName()) + ": ";
        var tensor = input.getType().getTensorType();
        if (tensor.getElemType() != TensorProto.DataType.FLOAT_VALUE) {
            throw new MalformedOnnxException(
                    where + "The network does not read floats; other types are not supported.");
        }
        var sizes = tensor.getShape().getDimList();
        if (sizes.size() < 3 || sizes.size() > MOST_AXES) {
            throw new MalformedOnnxException(
                    where + "It has " + sizes.size() + " axes; supported are 3 for sequences " + "and 4 for images.");
        }
        var axes = new ArrayList<Axis>();
        for (Dimension size : sizes) {
            if (size.getDimValue() > Integer.MAX_VALUE) {
                throw new MalformedOnnxException(where + "A size of " + size.getDimValue() + " is too large.");
            }
            axes.add(Axis.ofInput(axes.size(), size.getDimValue()));
        }
        return new Signal(axes, new Read(List.copyOf(axes), List.of()));
    }
}
