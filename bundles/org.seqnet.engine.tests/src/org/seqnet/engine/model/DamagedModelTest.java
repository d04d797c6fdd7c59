package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.engine.model.ModelFiles.assertRefused;
import static org.seqnet.engine.model.ModelFiles.manifestChanged;
import static org.seqnet.engine.model.ModelFiles.read;
import static org.seqnet.engine.model.ModelFiles.written;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.export.DeeplearningFile;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.trained.TrainedNetwork;

class DamagedModelTest {
    private static final String DAMAGED = "The file is damaged; write it again or get a new copy.";

    private final TrainedNetwork network = Toys.network();

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
                "version=1|version=13|version 13 of the format is not supported; this version of Sequence "
                        + "Networks supports versions 1 to 12.",
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
                manifestChanged(network, "recurrent.hiddenUnits=3", "recurrent.hiddenUnits=4"),
                "m.net, entry 'parameters.f32': 720 bytes are declared, but 286 floats require 1,144.");
    }

    @Test
    void more_parameters_than_fit_are_refused_before_anything_is_allocated() {
        assertRefused(
                manifestChanged(network, "recurrent.hiddenUnits=3", "recurrent.hiddenUnits=8192"),
                "m.net, entry 'manifest.txt': LSTM, 2 layers of 8192 units for sequences of 4 time steps x 2 "
                        + "features and 6 labels has 805,486,598 parameters; the maximum is "
                        + "250,000,000.");
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
    void an_updater_state_that_fits_no_updater_is_refused() {
        assertRefused(
                manifestChanged(network, "updater.size=360", "updater.size=541"),
                "m.net, entry 'manifest.txt': an optimizer state of 541 numbers does not match 180 parameters.");
    }
}
