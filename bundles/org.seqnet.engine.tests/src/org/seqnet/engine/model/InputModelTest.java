package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

class InputModelTest {
    private static final Preparation PREPARATION = Preparation.UNKNOWN
            .withFeatures(List.of("a=b", "two\nlines"))
            .with(Preparation.SCALING, "0 to 255 becomes 0 to 1");
    private static final Preprocessing PREPROCESSING = new Preprocessing(
            FeatureScale.ROBUST,
            new double[] {0.1, -1e300},
            new double[] {1 / 3.0, 0},
            Filling.PREVIOUS,
            new double[] {5, Double.MIN_VALUE},
            false);

    @Test
    void preprocessing_and_preparation_come_back_to_the_bit() throws IOException {
        var network = network();
        var file = written(network);

        assertThat(ModelArchive.read(new ByteArrayInputStream(file), "m.net")).isEqualTo(network);
        assertThat(network).isNotEqualTo(Toys.network());
        assertThat(new String(file, "UTF-8"))
                .contains("version=8\n", "input.scale=ROBUST\ninput.shifts=0.1 -1.0E300\n", "input.mask=false\n");
    }

    @Test
    void a_network_without_either_has_no_field_of_them() throws IOException {
        assertThat(new String(written(Toys.network()), "UTF-8"))
                .doesNotContain("version=8", "input.preparation", "input.scale", "input.filling");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "input.scale=ROBUST|input.scale=LARGE|'input.scale' is 'LARGE', not one of [NONE, BYTES, STANDARDIZE, "
                        + "RANGE, ROBUST].",
                "input.shifts=0.1 -1.0E300|input.shifts=0.1  2|'input.shifts' is '0.1  2', not a list of numbers.",
                "input.shifts=0.1 -1.0E300|input.shifts=1 NaN|The preprocessing of a network must have finite numbers.",
                "input.shifts=0.1 -1.0E300|input.shifts=1|The preprocessing of a network must have as many shifts as "
                        + "factors.",
                "input.mask=false|input.mask=maybe|'input.mask' is 'maybe', not true or false.",
                "input.filling=PREVIOUS|input.filling=NONE|The preprocessing of a network must have means if it fills "
                        + "in missing values, else none.",
                "version=8|version=7|'input.preparation' is unknown in this version of the format.",
                "input.preparation=feature|input.preparation=other|not a preparation of sequences.",
            })
    void a_fault_is_named(String right, String wrong, String fault) {
        var bytes = CraftedModel.of(network())
                .withManifestText(text -> {
                    assertThat(text).contains(right);
                    return text.replace(right, wrong);
                })
                .withRightManifestSum()
                .bytes();
        assertThatThrownBy(() -> ModelArchive.read(new ByteArrayInputStream(bytes), "m.net"))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageStartingWith("m.net, entry 'manifest.txt': ")
                .hasMessageEndingWith(fault);
    }

    private static TrainedNetwork network() {
        var plain = Toys.network();
        return new TrainedNetwork(
                plain.architecture(),
                new NetworkInput(plain.inputShape(), PREPARATION, PREPROCESSING),
                plain.labels(),
                plain.parameters(),
                plain.updaterState(),
                plain.steps(),
                plain.provenance());
    }

    private static byte[] written(TrainedNetwork network) throws IOException {
        var file = new ByteArrayOutputStream();
        ModelArchive.write(network, file);
        return file.toByteArray();
    }
}
