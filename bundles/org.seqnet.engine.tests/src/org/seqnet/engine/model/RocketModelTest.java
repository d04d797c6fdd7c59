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

class RocketModelTest {
    @Test
    void a_rocket_network_comes_back_to_the_bit() throws IOException {
        var rocket = Toys.rocketNetwork();

        var copy = read(written(rocket));

        assertThat(copy).isEqualTo(rocket);
        assertThat(copy.parameters()).isEqualTo(rocket.parameters());
        assertThat(text(rocket))
                .contains(
                        "version=9\n",
                        """
                        architecture=rocket
                        rocket.features=168
                        rocket.timeSteps=12
                        rocket.seed=-5
                        rocket.classifier=RIDGE
                        input.timeSteps=4
                        input.features=2
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=9|version=8|'architecture' is 'rocket', not a known architecture: recurrent, convolutional.",
                "rocket.features=168|rocket.features=100|Number of features: 100 is not a multiple of 84 from 84 to"
                        + " 99960.",
                "rocket.features=168|rocket.features=0|Number of features: 0 is not a multiple of 84 from 84 to"
                        + " 99960.",
                "rocket.features=168|rocket.features=many|'rocket.features' is 'many', not an integer.",
                "rocket.timeSteps=12|rocket.timeSteps=0|'rocket.timeSteps' is '0', not a number of at least 1.",
                "rocket.timeSteps=12|rocket.timeSteps=any|'rocket.timeSteps' is 'any', not a number of at least 1.",
                "rocket.seed=-5|rocket.seed=0.5|'rocket.seed' is '0.5', not an integer.",
                "rocket.seed=-5|seed=-5|'rocket.seed' is missing.",
                "rocket.classifier=RIDGE|rocket.classifier=AUTOMATIC|'rocket.classifier' is 'AUTOMATIC', not one of"
                        + " [RIDGE, LOGISTIC].",
            })
    void a_hostile_rocket_network_is_refused(String from, String to, String fault) {
        var file = CraftedModel.of(Toys.rocketNetwork())
                .withManifestText(text -> text.replace(from, to))
                .withRightManifestSum();

        assertRefused(file.bytes(), "m.net, entry 'manifest.txt': " + fault);
    }

    @Test
    void dilations_for_absurd_lengths_take_no_memory() throws IOException {
        var far = CraftedModel.of(Toys.rocketNetwork())
                .withManifestText(text -> text.replace("rocket.timeSteps=12", "rocket.timeSteps=2147483647"))
                .withRightManifestSum()
                .bytes();

        assertThat(read(far).architecture().title()).isEqualTo("MiniRocket, 168 features, ridge classifier");
    }

    @Test
    void a_deviation_that_is_not_positive_is_refused() {
        var rocket = Toys.rocketNetwork();
        var parameters = rocket.parameters();
        parameters[2 * 168 + 3] = 0;

        assertRefused(
                CraftedModel.of(rocket).withParameters(parameters).bytes(),
                "m.net: Parameter 339 of the network is 0.0, but it is the deviation of a feature and must be "
                        + "positive.");
    }
}
