package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;

class ModelArchiveTest {
    private static final String DAMAGED = "The file is damaged; write it again or get a new copy.";

    private final TrainedNetwork network = Toys.network();

    @Test
    void a_network_comes_back_to_the_bit() throws IOException {
        var copy = read(written(network));

        assertThat(copy).isEqualTo(network);
        assertThat(copy.parameters()).isEqualTo(network.parameters());
        assertThat(copy.updaterState()).isEqualTo(network.updaterState());
        assertThat(copy.provenance()).isEqualTo(network.provenance());
        assertThat(copy.labels().names())
                .containsExactly("plain", "a=b", "back\\slash", "two\nlines", "\u00fcml\u00e4ut", "");
    }

    @Test
    void a_network_without_updater_state_comes_back() throws IOException {
        var plain = with(network.parameters(), new float[0]);

        assertThat(read(written(plain))).isEqualTo(plain);
    }

    @Test
    void a_network_for_any_length_comes_back_as_such() throws IOException {
        var any = Toys.networkForAnyLength();

        assertThat(read(written(any))).isEqualTo(any).isNotEqualTo(network);
        assertThat(text(any)).contains("version=2\n", "input.timeSteps=any\ninput.features=2\n");
    }

    @Test
    void a_network_for_one_length_is_written_as_before_and_read_from_either_version() throws IOException {
        assertThat(text(network)).contains("version=1\n", "input.timeSteps=4\ninput.features=2\n");
        assertThat(read(manifestChanged("version=1", "version=2"))).isEqualTo(network);
    }

    @Test
    void a_network_that_moved_between_devices_remembers_each_epochs_and_others_are_written_as_before()
            throws IOException {
        var moved = Toys.networkFromTwoDevices();

        assertThat(read(written(moved))).isEqualTo(moved);
        assertThat(text(moved)).contains("version=3\n", "device.1=GPU, Toy 1\n").doesNotContain("device.2");
        assertThat(text(network)).doesNotContain("device.1");
    }

    @ParameterizedTest
    @EnumSource(names = {"RNN_TANH", "RNN_RELU"})
    void a_network_of_simple_cells_comes_back_in_a_version_of_its_own(Cell cell) throws IOException {
        var simple = Toys.network(cell);

        assertThat(read(written(simple))).isEqualTo(simple);
        assertThat(text(simple))
                .contains("version=4\n", "recurrent.cell=" + cell + "\n")
                .doesNotContain("forgetGateBias");
        assertThat(text(network)).contains("version=1\n", "recurrent.forgetGateBias=1.0\n");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "recurrent.cell=RNN_TANH|recurrent.cell=GRU9|'recurrent.cell' is 'GRU9', not one of [LSTM, RNN_TANH,"
                        + " RNN_RELU].",
                "recurrent.cell=RNN_TANH|recurrent.cell=LSTM|'recurrent.forgetGateBias' is missing.",
                "steps=12|steps=12 recurrent.forgetGateBias=1|'recurrent.forgetGateBias' is unknown in this "
                        + "version of the format.",
            })
    void a_wrong_field_of_simple_cells_is_refused_by_name(String right, String wrong, String fault) {
        var bytes = CraftedModel.of(Toys.network(Cell.RNN_TANH))
                .withManifestText(text -> text.replace(right, wrong.replace(' ', '\n')))
                .withRightManifestSum()
                .bytes();
        assertRefused(bytes, "m.net, entry 'manifest.txt': " + fault);
    }

    @Test
    void a_convolutional_network_comes_back_to_the_bit() throws IOException {
        var convolutional = Toys.convolutionalNetwork();

        var copy = read(written(convolutional));

        assertThat(copy).isEqualTo(convolutional);
        assertThat(copy.architecture()).isEqualTo(convolutional.architecture());
        assertThat(copy.parameters()).isEqualTo(convolutional.parameters());
        assertThat(text(convolutional))
                .contains(
                        "version=4\n",
                        """
                        architecture=convolutional
                        convolutional.channels=2
                        convolutional.denseUnits=5
                        convolutional.denseDropout=0.5
                        convolutional.blocks=2
                        block.1=3 3 1 2 0.125
                        block.2=4 5 2 1 0.0
                        input.timeSteps=6
                        input.features=12
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=4|version=3|'architecture' is 'convolutional', not a known architecture: recurrent.",
                "architecture=convolutional|architecture=java.lang.Runtime|'architecture' is 'java.lang.Runtime', not"
                        + " a known architecture: recurrent, convolutional.",
                "convolutional.channels=2|convolutional.channels=0|Channels: 0 is not between 1 and 1024.",
                "convolutional.channels=2|convolutional.channels=5|Channels: rows of 12 features cannot be "
                        + "divided into pixels of 5 channels each.",
                "convolutional.denseUnits=5|convolutional.denseUnits=-5|Dense layer units: -5 is not between 1 and 8192.",
                "convolutional.denseDropout=0.5|convolutional.denseDropout=NaN|Dense layer dropout: NaN is not "
                        + "at least 0 and below 1.",
                "convolutional.blocks=2|convolutional.blocks=2147483647|2147483647 convolution blocks declared, "
                        + "2 found.",
                "block.2=4|other.2=4|2 convolution blocks declared, 1 found.",
                "block.2=4 5 2 1 0.0|block.2=4 5 2 1|'block.2' is '4 5 2 1', not a block of five numbers.",
                "block.2=4 5 2 1 0.0|block.2=4 5 2 1 x|'block.2' is '4 5 2 1 x', not a block of five numbers.",
                "block.2=4 5 2 1 0.0|block.2=4 5 2 8 0.0|Convolution block 2: its input images of 3 x 3 x 3 are "
                        + "too small for 8 x 8 pooling with stride 2.",
                "block.2=4 5 2 1 0.0|block.2=4 4 2 1 0.0|Kernel size: 4 is not odd. Enter an odd number.",
                "input.timeSteps=6|input.timeSteps=any|A convolutional network requires images of the same "
                        + "size, but these sequences differ in their number of time steps. Reshape "
                        + "them to the same length, or train a recurrent network.",
            })
    void a_hostile_convolutional_network_is_refused(String from, String to, String fault) {
        var file = CraftedModel.of(Toys.convolutionalNetwork())
                .withManifestText(text -> text.replace(from, to))
                .withRightManifestSum();

        assertRefused(file.bytes(), "m.net, entry 'manifest.txt': " + fault);
    }

    @Test
    void batch_normalization_comes_back_in_a_version_of_its_own() throws IOException {
        var normalized = Toys.normalizedNetwork();

        assertThat(read(written(normalized))).isEqualTo(normalized);
        assertThat(text(normalized))
                .contains("version=5\n", "block.1=3 3 1 2 0.125\nbatchNormalization.1=true\nblock.2=");
        assertThat(text(Toys.convolutionalNetwork())).doesNotContain("batchNormalization");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=5|version=4|'batchNormalization.1' is unknown in this version of the format.",
                "batchNormalization.1=true|batchNormalization.1=1|'batchNormalization.1' is '1', not true or false.",
                "batchNormalization.1=true|batchNormalization.3=true|'batchNormalization.3' is unknown in this "
                        + "version of the format.",
            })
    void hostile_batch_normalization_is_refused(String from, String to, String fault) {
        var file = CraftedModel.of(Toys.normalizedNetwork())
                .withManifestText(text -> text.replace(from, to))
                .withRightManifestSum();

        assertRefused(file.bytes(), "m.net, entry 'manifest.txt': " + fault);
    }

    @Test
    void a_convolutional_network_of_absurd_size_is_refused_before_anything_is_allocated() {
        var file = CraftedModel.of(Toys.convolutionalNetwork())
                .withManifestText(text -> text.replace("input.timeSteps=6", "input.timeSteps=100000000")
                        .replace("block.1=3 3", "block.1=1024 15"))
                .withRightManifestSum();

        assertRefused(
                file.bytes(),
                "m.net, entry 'manifest.txt': Convolution block 1: its output images of 100000000 x 6 x 1024 "
                        + "for input images of 100000000 x 6 x 2 exceed the maximum of 2^31 - 9 "
                        + "values. Use fewer filters, a larger stride or smaller images.");
    }

    @ParameterizedTest
    @CsvSource({"INTEGER, -7, 12", "LONG, 1099511627776, 3", "BOOLEAN, false, true"})
    void the_type_of_labels_comes_back_and_text_is_written_as_before(LabelType type, String one, String other)
            throws IOException {
        var typed = Toys.network(new LabelDomain(List.of(one, other), type));
        var plain = Toys.network(LabelDomain.of(one, other));

        assertThat(read(written(typed))).isEqualTo(typed).isNotEqualTo(plain);
        assertThat(text(typed)).contains("version=6\n", "labels.type=" + type + "\nlabels=2\nlabel.1=" + one + "\n");
        assertThat(read(written(plain))).isEqualTo(plain);
        assertThat(text(plain)).contains("version=1\n").doesNotContain("labels.type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=6|version=5|'labels.type' is unknown in this version of the format.",
                "labels.type=INTEGER|labels.type=FLOAT|'labels.type' is 'FLOAT', not one of [TEXT, INTEGER, LONG,"
                        + " BOOLEAN].",
                "label.2=12|label.2=twelve|Label 'twelve' is not a 32-bit integer, the type of the labels.",
                "labels.type=INTEGER|labels.type=BOOLEAN|Label '-7' is not a boolean, the type of the labels.",
            })
    void a_wrong_type_of_labels_is_refused_by_name(String right, String wrong, String fault) {
        var bytes = CraftedModel.of(Toys.network(new LabelDomain(List.of("-7", "12"), LabelType.INTEGER)))
                .withManifestText(text -> text.replace(right, wrong))
                .withRightManifestSum()
                .bytes();

        assertRefused(bytes, "m.net, entry 'manifest.txt': " + fault);
    }

    @Test
    void a_network_that_reached_its_accuracy_comes_back_and_others_are_written_as_before() throws IOException {
        var reached = Toys.networkThatReachedAccuracy();

        assertThat(read(written(reached))).isEqualTo(reached).isNotEqualTo(network);
        assertThat(text(reached))
                .contains("version=5\n", "training.stopAtAccuracy=0.5\n", "training.stopReason=REACHED_ACCURACY\n");
        assertThat(text(network)).contains("version=1\n").doesNotContain("stopAtAccuracy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=5|version=4|'training.stopReason' is 'REACHED_ACCURACY', not one of [ALL_EPOCHS_DONE,"
                        + " STOPPED_EARLY, STOPPED_ON_REQUEST].",
                "training.stopAtAccuracy=0.5|training.stop=0.5|'training.stopReason' is 'REACHED_ACCURACY', not one of"
                        + " [ALL_EPOCHS_DONE, STOPPED_EARLY, STOPPED_ON_REQUEST].",
                "training.stopAtAccuracy=0.5|training.stopAtAccuracy=half|'training.stopAtAccuracy' is 'half', not a"
                        + " number.",
                "training.stopAtAccuracy=0.5|training.stopAtAccuracy=50|Target accuracy: 50.0 is not "
                        + "greater than 0 and at most 1.",
            })
    void a_wrong_accuracy_to_stop_at_is_refused_by_name(String right, String wrong, String fault) {
        var bytes = CraftedModel.of(Toys.networkThatReachedAccuracy())
                .withManifestText(text -> text.replace(right, wrong))
                .withRightManifestSum()
                .bytes();

        assertRefused(bytes, "m.net, entry 'manifest.txt': " + fault);
    }

    private static String text(TrainedNetwork network) throws IOException {
        return new String(written(network), StandardCharsets.ISO_8859_1);
    }

    @Test
    void equal_networks_give_equal_bytes() throws IOException {
        var bytes = written(network);

        assertThat(written(Toys.network())).isEqualTo(bytes);
        assertThat(written(read(bytes))).isEqualTo(bytes);
    }

    @Test
    void streams_stay_open() throws IOException {
        var closed = new ArrayList<String>();
        var bytes = new ByteArrayOutputStream();
        ModelArchive.write(network, new FilterOutputStream(bytes) {
            @Override
            public void close() {
                closed.add("out");
            }
        });
        ModelArchive.read(
                new FilterInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
                    @Override
                    public void close() {
                        closed.add("in");
                    }
                },
                "m");

        assertThat(closed).isEmpty();
    }

    @Test
    void arrays_do_not_leak() {
        network.parameters()[0] = 99;
        network.updaterState()[0] = 99;

        assertThat(network).isEqualTo(Toys.network());
    }

    @Test
    void a_file_that_is_no_zip_is_refused() {
        assertRefused(
                "hello".getBytes(),
                "m.net is not a network file: it does not start like a zip file. Select a file written by the "
                        + "Network Writer.");
    }

    @Test
    void another_zip_file_is_refused() {
        assertRefused(
                CraftedModel.of(network).withoutEntry("manifest.txt").bytes(),
                "m.net is not a network file: it is a zip file whose first entry is 'parameters.f32'. Select a "
                        + "file written by the Network Writer.");
    }

    @Test
    void a_deeplearning4j_file_is_refused_with_the_reason() throws IOException {
        var file = new ByteArrayOutputStream();
        DeeplearningFile.write(network, file);

        assertRefused(
                file.toByteArray(),
                "m.net is a Deeplearning4j file. Such files are meant for other programs and are not supported "
                        + "because reading them can run code hidden in them. Select a file in the "
                        + "Sequence Networks format, or write the network again in that format.");
    }

    @Test
    void the_name_of_the_labels_is_kept() throws IOException {
        var named = network.withLabelName("kind of\nclothing");

        assertThat(read(written(named))).isEqualTo(named).isNotEqualTo(network);
        assertThat(read(written(named)).labelName()).isEqualTo("kind of\nclothing");
        assertThat(network.labelName()).isEmpty();
    }

    @Test
    void a_file_cut_anywhere_is_refused() throws IOException {
        var bytes = written(network);
        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut))
                    .as("cut to " + length)
                    .isInstanceOf(MalformedModelException.class)
                    .hasMessageStartingWith("m.net");
        }
    }

    @Test
    void a_file_cut_in_its_parameters_says_so() throws IOException {
        var bytes = written(network);
        int parametersEnd = CraftedModel.of(network).offsetAfter(ModelFormat.PARAMETERS);

        assertRefused(
                Arrays.copyOf(bytes, parametersEnd - 8),
                "m.net, entry 'parameters.f32': the file ends within its 720 bytes. " + DAMAGED);
    }

    @Test
    void bytes_after_the_end_are_refused() throws IOException {
        var bytes = written(network);

        assertRefused(
                Arrays.copyOf(bytes, bytes.length + 1),
                String.format(
                        Locale.ROOT, "m.net has extra bytes after its end at byte %,d. %s", bytes.length, DAMAGED));
    }

    @Test
    void a_changed_byte_anywhere_but_in_zip_headers_is_refused() throws IOException {
        var content = CraftedModel.of(network);
        for (int at = 0; at < 200; at++) {
            var bytes = content.withByteFlipped(ModelFormat.PARAMETERS, at)
                    .withRightZipSums()
                    .bytes();
            assertRefused(
                    bytes,
                    "m.net, entry 'parameters.f32': the content does not match the checksum in the manifest. "
                            + DAMAGED);
        }
    }

    @Test
    void a_changed_manifest_is_refused() {
        assertRefused(
                CraftedModel.of(network)
                        .withManifestText(text -> text.replace("a=b", "a=c"))
                        .bytes(),
                "m.net, entry 'manifest.txt': the checksum in its last line does not match its content. " + DAMAGED);
    }

    @Test
    void wrong_zip_checksums_are_refused() throws IOException {
        var bytes = written(network);
        int parametersEnd = CraftedModel.of(network).offsetAfter(ModelFormat.PARAMETERS);
        bytes[parametersEnd - 1] ^= 1;

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(MalformedModelException.class)
                .hasMessage("m.net, entry 'parameters.f32': the zip file is damaged. " + DAMAGED);
    }

    @Test
    void an_extra_entry_is_refused() {
        assertRefused(
                CraftedModel.of(network).withEntry("extra.txt", new byte[3]).bytes(),
                "m.net: entry 'extra.txt' does not belong in a network file.");
    }

    @Test
    void a_path_that_leads_elsewhere_is_refused() {
        assertRefused(
                CraftedModel.of(network)
                        .withEntryRenamed(ModelFormat.PARAMETERS, "../../etc/passwd")
                        .bytes(),
                "m.net: found entry '../../etc/passwd' where 'parameters.f32' is expected.");
    }

    @Test
    void a_missing_entry_is_refused() {
        assertRefused(
                CraftedModel.of(network).withoutEntry(ModelFormat.UPDATER).bytes(),
                "m.net: entry 'updater.f32' is missing. " + DAMAGED);
    }

    @Test
    void a_compressed_entry_is_refused_so_that_no_bomb_goes_off() {
        assertRefused(
                CraftedModel.of(network)
                        .withEntryCompressed(ModelFormat.PARAMETERS)
                        .bytes(),
                "m.net, entry 'parameters.f32': it is compressed, but this format does not allow compression.");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "version=1|version=7|version 7 of the format is not supported; this version of Sequence "
                        + "Networks supports versions 1 to 6.",
                "input.timeSteps=4|input.timeSteps=any|'input.timeSteps' is 'any', not an integer.",
                "input.timeSteps=4|input.timeSteps=-1|'input.timeSteps' is -1, not at least 1.",
                "format=seq-net model|format=other|the format is 'other', not 'seq-net model'.",
                "architecture=recurrent|architecture=java.lang.Runtime|'architecture' is 'java.lang.Runtime', not a"
                        + " known architecture: recurrent.",
                "recurrent.cell=LSTM|recurrent.cell=GRU9|'recurrent.cell' is 'GRU9', not one of [LSTM].",
                "recurrent.cell=LSTM|recurrent.cell=RNN_TANH|'recurrent.cell' is 'RNN_TANH', not one of [LSTM].",
                "recurrent.layers=2|recurrent.layers=-2|Layers: -2 is not between 1 and 16.",
                "recurrent.layers=2|recurrent.layers=two|'recurrent.layers' is 'two', not an integer.",
                "input.features=2|input.features=0|A sequence has at least one time step and one feature, not 4 x 0.",
                "labels=6|labels=7|7 labels declared, 6 found.",
                "label.2=a=b|label.2=plain|Label 'plain' occurs twice in the list of labels.",
                "steps=12|stops=12|'steps' is missing.",
                "steps=12|steps=12\\nsteps=13|line 19: 'steps' occurs twice.",
                "steps=12|steps=12\\nmore=1|'more' is unknown in this version of the format.",
                "steps=12|steps|line 18: not in the form key=value.",
                "label.4=two\\nlines|label.4=two\\xlines|line 15: a backslash is not followed by \\, n or r.",
                "training.shuffle=true|training.shuffle=yes|'training.shuffle' is 'yes', not true or false.",
                "training.batchSize=100|training.batchSize=0|Batch size: 0 is not at least 1.",
                "provenance.trainedAt=2026|provenance.trainedAt=now|'provenance.trainedAt' is 'now-02-03T04:05:06Z',"
                        + " not a time such as 2026-01-31T12:00:00Z.",
                "epoch.2=0.2|epoch.2=0.2 0.2|'epoch.2' is '0.2 0.2 0.25 7 1.0E9 0.5 0.8', not four or six numbers.",
            })
    void a_wrong_field_is_refused_by_name(String right, String wrong, String fault) {
        var bytes = CraftedModel.of(network)
                .withManifestText(text -> {
                    assertThat(text).contains(right);
                    return text.replace(right, wrong.replace("steps=12\\n", "steps=12\n"));
                })
                .withRightManifestSum()
                .bytes();
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(MalformedModelException.class)
                .extracting(Throwable::getMessage)
                .isIn("m.net, entry 'manifest.txt': " + fault, "m.net, entry 'manifest.txt', " + fault);
    }

    @Test
    void parameters_of_another_architecture_are_refused() {
        assertRefused(
                manifestChanged("recurrent.hiddenUnits=3", "recurrent.hiddenUnits=4"),
                "m.net, entry 'parameters.f32': 720 bytes are declared, but 286 floats require 1,144.");
    }

    @Test
    void more_parameters_than_fit_are_refused_before_anything_is_allocated() {
        assertRefused(
                manifestChanged("recurrent.hiddenUnits=3", "recurrent.hiddenUnits=8192"),
                "m.net, entry 'manifest.txt': LSTM, 2 layers of 8192 units for sequences of 4 time steps x 2 features "
                        + "and 6 labels has 805,486,598 parameters; the maximum is 250,000,000.");
    }

    @Test
    void a_huge_announcement_allocates_no_more_than_the_file_holds() {
        // 134 million parameters, 537 MB, announced by manifest and zip header alike; the file has a few hundred bytes.
        var bytes = CraftedModel.of(network)
                .withManifestText(text -> text.replace("recurrent.hiddenUnits=3", "recurrent.hiddenUnits=4000")
                        .replace("recurrent.layers=2", "recurrent.layers=1"))
                .withRightManifestSum()
                .withAnnouncedBytes(ModelFormat.PARAMETERS, 4 * 64_072_006L)
                .bytes();

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(MalformedModelException.class)
                .hasMessage("m.net, entry 'parameters.f32': the file ends within its 256,288,024 bytes. " + DAMAGED);
    }

    @Test
    void parameters_that_are_no_numbers_are_refused() {
        var parameters = network.parameters();
        parameters[5] = Float.NaN;
        assertRefused(
                CraftedModel.of(network).withParameters(parameters).bytes(),
                "m.net: Parameter 5 of the network is NaN, not a finite number.");
    }

    @Test
    void a_negative_variance_is_refused() {
        var normalized = Toys.normalizedNetwork();
        var parameters = normalized.parameters();
        // Behind 54 weights, three gammas, three betas and three means.
        parameters[64] = -0.5f;
        assertRefused(
                CraftedModel.of(normalized).withParameters(parameters).bytes(),
                "m.net: Parameter 64 of the network is -0.5, but it is a moving variance of convolution block 1 "
                        + "and must not be negative.");
    }

    @Test
    void an_updater_state_that_fits_no_updater_is_refused() {
        assertRefused(
                manifestChanged("updater.size=360", "updater.size=541"),
                "m.net, entry 'manifest.txt': an optimizer state of 541 numbers does not match 180 parameters.");
    }

    private byte[] manifestChanged(String right, String wrong) {
        return CraftedModel.of(network)
                .withManifestText(text -> text.replace(right, wrong))
                .withRightManifestSum()
                .bytes();
    }

    private TrainedNetwork with(float[] parameters, float[] updaterState) {
        return new TrainedNetwork(
                network.architecture(),
                network.inputShape(),
                network.labels(),
                parameters,
                updaterState,
                network.steps(),
                network.provenance());
    }

    private static void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(MalformedModelException.class)
                .hasMessage(message);
    }

    private static TrainedNetwork read(byte[] bytes) throws IOException {
        return ModelArchive.read(new ByteArrayInputStream(bytes), "m.net");
    }

    private static byte[] written(TrainedNetwork network) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ModelArchive.write(network, bytes);
        return bytes.toByteArray();
    }
}
