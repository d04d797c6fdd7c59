package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.engine.model.ModelFiles.assertRefused;
import static org.seqnet.engine.model.ModelFiles.read;
import static org.seqnet.engine.model.ModelFiles.text;
import static org.seqnet.engine.model.ModelFiles.written;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.network.Toys;

class ConvolutionalModelTest {
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
                "convolutional.denseUnits=5|convolutional.denseUnits=-5|Dense layer units: -5 is not between 1 and"
                        + " 8192.",
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
}
