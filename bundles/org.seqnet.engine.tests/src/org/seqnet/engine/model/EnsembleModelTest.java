package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.engine.model.ModelFiles.assertRefused;
import static org.seqnet.engine.model.ModelFiles.manifestChanged;
import static org.seqnet.engine.model.ModelFiles.read;
import static org.seqnet.engine.model.ModelFiles.text;
import static org.seqnet.engine.model.ModelFiles.written;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.trained.TrainedNetwork;

class EnsembleModelTest {
    private static final String MANIFEST = "m.net, entry 'manifest.txt': ";

    static Stream<TrainedNetwork> ensembles() {
        return Stream.of(
                Toys.ensemble(Toys.network(), 3),
                Toys.ensemble(Toys.normalizedNetwork(), 2),
                Toys.ensemble(Toys.independentLabels(), 2),
                Toys.ensemble(Toys.networkForAnyLength(), 100));
    }

    @ParameterizedTest
    @MethodSource("ensembles")
    void ensembles_come_back_to_the_bit(TrainedNetwork ensemble) throws IOException {
        assertThat(read(written(ensemble))).isEqualTo(ensemble);
        assertThat(text(ensemble))
                .contains("version=9\n", "members=" + ensemble.architecture().members() + "\n");
    }

    @Test
    void other_networks_have_no_such_field() throws IOException {
        assertThat(text(Toys.network())).doesNotContain("members", "version=9");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "101", "2147483647"})
    void a_number_outside_its_range_is_refused(String members) {
        assertRefused(
                manifestChanged(Toys.ensemble(Toys.network(), 3), "members=3", "members=" + members),
                MANIFEST + "Ensemble members: " + members + " is not between 1 and 100.");
    }

    @Test
    void what_is_no_number_is_refused() {
        assertRefused(
                manifestChanged(Toys.ensemble(Toys.network(), 3), "members=3", "members=three"),
                MANIFEST + "'members' is 'three', not an integer.");
    }

    @Test
    void another_number_of_members_does_not_fit_the_parameters() {
        // 180 parameters each
        assertRefused(
                manifestChanged(Toys.ensemble(Toys.network(), 3), "members=3", "members=4"),
                "m.net, entry 'parameters.f32': 2,160 bytes are declared, but 720 floats require 2,880.");
    }

    @Test
    void version_8_knows_no_ensembles() {
        assertRefused(
                manifestChanged(Toys.ensemble(Toys.network(), 3), "version=9", "version=8"),
                MANIFEST + "'members' is unknown in this version of the format.");
    }

    @Test
    void paths_of_labels_have_one_member() {
        assertRefused(
                manifestChanged(Toys.labelPath(), "version=7\n", "version=9\nmembers=2\n"),
                MANIFEST + "Ensemble members: 2 is not 1; a network that predicts label paths cannot be an ensemble.");
    }

    @Test
    void a_negative_variance_of_any_member_is_refused() {
        var ensemble = Toys.ensemble(Toys.normalizedNetwork(), 2);
        var parameters = ensemble.parameters();
        int count = parameters.length / 2;
        // 3 filters over 3 x 3 x 2 values, 3 gammas, 3 betas, 3 means, 3 variances
        parameters[count + 54 + 9 + 1] = -1;
        assertThatThrownBy(() -> new TrainedNetwork(
                        ensemble.architecture(),
                        ensemble.input(),
                        ensemble.labels(),
                        parameters,
                        new float[0],
                        0,
                        ensemble.provenance()))
                .hasMessage("Ensemble member 2: Parameter 64 of the network is -1.0, but it is a moving variance of "
                        + "convolution block 1 and must not be negative.");
    }
}
