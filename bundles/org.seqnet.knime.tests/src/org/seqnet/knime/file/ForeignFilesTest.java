package org.seqnet.knime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.node.port.PortObject;
import org.knime.filehandling.core.connections.FSCategory;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.knime.Tables;
import org.seqnet.knime.location.IfExists;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkView;
import org.seqnet.knime.network.Networks;

/** Files for and from other programs, through the nodes. */
class ForeignFilesTest extends NetworkFiles {
    private static final LabelDomain LABELS = LabelDomain.of("car", "person", "tree");

    @Test
    void a_network_of_pytorch_is_read_as_the_settings_say() throws Exception {
        Files.write(choose("weights"), StateDictFile.of(4));
        reading.outputs = OutputMeaning.CLASSES;
        reading.labels = "7\n 3 \n";
        reading.labelType = LabelKind.INTEGER;
        reading.timeSteps = StepsRead.MEAN;
        reading.scaling = ForeignScaling.STANDARDIZE;
        reading.means = "1, 2, 3";
        reading.deviations = "4";

        var read = read();

        assertThat(read.network().labels()).isEqualTo(new LabelDomain(List.of("7", "3"), LabelType.INTEGER));
        assertThat(read.network().architecture().title()).isEqualTo("LSTM, 1 layer of 4 units, mean over time steps");
        var preprocessing = read.network().input().preprocessing();
        assertThat(preprocessing.scale()).isEqualTo(FeatureScale.STANDARDIZE);
        assertThat(preprocessing.shifts()).containsExactly(1, 2, 3);
        assertThat(preprocessing.factors()).containsExactly(0.25, 0.25, 0.25);
        assertThat(read.getSpec().labelColumn()).isEqualTo("label");
    }

    @Test
    void the_view_of_a_network_of_pytorch_tells_no_training() throws Exception {
        Files.write(choose("weights"), StateDictFile.of(3));
        reading.outputs = OutputMeaning.VALUES;
        reading.timeSteps = StepsRead.LAST_STEP;

        assertThat(NetworkView.ofNetwork(read()).toString())
                .contains("\"outcome\":\"Trained by another program; its training history is not known.\"")
                .contains("PyTorch (safetensors)")
                .contains("\"training\":null")
                .doesNotContain("1970");
    }

    @Test
    void settings_for_other_programs_have_no_effect_on_complete_networks_and_a_warning_says_so() throws Exception {
        for (var format : List.of(NetworkFormat.SEQUENCE_NETWORKS, NetworkFormat.ONNX)) {
            var file = choose("network." + format.extension());
            writing.format = format;
            write();
            var warnings = new ArrayList<String>();
            var reader = reader();
            reader.addWarningListener(warning -> warnings.add(warning.getSummary()));

            reader.execute(new PortObject[0], Tables.execution());
            assertThat(warnings).isEmpty();

            reading.labels = "7\n3";
            var read = (NetworkPortObject) reader.execute(new PortObject[0], Tables.execution())[0];
            assertThat(read.network().labels()).isEqualTo(network.network().labels());
            assertThat(warnings)
                    .containsExactly(file + " is a complete network. The settings of \"Networks of other programs\" "
                            + "have no effect.");
            reading.labels = "";
        }
    }

    @Test
    void files_are_read_into_one_array_of_their_size() throws Exception {
        var bytes = new byte[] {1, 2, 3, 4, 5};
        for (long size : new long[] {-1, 0, 3, 5, 9}) {
            var read = NetworkFile.bytes(new ByteArrayInputStream(bytes), size, "net");
            assertThat(read).isEqualTo(ByteBuffer.wrap(bytes));
            if (size == 5) {
                assertThat(read.array()).hasSize(5);
            }
        }
        assertThatThrownBy(() -> NetworkFile.bytes(new ByteArrayInputStream(bytes), 3L << 30, "net"))
                .hasMessage("net: the file is larger than 2 GB, which cannot be read.");
    }

    @Test
    void only_local_files_are_mapped_and_none_on_windows() {
        assertThat(NetworkFile.isMapped(FSCategory.LOCAL, "Linux")).isTrue();
        assertThat(NetworkFile.isMapped(FSCategory.LOCAL, "Windows 11")).isFalse();
        assertThat(NetworkFile.isMapped(FSCategory.RELATIVE, "Linux")).isFalse();
    }

    @Test
    void a_safetensors_file_is_not_replaced_by_another_format() throws Exception {
        var file = choose("network");
        Files.write(file, StateDictFile.of(4));
        writing.format = NetworkFormat.ONNX;
        writing.ifExists = IfExists.OVERWRITE;

        assertFails(
                this::write,
                file + ": the existing file is a network in the format \"safetensors\" and is not overwritten with "
                        + "the format \"ONNX\". Choose another name, or delete that file first.");
        assertThat(file).hasBinaryContent(StateDictFile.of(4));
    }

    @Test
    void what_is_missing_is_named_with_its_setting() throws Exception {
        var file = choose("network.safetensors");
        Files.write(file, StateDictFile.of(4));

        assertFails(
                this::read,
                file + ": the file does not say which time steps its last layer reads. Select it in the setting "
                        + "\"Time steps\".");
        reading.timeSteps = StepsRead.LAST_STEP;
        assertFails(
                this::read,
                file + ": the file does not say what the outputs of the network are. Select it in the setting "
                        + "\"Outputs\".");
    }

    @Test
    void a_damaged_file_of_another_program_is_named() throws Exception {
        var file = choose("network.safetensors");
        Files.write(file, new byte[4]);

        assertFails(this::read, file + ": the file ends after 4 bytes; the length of the header takes 8.");
    }

    @Test
    void numbers_that_are_none_are_refused_before_execution() {
        reading.scaling = ForeignScaling.STANDARDIZE;
        assertThatCode(reading::validate).doesNotThrowAnyException();
        reading.means = "1, x";
        assertInvalid(reading::validate, "Means: 'x' is not a number. Enter numbers such as 0.5, separated by commas.");
        reading.means = "1, 2";
        reading.deviations = "1,2,3";
        assertInvalid(reading::validate, "Means: there are 2 numbers; enter one, or one for each of 3 features.");
        reading.deviations = "0";
        assertInvalid(reading::validate, "Standard deviations: 0.0 is not greater than 0.");
    }

    @Test
    void an_onnx_file_is_written_and_read_again() throws Exception {
        choose("network.onnx");
        writing.format = NetworkFormat.ONNX;

        write();

        var read = read().network();
        assertThat(read.parameters()).isEqualTo(network.network().parameters());
        assertThat(read.labels()).isEqualTo(network.network().labels());
        assertThat(read.provenance()).isEqualTo(network.network().provenance());
    }

    @Test
    void a_label_path_is_written_as_two_onnx_files_or_none() throws Exception {
        var path = Networks.network(new LabelPath(3, 4, 5, List.of(2, 0, 1)), LABELS);
        var file = choose("network.onnx");
        var step = folder.resolve("network-step.onnx");
        writing.format = NetworkFormat.ONNX;

        write(path);
        assertThat(file).isNotEmptyFile();
        assertThat(step).isNotEmptyFile();

        Files.delete(file);
        assertInvalid(() -> configureWriter(path.getSpec()), step + ": the file already exists.");
        assertThat(file).doesNotExist();
    }

    @Test
    void an_onnx_file_is_not_replaced_by_another_format() throws Exception {
        var file = choose("network");
        writing.format = NetworkFormat.ONNX;
        write();
        writing.format = NetworkFormat.SEQUENCE_NETWORKS;
        writing.ifExists = IfExists.OVERWRITE;

        assertFails(
                this::write,
                file + ": the existing file is a network in the format \"ONNX\" and is not overwritten with the "
                        + "format \"Sequence Networks\". Choose another name, or delete that file first.");
    }
}
