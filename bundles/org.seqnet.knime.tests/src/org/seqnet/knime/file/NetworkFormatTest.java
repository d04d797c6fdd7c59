package org.seqnet.knime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.DialogState;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Trends;
import org.seqnet.knime.location.IfExists;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.network.Networks;

class NetworkFormatTest extends NetworkFiles {
    private static final LabelDomain LABELS = LabelDomain.of("car", "person", "tree");
    private static final Head INDEPENDENT = new IndependentLabels(List.of(0.5f, 0.25f, 0.75f));
    private static final Head PATH = new LabelPath(3, 4, 5, List.of(2, 0, 1));

    @Test
    void a_deeplearning4j_file_is_written_but_not_read() throws Exception {
        var file = choose("network.zip");
        writing.format = NetworkFormat.DEEPLEARNING4J;

        write();

        assertFails(
                this::read,
                file
                        + " is a Deeplearning4j file. Such files are meant for other programs and are not "
                        + "supported because reading them can run code hidden in them. Select "
                        + "a file in the Sequence Networks format, or write the network again "
                        + "in that format.");
    }

    @Test
    void a_name_of_the_other_format_is_refused_before_and_while_writing() throws Exception {
        var network = choose("network.seqnet");
        Files.writeString(network, "precious");
        writing.format = NetworkFormat.DEEPLEARNING4J;
        writing.ifExists = IfExists.OVERWRITE;
        var message = "Output location: " + network + " has the file extension of the format \"Sequence Networks\", "
                + "but the selected format is \"Deeplearning4j\".";
        var cure = "Use the file extension \".zip\", or select the format \"Sequence Networks\".";

        assertInvalid(this::configureWriter, message, cure);
        assertFails(this::write, message, cure);
        assertThat(network).hasContent("precious");

        var model = choose("Model.ZIP");
        writing.format = NetworkFormat.SEQUENCE_NETWORKS;

        assertInvalid(
                this::configureWriter,
                "Output location: " + model
                        + " has the file extension of the format \"Deeplearning4j\", but the selected format is "
                        + "\"Sequence Networks\".");
    }

    @ParameterizedTest
    @MethodSource("heads")
    void networks_of_every_head_are_written_and_read_in_our_own_format(Head head) throws Exception {
        var several = Networks.network(head, LABELS);
        choose("network.seqnet");

        write(several);

        assertThat(read().network()).isEqualTo(several.network());
        assertThat(read().getSpec()).isEqualTo(several.getSpec());
    }

    static List<Head> heads() {
        return List.of(new Classes(3), INDEPENDENT, PATH);
    }

    @Test
    void paths_of_labels_are_refused_before_and_while_writing_for_deeplearning4j() throws Exception {
        var file = choose("network.zip");
        writing.format = NetworkFormat.DEEPLEARNING4J;
        var message = "Format: the network predicts a path of labels; the format \"Deeplearning4j\" does not support "
                + "this.";
        var cure = "Select the format \"Sequence Networks\".";
        var path = Networks.network(PATH, LABELS);

        assertInvalid(() -> configureWriter(path.getSpec()), message, cure);
        assertFails(() -> write(path), message, cure);
        assertThat(file).doesNotExist();
    }

    @Test
    void ensembles_are_written_and_read_in_our_own_format_and_refused_for_deeplearning4j() throws Exception {
        var ensemble = Networks.ensemble(3, LABELS);
        choose("network.seqnet");
        configureWriter(ensemble.getSpec());
        write(ensemble);
        assertThat(read().network()).isEqualTo(ensemble.network());
        assertThat(read().getSpec()).isEqualTo(ensemble.getSpec());

        var file = choose("network.zip");
        writing.format = NetworkFormat.DEEPLEARNING4J;
        var message =
                "Format: the network is an ensemble of 3 networks; the format \"Deeplearning4j\" does not support "
                        + "this.";
        var cure = "Select the format \"Sequence Networks\".";
        assertInvalid(() -> configureWriter(ensemble.getSpec()), message, cure);
        assertFails(() -> write(ensemble), message, cure);
        assertThat(file).doesNotExist();
    }

    static Stream<Arguments> encodersThatDeeplearning4jLacks() {
        var fcn = new TemporalConvolutional(Design.FCN, 2, 1, 3, 1, 0);
        return Stream.of(
                Arguments.of(new Recurrent(Cell.GRU, 1, 2, 0, 0), "has GRU layers"),
                Arguments.of(fcn, "is a Sequence CNN"),
                Arguments.of(new Composition(Recurrent.reference(), fcn), "is a Sequence CNN"),
                Arguments.of(Rocket.ofMost(84, 1, LinearClassifier.RIDGE), "is a Rocket network"));
    }

    @ParameterizedTest
    @MethodSource("encodersThatDeeplearning4jLacks")
    void networks_that_deeplearning4j_lacks_are_refused_before_execution(Encoder encoder, String what) {
        choose("network.zip");
        writing.format = NetworkFormat.DEEPLEARNING4J;
        var spec = new NetworkPortObjectSpec(encoder, HeadKind.CLASSES, "label", Optional.empty(), Optional.empty());

        assertInvalid(
                () -> configureWriter(spec),
                "Format: the network " + what + "; the format \"Deeplearning4j\" does not support this.",
                "Select the format \"Sequence Networks\".");
    }

    @Test
    void independent_labels_are_written_for_deeplearning4j() throws Exception {
        var file = choose("network.zip");
        writing.format = NetworkFormat.DEEPLEARNING4J;
        var independent = Networks.network(INDEPENDENT, LABELS);

        configureWriter(independent.getSpec());
        write(independent);

        try (var content = Files.newInputStream(file)) {
            assertThat(NetworkFormat.titleIn(content)).contains("Deeplearning4j");
        }
    }

    @Test
    void preprocessing_is_kept_in_our_own_format_and_warned_of_in_the_other() throws Exception {
        var preprocessing = LearnerRun.preprocessing(1, Trends.rows(20, 1));
        choose("network.seqnet");
        writing.format = NetworkFormat.SEQUENCE_NETWORKS;
        assertThat(write(preprocessing)).isEmpty();
        assertThat(read().network()).isEqualTo(preprocessing.network());
        assertThat(read().getSpec()).isEqualTo(preprocessing.getSpec());

        choose("network.zip");
        writing.format = NetworkFormat.DEEPLEARNING4J;
        assertThat(write(preprocessing))
                .contains(
                        "The file does not contain the network's preprocessing (scaling: standardized, missing values: "
                                + "previous value, with a mask). Apply it to the sequences before the Deeplearning4j "
                                + "model reads them; the view of the network port lists its numbers.");
    }

    @Test
    void a_name_of_neither_format_is_taken_for_both() throws Exception {
        choose("network.model");
        configureWriter();
        write();
        assertThat(read().network()).isEqualTo(network.network());

        choose("network");
        writing.format = NetworkFormat.DEEPLEARNING4J;
        configureWriter();
        write();
        assertThat(files()).hasSize(2);
    }

    @Test
    void a_network_of_the_other_format_is_not_replaced() throws Exception {
        var file = choose("network");
        write();
        var bytes = Files.readAllBytes(file);
        writing.format = NetworkFormat.DEEPLEARNING4J;
        writing.ifExists = IfExists.OVERWRITE;

        assertFails(
                this::write,
                file + ": the existing file is a network in the format \"Sequence Networks\" and is not "
                        + "overwritten with the format \"Deeplearning4j\". Choose "
                        + "another name, or delete that file first.");
        assertThat(file).hasBinaryContent(bytes);

        Files.delete(file);
        write();
        write(); // the same format again
        writing.format = NetworkFormat.SEQUENCE_NETWORKS;

        assertFails(
                this::write,
                file + ": the existing file is a network in the format \"Deeplearning4j\" and is not "
                        + "overwritten with the format \"Sequence Networks\". Choose "
                        + "another name, or delete that file first.");
    }

    @Test
    void what_is_no_network_is_replaced_whatever_it_holds() throws Exception {
        var file = choose("network");
        writing.ifExists = IfExists.OVERWRITE;
        for (var content : List.of("", "PK", "PK\3\4", "PK\3\4" + "\u0000".repeat(22) + "\u0001\0\0\0\u00ff", "text")) {
            Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));

            write();

            assertThat(read().network()).isEqualTo(network.network());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "network.seqnet, DEEPLEARNING4J, network.zip",
        "a.b/Network.SEQNET, DEEPLEARNING4J, a.b/Network.zip",
        "network.zip, SEQUENCE_NETWORKS, network.seqnet",
        "network.zip, ONNX, network.onnx",
        "network.seqnet, SEQUENCE_NETWORKS, network.seqnet",
        "network.tar.gz, DEEPLEARNING4J, network.tar.gz",
        "network, DEEPLEARNING4J, network",
        "'', DEEPLEARNING4J, ''"
    })
    void the_ending_follows_the_format_that_is_chosen_in_the_dialog(String name, NetworkFormat format, String renamed)
            throws Exception {
        var file = new FileSelection(new FSLocation(FSCategory.RELATIVE, "knime.workflow", name));
        var dialog = new DialogState()
                .with(NetworkWriterParameters.FormatReference.class, format)
                .with(NetworkWriterParameters.FileReference.class, file);

        assertThat(dialog.of(new NetworkWriterParameters.FileOfFormat(), null))
                .isEqualTo(new FileSelection(new FSLocation(FSCategory.RELATIVE, "knime.workflow", renamed)));
    }

    @Test
    void each_format_has_its_extension() {
        assertThat(NetworkFormat.SEQUENCE_NETWORKS.extension()).isEqualTo("seqnet");
        assertThat(NetworkFormat.DEEPLEARNING4J.extension()).isEqualTo("zip");
        assertThat(NetworkFormat.ONNX.extension()).isEqualTo("onnx");
    }
}
