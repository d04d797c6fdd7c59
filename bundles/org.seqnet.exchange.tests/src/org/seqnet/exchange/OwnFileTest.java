package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.TrainedNetwork;

/** Files that we wrote are read as the networks that they were, or not at all. */
class OwnFileTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 3);

    private static TrainedNetwork network(Head head, int members, SequenceShape shape) {
        var encoder = new Recurrent(Cell.GRU, 2, 4, 0.5, 0, true, Pooling.LAST_STEP);
        return Networks.of(new Architecture(encoder, head, members), shape, 9).withLabelName("species, \"latin\"\n");
    }

    private static TrainedNetwork network() {
        return network(new Classes(3), 1, SHAPE);
    }

    static Stream<TrainedNetwork> networks() {
        var standards = List.of(new Standard(1.25, 0.1));
        var forecast = new Forecast(5, false, List.of(2), List.of(1), Normalization.WINDOW);
        return Stream.concat(
                Stream.of(1, 2).flatMap(members -> Stream.of(
                                new Classes(3, 1.5f),
                                new IndependentLabels(List.of(0.25f, 1f)),
                                new StepClasses(4),
                                new Values(standards, ValueLoss.SQUARED, Optional.empty()),
                                new Values(standards, ValueLoss.ABSOLUTE, Optional.of(forecast)))
                        .map(head -> network(head, members, SHAPE))),
                Stream.of(
                        network(new LabelPath(5, 3, 4, List.of(4, 1, 0, 2, 3)), 1, SHAPE),
                        network(new Classes(2), 1, SequenceShape.ofAnyLength(3))));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void a_network_comes_back_equal_to_the_bit(TrainedNetwork network) throws IOException {
        assertThat(read(Networks.file(network))).isEqualTo(new FileContent.Whole(network));
    }

    @Test
    void the_state_of_the_updater_stays_behind() throws IOException {
        var network = network();
        var trained = new TrainedNetwork(
                network.architecture(),
                network.input(),
                network.labels(),
                network.parameters(),
                network.parameters(),
                17,
                network.provenance());
        var fresh = TrainedNetwork.keeping(
                network.parameters(), network.architecture(), network.input(), network.labels(), network.provenance());
        assertThat(read(Networks.file(trained))).isEqualTo(new FileContent.Whole(fresh));
    }

    @Test
    void equal_networks_give_equal_bytes() {
        assertThat(Networks.file(network())).isEqualTo(Networks.file(network()));
    }

    @Test
    void a_buffer_that_is_not_on_the_heap_is_read_as_well() throws IOException {
        var file = Networks.file(network());
        var content = ByteBuffer.allocateDirect(file.length).put(file).flip();
        assertThat(OnnxFile.read(content, "a.onnx")).isEqualTo(new FileContent.Whole(network()));
    }

    private static FileContent read(byte[] file) throws IOException {
        return OnnxFile.read(ByteBuffer.wrap(file), "a.onnx");
    }

    /** Changes a file as another program would. */
    private static byte[] changed(Consumer<ModelProto.Builder> change) throws InvalidProtocolBufferException {
        var model = ModelProto.parseFrom(Networks.file(network())).toBuilder();
        change.accept(model);
        return model.build().toByteArray();
    }

    private static void assertRefused(Consumer<ModelProto.Builder> change, String message)
            throws InvalidProtocolBufferException {
        var file = changed(change);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(MalformedException.class)
                .hasMessage(message);
    }

    private static final String END = ". The file was changed after it was written, or another version of Sequence "
            + "Networks wrote it. Read the network from its own file, and write it again.";

    @Test
    void other_attributes_of_a_node_are_named() throws InvalidProtocolBufferException {
        assertRefused(
                model -> model.getGraphBuilder().getNodeBuilderList().stream()
                        .filter(node -> node.getOpType().equals("GRU"))
                        .forEach(node -> node.clearAttribute()),
                "a.onnx: node 3, 'gru1/GRU' (GRU), has other inputs or attributes" + END);
    }

    @Test
    void more_features_than_a_file_may_have_are_refused_before_it_is_written() {
        var features = (1 << 22) + 1;
        var network = Networks.of(
                new Architecture(
                        Rocket.ofMost(84, 1, LinearClassifier.RIDGE).fitted(9, LinearClassifier.RIDGE), new Classes(2)),
                new SequenceShape(9, features),
                1);
        assertThatThrownBy(() -> OnnxFile.write(network, OutputStream.nullOutputStream()))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The network reads 4,194,305 features at a time step; in an ONNX file, the most are "
                        + "4,194,304.");
    }

    @Test
    void a_file_that_another_program_wrote_anew_is_read() throws IOException {
        var file = changed(model -> model.setDocString("looked at")
                .getGraphBuilder()
                .setDocString("too")
                .getNodeBuilder(0)
                .setDocString("and this"));
        assertThat(read(file)).isEqualTo(new FileContent.Whole(network()));
    }

    @Test
    void the_first_node_that_differs_is_named() throws IOException {
        assertRefused(
                model -> model.getGraphBuilder()
                        .getNodeBuilder(2)
                        .setOpType("RNN")
                        .setName("mine"),
                "a.onnx: node 3, 'mine' (RNN), is not 'gru1/GRU' (GRU) as it was" + END);
    }

    @Test
    void a_graph_without_its_last_node_is_refused() throws IOException {
        var message = "a.onnx: it has %d nodes instead of %d" + END;
        int nodes = ModelProto.parseFrom(Networks.file(network())).getGraph().getNodeCount();
        assertRefused(model -> model.getGraphBuilder().removeNode(nodes - 1), message.formatted(nodes - 1, nodes));
    }

    @Test
    void other_outputs_are_refused() throws IOException {
        assertRefused(model -> model.getGraphBuilder().removeOutput(1), "a.onnx: its outputs are others" + END);
    }

    @Test
    void another_version_of_operators_is_refused() throws IOException {
        assertRefused(
                model -> model.getOpsetImportBuilder(0).setVersion(13),
                "a.onnx: it asks for other versions of operators" + END);
    }

    private static TensorProto.Builder tensor(ModelProto.Builder model, String name) {
        return model.getGraphBuilder().getInitializerBuilderList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .findAny()
                .orElseThrow();
    }

    @Test
    void a_weight_that_changed_is_refused() throws IOException {
        assertRefused(
                model -> {
                    var weight = tensor(model, "output/weight");
                    var bytes = weight.getRawData().toByteArray();
                    bytes[1] ^= 1;
                    weight.setRawData(ByteString.copyFrom(bytes));
                },
                "a.onnx, 'seqnet.manifest': the weights do not match their checksum. The file is damaged, or was "
                        + "changed after it was written.");
    }

    @Test
    void a_tensor_that_is_cut_short_is_refused() throws IOException {
        assertRefused(
                model -> {
                    tensor(model, "output/bias").setRawData(ByteString.copyFrom(new byte[8]));
                    model.getGraphBuilder()
                            .addInitializer(TensorProto.newBuilder()
                                    .setName("more")
                                    .setRawData(ByteString.copyFrom(new byte[8])));
                },
                "a.onnx: tensor 'output/bias' does not hold 32-bit floats of shape [3] in the file itself" + END);
    }

    @Test
    void a_file_that_is_too_short_for_its_network_is_refused_before_memory_is_taken_for_it() throws IOException {
        int weights = network().parameterCount() * Float.BYTES;
        assertRefused(
                model -> {
                    for (var tensor : model.getGraphBuilder().getInitializerBuilderList()) {
                        tensor.clearRawData();
                    }
                },
                String.format(
                                Locale.ROOT,
                                "a.onnx: its tensors have 0 bytes, but the network's weights take %,d",
                                weights)
                        + END);
    }

    @Test
    void a_tensor_that_was_added_is_refused() throws IOException {
        assertRefused(
                model -> model.getGraphBuilder()
                        .addInitializer(TensorProto.newBuilder().setName("more")),
                "a.onnx: tensor 'more' was added" + END);
    }

    @Test
    void a_constant_that_changed_is_refused() throws IOException {
        assertRefused(
                model -> tensor(model, "answer/labels").setStringData(1, ByteString.copyFromUtf8("other")),
                "a.onnx: constant 'answer/labels' has other values" + END);
    }

    @Test
    void a_description_that_changed_is_refused() throws IOException {
        assertRefused(
                model -> {
                    for (var entry : model.getMetadataPropsBuilderList()) {
                        entry.setValue(entry.getValue().replace("label.2=label 1", "label.2=label 8"));
                    }
                },
                "a.onnx, 'seqnet.manifest': the checksum in the last line of the description does not match its "
                        + "content. The file is damaged, or was changed after it was written.");
    }
}
