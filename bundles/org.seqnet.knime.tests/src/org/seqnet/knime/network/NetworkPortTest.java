package org.seqnet.knime.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.port.PortUtil;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Orders;

class NetworkPortTest {
    private static final Recurrent ENCODER = new Recurrent(Cell.LSTM, 3, 17, 0.25, 1.5);

    @Test
    void a_spec_comes_back_as_it_was_saved() throws Exception {
        var spec = new NetworkPortObjectSpec(
                ENCODER,
                HeadKind.CLASSES,
                "label",
                Optional.of(new SequenceShape(28, 14)),
                Optional.of(LabelDomain.of("T-shirt/top", "Bag")));

        assertThat(savedAndLoaded(spec)).isEqualTo(spec);
    }

    @Test
    void the_number_of_members_comes_back_and_is_one_where_none_was_saved() throws Exception {
        var spec = spec(Optional.of(new SequenceShape(28, 28)));
        var plain = new ModelContent("spec");
        spec.save(plain);

        assertThat(savedAndLoaded(spec.ofMembers(5)))
                .isEqualTo(spec.ofMembers(5))
                .isNotEqualTo(spec);
        assertThat(savedAndLoaded(spec.ofMembers(5)).members()).isEqualTo(5);
        assertThat(plain.containsKey("members")).isFalse();
        assertThat(savedAndLoaded(spec).members()).isEqualTo(1);
        assertThat(spec.ofMembers(5).reading(Preparation.UNKNOWN, false)).isEqualTo(spec.ofMembers(5));
    }

    @Test
    void members_that_no_ensemble_has_are_refused() {
        assertDamaged(content -> content.addInt("members", 0), "Ensemble members: 0 is not between 1 and 100.");
        assertDamaged(content -> content.addInt("members", 101), "Ensemble members: 101 is not between 1 and 100.");
        assertDamaged(
                content -> {
                    content.addInt("members", 2);
                    HeadContent.save(new HeadKind(new LabelPath(1, 2, 3, List.of())), content.addModelContent("head"));
                },
                "Ensemble members: 2 is not 1; a network that predicts label paths cannot be an ensemble.");
    }

    @Test
    void the_type_of_labels_comes_back_and_is_text_where_none_was_saved() throws Exception {
        var labels = new LabelDomain(List.of("-1", "12"), LabelType.INTEGER);
        var spec = new NetworkPortObjectSpec(
                ENCODER, HeadKind.CLASSES, "label", Optional.of(new SequenceShape(28, 14)), Optional.of(labels));
        var content = new ModelContent("spec");
        spec.save(content);
        var before = new ModelContent("spec");
        for (var key : content) {
            if (!key.equals("labelType")) {
                before.addEntry(content.getEntry(key));
            }
        }
        var loaded = new NetworkPortObjectSpec();
        loaded.load(before);

        assertThat(savedAndLoaded(spec)).isEqualTo(spec);
        assertThat(loaded.labels()).contains(LabelDomain.of("-1", "12"));
    }

    @Test
    void what_was_done_to_the_sequences_comes_back() throws Exception {
        var preparation = Preparation.UNKNOWN
                .withFeatures(List.of("a\tb", "c"))
                .with(Preparation.SCALING, "0 to 255 becomes 0 to 1");
        var spec = new NetworkPortObjectSpec(
                        ENCODER,
                        HeadKind.CLASSES,
                        "label",
                        Optional.of(SequenceShape.ofAnyLength(2)),
                        Optional.of(LabelDomain.of("a", "b")))
                .reading(preparation, true);

        assertThat(savedAndLoaded(spec)).isEqualTo(spec);
        assertThat(savedAndLoaded(spec).preparation()).isEqualTo(preparation);
        assertThat(NetworkView.layers(spec).orElseThrow().get(0).inputs()).isEqualTo(4);
        assertThat(NetworkView.ofSpec(spec).toString()).contains("0 to 255 becomes 0 to 1");
        assertDamaged(
                content -> content.addString("preparation", "?"), "'preparation' is no preparation of sequences.");
        assertDamaged(
                content -> {
                    content.addBoolean("mask", true);
                    content.addInt("features", 2_000_000_000);
                    content.addInt("timeSteps", 1);
                },
                "Sequences of 1 time step x 2000000000 features have too many features for a mask of each.");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "LSTM")
    void a_spec_of_cells_without_forget_gates_comes_back_too(Cell cell) throws Exception {
        var spec = new NetworkPortObjectSpec(
                new Recurrent(cell, 3, 17, 0.25, 0), HeadKind.CLASSES, "label", Optional.empty(), Optional.empty());

        assertThat(savedAndLoaded(spec)).isEqualTo(spec);
    }

    @Test
    void every_kind_of_encoder_comes_back_and_has_facts() throws Exception {
        List<Encoder> encoders = List.of(
                Recurrent.reference(),
                Convolutional.reference(),
                new TemporalConvolutional(Design.RESNET, 64, 3, 8, 2, 0.25),
                new Composition(
                        new Recurrent(Cell.LSTM, 1, 8, 0.8, 1), new TemporalConvolutional(Design.FCN, 128, 3, 8, 1, 0)),
                new Recurrent(Cell.GRU, 2, 5, 0.25, 0, true, Pooling.ATTENTION),
                new Recurrent(Cell.LSTM, 1, 5, 0, 1, false, Pooling.MEAN),
                new Rocket(9996, 24, -1, LinearClassifier.RIDGE));

        assertThat(encoders).<Class<?>>extracting(Encoder::getClass).contains(Encoder.class.getPermittedSubclasses());
        for (var encoder : encoders) {
            var spec =
                    new NetworkPortObjectSpec(encoder, HeadKind.CLASSES, "label", Optional.empty(), Optional.empty());
            assertThat(savedAndLoaded(spec)).isEqualTo(spec);
            assertThat(NetworkFacts.encoder(encoder)).hasSizeGreaterThan(1);
        }
    }

    @Test
    void a_network_for_any_length_comes_back_as_such() throws Exception {
        var spec = new NetworkPortObjectSpec(
                ENCODER, HeadKind.CLASSES, "label", Optional.of(SequenceShape.ofAnyLength(14)), Optional.empty());

        assertThat(savedAndLoaded(spec)).isEqualTo(spec);
        assertThat(savedAndLoaded(spec).inputShape()).contains(SequenceShape.ofAnyLength(14));
    }

    @Test
    void a_convolutional_network_comes_back_as_such() throws Exception {
        var blocks = List.of(new ConvolutionBlock(8, 3, 1, 2, false, 0.25), new ConvolutionBlock(9, 5, 2, 1, true, 0));
        var spec = new NetworkPortObjectSpec(
                new Convolutional(2, blocks, 11, 0.5),
                HeadKind.CLASSES,
                "label",
                Optional.of(new SequenceShape(28, 28)),
                Optional.of(LabelDomain.of("T-shirt/top", "Bag")));

        assertThat(savedAndLoaded(spec)).isEqualTo(spec);
    }

    @Test
    void a_network_that_cannot_read_its_own_input_is_refused() throws Exception {
        assertThatThrownBy(() -> spec(Optional.of(new SequenceShape(3, 28))))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Convolution block 2: its input images of 1 x 14 x 32 are too small for 2 x 2 pooling.");
        assertDamaged(
                content -> content.addInt("timeSteps", 3),
                "Convolution block 2: its input images of 1 x 14 x 32 are too small for 2 x 2 pooling.");
    }

    @Test
    void a_damaged_spec_is_refused_in_plain_words() {
        assertDamaged(
                content -> content.addInt("features", 0),
                "A sequence has at least one time step and one feature, not 28 x 0.");
        assertDamaged(
                content -> content.addInt("timeSteps", 100_000_000),
                "A sequence of 100000000 time steps x 28 features is too long; the maximum is 2^31 - 9 values "
                        + "per sequence.");
        assertDamaged(
                content -> content.addInt("timeSteps", 10_000_000),
                "Convolution block 1: its output images of 10000000 x 28 x 32 for input images of 10000000 x 28 "
                        + "x 1 exceed the maximum of 2^31 - 9 values. Use fewer filters, a larger "
                        + "stride or smaller images.");
        assertDamaged(
                content -> content.addStringArray("labels", "Bag", "Bag"),
                "Label 'Bag' occurs twice in the list of labels.");
        assertDamaged(
                content -> {
                    content.addStringArray("labels", "1", "one");
                    content.addString("labelType", "LONG");
                },
                "Label 'one' is not a 64-bit integer, the type of the labels.");
    }

    @Test
    void a_type_of_labels_from_the_future_is_refused() {
        var content = new ModelContent("spec");
        new NetworkPortObjectSpec(
                        ENCODER, HeadKind.CLASSES, "label", Optional.empty(), Optional.of(LabelDomain.of("1", "2")))
                .save(content);
        content.addString("labelType", "DATE");

        assertThatThrownBy(() -> new NetworkPortObjectSpec().load(content))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("The network's label type 'DATE' is not supported by this version of Sequence "
                        + "Networks; update the extension.");
    }

    private static void assertDamaged(Consumer<ModelContent> damage, String message) {
        var content = new ModelContent("spec");
        spec(Optional.of(new SequenceShape(28, 28))).save(content);
        damage.accept(content);

        assertThatThrownBy(() -> new NetworkPortObjectSpec().load(content))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("The network is damaged: " + message);
    }

    private static NetworkPortObjectSpec spec(Optional<SequenceShape> shape) {
        return new NetworkPortObjectSpec(Convolutional.reference(), HeadKind.CLASSES, "label", shape, Optional.empty());
    }

    @Test
    void a_damaged_convolutional_architecture_is_refused() {
        var content = new ModelContent("architecture");
        EncoderContent.save(Convolutional.reference(), content);
        content.addIntArray("strides", 1);

        assertThatThrownBy(() -> EncoderContent.load(new SpecFields(content)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("The network's architecture is damaged: Some convolution blocks lack settings.");
    }

    @Test
    void what_is_unknown_stays_unknown() throws Exception {
        var spec = new NetworkPortObjectSpec(ENCODER, HeadKind.CLASSES, "label", Optional.empty(), Optional.empty());

        var loaded = savedAndLoaded(spec);

        assertThat(loaded).isEqualTo(spec);
        assertThat(loaded.inputShape()).isEmpty();
        assertThat(loaded.labels()).isEmpty();
    }

    @Test
    void an_architecture_of_a_later_version_is_refused_in_plain_words() {
        var content = new ModelContent("architecture");
        content.addString("kind", "transformer");

        assertThatThrownBy(() -> EncoderContent.load(new SpecFields(content)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("The network's architecture 'transformer' is not supported by this version of "
                        + "Sequence Networks; update the extension.");
    }

    @Test
    void a_damaged_architecture_is_refused() {
        var content = new ModelContent("architecture");
        EncoderContent.save(ENCODER, content);
        content.addInt("layers", 0);

        assertThatThrownBy(() -> EncoderContent.load(new SpecFields(content)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("The network's architecture is damaged: Layers: 0 is not between 1 and 16.");
    }

    @Test
    void a_network_comes_back_to_the_bit() throws Exception {
        var network = LearnerRun.trained(Orders.rows(20), 1);
        var serializer = new NetworkPortObject.Serializer();
        var stored = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectZipOutputStream(stored)) {
            serializer.savePortObject(network, out, new ExecutionMonitor());
        }

        try (var in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(stored.toByteArray()))) {
            var loaded = serializer.loadPortObject(in, network.getSpec(), new ExecutionMonitor());

            assertThat(loaded.network()).isEqualTo(network.network());
            assertThat(loaded.getSpec()).isEqualTo(network.getSpec());
            assertThat(loaded.getSummary()).isEqualTo(network.getSummary());
        }
    }

    @Test
    void knimes_model_writer_and_reader_keep_network_and_spec() throws Exception {
        assumeTrue(Platform.isRunning(), "serializers are found by their extensions");
        var network = LearnerRun.trained(Orders.rows(20), 1);
        var file = new ByteArrayOutputStream();
        PortUtil.writeObjectToStream(network, file, new ExecutionMonitor());

        var spec = PortUtil.readObjectSpecFromStream(new ByteArrayInputStream(file.toByteArray()));
        var read = PortUtil.readObjectFromStream(new ByteArrayInputStream(file.toByteArray()), new ExecutionMonitor());

        assertThat(spec).isEqualTo(network.getSpec());
        assertThat(read).isInstanceOf(NetworkPortObject.class);
        assertThat(((NetworkPortObject) read).network()).isEqualTo(network.network());
        assertThat(read.getSpec()).isEqualTo(network.getSpec());
    }

    @Test
    void a_file_without_a_network_is_refused() throws Exception {
        var spec = new NetworkPortObjectSpec(ENCODER, HeadKind.CLASSES, "label", Optional.empty(), Optional.empty());
        var stored = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectZipOutputStream(stored)) {
            out.putNextEntry(new ZipEntry("something.else"));
            out.closeEntry();
        }

        try (var in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(stored.toByteArray()))) {
            assertThatThrownBy(
                            () -> new NetworkPortObject.Serializer().loadPortObject(in, spec, new ExecutionMonitor()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("The network at a port cannot be loaded. The file of the port has no entry "
                            + "'network.seqnet'. Execute the node again.");
        }
    }

    private static NetworkPortObjectSpec savedAndLoaded(NetworkPortObjectSpec spec) throws Exception {
        var content = new ModelContent("spec");
        spec.save(content);
        var loaded = new NetworkPortObjectSpec();
        loaded.load(content);
        return loaded;
    }
}
