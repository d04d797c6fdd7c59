package org.seqnet.engine.kernel.rocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

/** Features of random sequences against a plain convolution. */
class RocketFeaturesTest {

    @ParameterizedTest(name = "dilations for {0} steps, sequences of {1} x {2}")
    @CsvSource({
        "40, 40, 1",
        "40, 41, 1",
        "40, 7, 1",
        "40, 1, 1",
        "3, 3, 1",
        "3, 30, 1",
        "200, 5, 1",
        "40, 40, 2",
        "40, 33, 12",
        "40, 3, 12",
        "9, 9, 6"
    })
    void features_are_those_of_a_plain_convolution(int reference, int timeSteps, int inputs) {
        var rocket = new Rocket(84 * 20, reference, 7, LinearClassifier.RIDGE);
        var stream = new SeedStream(reference + timeSteps, Purpose.ORDER);
        var sequence = new float[timeSteps][inputs];
        var flat = new float[timeSteps * inputs];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) stream.nextGaussian();
            sequence[i / inputs][i % inputs] = flat[i];
        }
        var biases = new float[rocket.features()];
        for (int i = 0; i < biases.length; i++) {
            biases[i] = (float) (3 * stream.nextGaussian());
        }
        var features = new float[rocket.features()];

        assertThat(new RocketFeatures(rocket, inputs).of(flat, timeSteps, biases, features))
                .isTrue();

        var plain = new PlainRocket(rocket, inputs);
        int feature = 0;
        for (int d = 0; d < rocket.dilations().size(); d++) {
            for (int kernel = 0; kernel < 84; kernel++) {
                for (int i = 0; i < rocket.dilations().get(d).biases(); i++, feature++) {
                    int[] above = plain.above(sequence, d, kernel, biases[feature]);
                    assertThat(features[feature])
                            .as("feature %d", feature)
                            .isEqualTo(above[0] / (float) above[1], within(1e-6f));
                }
            }
        }
        assertThat(feature).isEqualTo(rocket.features());
    }

    @Test
    void a_sequence_does_not_depend_on_those_before() {
        var rocket = new Rocket(168, 30, 7, LinearClassifier.RIDGE);
        var biases = new float[168];
        var longer = new float[60];
        var shorter = new float[20];
        var stream = new SeedStream(1, Purpose.ORDER);
        for (int i = 0; i < 60; i++) {
            longer[i] = (float) stream.nextGaussian();
            shorter[i % 20] = longer[i];
        }
        var alone = new float[168];
        var after = new float[168];
        new RocketFeatures(rocket, 2).of(shorter, 10, biases, alone);
        var used = new RocketFeatures(rocket, 2);
        used.of(longer, 30, biases, after);
        used.of(shorter, 10, biases, after);

        assertThat(after).isEqualTo(alone);
    }

    @ParameterizedTest
    @CsvSource({"NaN, false", "Infinity, false", "-3e37, false", "1e36, true"})
    void a_value_that_makes_sums_infinite_is_told(float value, boolean isFinite) {
        var rocket = new Rocket(84, 3, 7, LinearClassifier.RIDGE);

        assertThat(new RocketFeatures(rocket, 1).of(new float[] {1, value, 2}, 3, new float[84], new float[84]))
                .isEqualTo(isFinite);
    }
}
