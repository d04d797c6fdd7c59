package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.model.NetworkDescription;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.exchange.graph.GraphDraft;
import org.seqnet.exchange.graph.ModelDraft;
import org.seqnet.exchange.graph.WeightTensor;

/**
 * Reads files that {@link NetworkGraph} drew: the network is made of its description, and its graph, drawn anew, must
 * be that of the file. So a file whose graph was changed elsewhere is never read as the network that it was.
 */
public final class ExportedFile {
    private final ModelProto model;
    private final String name;
    private final NetworkDescription description;

    private ExportedFile(ModelProto model, String name, NetworkDescription description) {
        this.model = model;
        this.name = name;
        this.description = description;
    }

    /**
     * Reads a network; empty if the file is none of ours.
     *
     * @param name what messages call the file
     * @throws MalformedException if it has only a part of a network, or was changed since it was written
     */
    public static Optional<TrainedNetwork> read(ModelProto model, String name) throws MalformedException {
        var metadata = new HashMap<String, String>();
        for (StringStringEntryProto entry : model.getMetadataPropsList()) {
            metadata.put(entry.getKey(), entry.getValue());
        }
        if (metadata.containsKey(Metadata.PART)) {
            throw new MalformedException(name + " has only a step of a label path. Select the file of the network "
                    + "itself, which was written together with it.");
        }
        var manifest = metadata.get(Metadata.MANIFEST);
        if (manifest == null) {
            return Optional.empty();
        }
        var description = NetworkDescription.parse(manifest, name + ", '" + Metadata.MANIFEST + "'");
        return Optional.of(new ExportedFile(model, name, description).read());
    }

    private TrainedNetwork read() throws MalformedException {
        requireRoom();
        GraphDraft draft;
        try {
            draft = NetworkGraph.draw(description.architecture(), description.input(), description.labels());
        } catch (SeqNetException e) {
            throw new MalformedException(name + ": " + e.getMessage(), e);
        }
        var expected = draft.graph();
        var found = model.getGraph();
        if (!model.getOpsetImportList().equals(ModelDraft.operatorSets())) {
            throw changed("it asks for other versions of operators");
        }
        if (model.getFunctionsCount() > 0 || found.getSparseInitializerCount() > 0) {
            throw changed("it has functions or sparse tensors");
        }
        requireNodes(expected.getNodeList(), found.getNodeList());
        requireValues("inputs", expected.getInputList(), found.getInputList());
        requireValues("outputs", expected.getOutputList(), found.getOutputList());
        return description.with(parameters(expected, draft.weights()));
    }

    /** Makes sure that the file is as long as its network takes, before memory is taken for it. */
    private void requireRoom() throws MalformedException {
        long found = model.getGraph().getInitializerList().stream()
                .mapToLong(tensor -> tensor.getRawData().size())
                .sum();
        long expected = (long) description.parameterCount() * Float.BYTES;
        if (found < expected) {
            throw changed(String.format(
                    Locale.ROOT, "its tensors have %,d bytes, but the network's weights take %,d", found, expected));
        }
    }

    private void requireNodes(List<NodeProto> expected, List<NodeProto> found) throws MalformedException {
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            if (!plain(found.get(i)).equals(expected.get(i))) {
                var now = title(found.get(i));
                var before = title(expected.get(i));
                throw changed("node " + (i + 1) + ", " + now
                        + (now.equals(before)
                                ? ", has other inputs or attributes"
                                : ", is not " + before + " as it was"));
            }
        }
        if (expected.size() != found.size()) {
            throw changed("it has " + found.size() + " nodes instead of " + expected.size());
        }
    }

    private static String title(NodeProto node) {
        var operator = Quoted.of(node.getOpType());
        return Quoted.of(node.getName()) + " (" + operator.substring(1, operator.length() - 1) + ")";
    }

    /** Leaves out what only describes a node. */
    private static NodeProto plain(NodeProto node) {
        return node.hasDocString() ? node.toBuilder().clearDocString().build() : node;
    }

    private void requireValues(String what, List<ValueInfoProto> expected, List<ValueInfoProto> found)
            throws MalformedException {
        if (!found.equals(expected)) {
            throw changed("its " + what + " are others");
        }
    }

    private float[] parameters(GraphProto expected, List<WeightTensor> weights) throws MalformedException {
        var tensors = new HashMap<String, TensorProto>();
        for (var tensor : model.getGraph().getInitializerList()) {
            if (tensors.put(tensor.getName(), tensor) != null) {
                throw changed("it has tensor " + Quoted.of(tensor.getName()) + " twice");
            }
        }
        for (var constant : expected.getInitializerList()) {
            if (!constant.equals(take(tensors, constant.getName()))) {
                throw changed("constant '" + constant.getName() + "' has other values");
            }
        }
        var parameters = new float[description.parameterCount()];
        int count = 0;
        for (var weight : weights) {
            read(take(tensors, weight.name()), weight, parameters);
            count += weight.size();
        }
        if (!tensors.isEmpty()) {
            throw changed("tensor " + Quoted.of(tensors.keySet().iterator().next()) + " was added");
        }
        if (count != parameters.length) {
            throw new IllegalStateException(count + " of " + parameters.length + " parameters are drawn.");
        }
        return parameters;
    }

    private TensorProto take(Map<String, TensorProto> tensors, String tensor) throws MalformedException {
        var found = tensors.remove(tensor);
        if (found == null) {
            throw changed("tensor '" + tensor + "' is missing");
        }
        return found;
    }

    private void read(TensorProto tensor, WeightTensor weight, float[] parameters) throws MalformedException {
        var shape = new ArrayList<Long>();
        for (long size : weight.shape()) {
            shape.add(size);
        }
        long bytes = (long) weight.size() * Float.BYTES;
        if (tensor.getDataType() != DataType.FLOAT.getNumber()
                || !tensor.getDimsList().equals(shape)
                || tensor.getDataLocation() == DataLocation.EXTERNAL
                || tensor.getRawData().size() != bytes) {
            throw changed("tensor '" + weight.name() + "' does not hold 32-bit floats of shape " + shape
                    + " in the file itself");
        }
        var floats = tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        weight.read(floats, parameters);
    }

    private MalformedException changed(String what) {
        return new MalformedException(name + ": " + what + ". The file was changed after it was written, or another "
                + "version of Sequence Networks wrote it. Read the network from its own file, and write it "
                + "again.");
    }
}
