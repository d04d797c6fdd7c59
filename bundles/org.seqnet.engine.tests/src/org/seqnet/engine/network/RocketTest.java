package org.seqnet.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.ParameterBlock.Kind;
import org.seqnet.engine.sequence.SequenceShape;

class RocketTest {
    private static final Rocket USUAL = Rocket.ofMost(10_000, 42, LinearClassifier.AUTOMATIC);

    @Test
    void ten_thousand_features_are_119_of_each_of_84_kernels() {
        assertThat(USUAL.features()).isEqualTo(9996).isEqualTo(84 * 119);
        assertThat(USUAL.outputs()).isEqualTo(9996);
        assertThat(IntStream.range(0, 84).mapToObj(Rocket::places).map(Arrays::toString))
                .hasSize(84)
                .doesNotHaveDuplicates()
                .startsWith("[0, 1, 2]", "[0, 1, 3]")
                .endsWith("[6, 7, 8]");
    }

    /** Computed by the formulas of the paper: 32 powers of 2 with even exponents up to log2((length - 1) / 8). */
    @ParameterizedTest(name = "{0} steps, {1} features")
    @CsvSource(
            delimiter = '|',
            value = {
                "1  | 10000 | 1:119",
                "9  | 10000 | 1:119",
                "24 | 10000 | 1:79 2:40",
                "25 | 10000 | 1:75 2:41 3:3",
                "100| 10000 | 1:34 2:19 3:15 4:8 5:12 6:4 7:8 8:7 9:3 10:3 11:3 12:3",
                "150| 10000 | 1:30 2:15 3:12 4:12 5:4 6:8 7:8 8:4 9:4 10:4 11:3 12:3 14:3 15:3 16:3 18:3",
                "150| 84    | 1:1",
                "150| 400   | 1:1 2:1 7:1 18:1"
            })
    void dilations_and_their_features_are_those_of_the_paper(int timeSteps, int features, String expected) {
        var dilations = Rocket.ofMost(features, 1, LinearClassifier.RIDGE)
                .fitted(timeSteps, LinearClassifier.RIDGE)
                .dilations();

        assertThat(dilations.stream()
                        .map(dilation -> dilation.steps() + ":" + dilation.biases())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        assertThat(84 * dilations.stream().mapToInt(Dilation::biases).sum()).isEqualTo(features / 84 * 84);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 100})
    void kernels_read_different_features_few_more_often_than_many(int inputs) {
        var rocket = USUAL.fitted(100, LinearClassifier.RIDGE);
        int[][] channels = rocket.channels(inputs);

        assertThat(channels).hasNumberOfRows(12 * 84);
        assertThat(channels).isDeepEqualTo(rocket.channels(inputs));
        for (var read : channels) {
            assertThat(read).doesNotHaveDuplicates().hasSizeBetween(1, Math.min(inputs, 9));
            assertThat(Arrays.stream(read)).allMatch(channel -> channel >= 0 && channel < inputs);
        }
        assertThat(Arrays.stream(channels).flatMapToInt(Arrays::stream).distinct())
                .hasSize(inputs);
        long one = Arrays.stream(channels).filter(read -> read.length == 1).count();
        // the logarithm of the number is spread evenly from 0 to that of one more than the most
        double share = Math.log(2) / Math.log(Math.min(inputs, 9) + 1);
        assertThat((double) one / channels.length).isBetween(share - 0.06, share + 0.06);
    }

    @Test
    void the_seed_decides_on_what_kernels_read() {
        var other = Rocket.ofMost(10_000, 43, LinearClassifier.RIDGE).fitted(100, LinearClassifier.RIDGE);

        assertThat(Arrays.deepEquals(
                        other.channels(6),
                        USUAL.fitted(100, LinearClassifier.RIDGE).channels(6)))
                .isFalse();
    }

    @Test
    void it_tells_its_layers_parameters_and_operations() {
        var rocket = USUAL.fitted(24, LinearClassifier.RIDGE);
        var shape = new SequenceShape(24, 1);

        assertThat(rocket.title()).isEqualTo("MiniRocket, 9,996 features, ridge classifier");
        assertThat(rocket.fitted(24, LinearClassifier.LOGISTIC).title())
                .isEqualTo("MiniRocket, 9,996 features, logistic regression");
        assertThat(rocket.layers(shape))
                .containsExactly(
                        new LayerSummary("rocket", "84 kernels at 2 dilations, share above bias", 1, 9996, 3 * 9996));
        assertThat(rocket.parameters(shape)).isEqualTo(List.of(new ParameterBlock(3 * 9996, Kind.STATISTICS)));
        assertThat(new Architecture(rocket, new Classes(2)).parameterCount(shape))
                .isEqualTo(3 * 9996 + 2 * 9997);
        assertThat(rocket.operations(shape)).isEqualTo(2L * 2 * 84 * 9 * 24);
        assertThat(USUAL.operations(shape)).isEqualTo(rocket.operations(shape));
        assertThat(USUAL.layers(shape))
                .containsExactly(new LayerSummary("rocket", "84 kernels, share above bias", 1, 9996, 3 * 9996));
        assertThat(rocket.drops()).isFalse();
        assertThat(rocket.undropped()).isEqualTo(rocket);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {83, 100_001, -1})
    void a_number_of_features_outside_its_range_is_refused(int features) {
        assertThatThrownBy(() -> Rocket.ofMost(features, 1, LinearClassifier.RIDGE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Number of features: " + features + " is not between 84 and 100000.");
    }

    @Test
    void features_that_are_no_multiple_of_the_kernels_are_refused() {
        assertThatThrownBy(() -> new Rocket(10_000, 1, 1, LinearClassifier.RIDGE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Number of features: 10000 is not a multiple of 84 from 84 to 99960.");
        assertThatThrownBy(() -> new Rocket(84, -1, 1, LinearClassifier.RIDGE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Reference time steps: -1 is negative.");
    }

    @Test
    void it_is_no_network_to_train_further_nor_gets_weights_of_one() {
        var lstm = Recurrent.reference();

        assertThatThrownBy(() -> lstm.requireWeightsOf(USUAL))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The connected network is MiniRocket, which is fitted at once and cannot be trained "
                        + "further; the settings specify LSTM, 2 layers of 128 units.");
        assertThatThrownBy(() -> USUAL.requireWeightsOf(USUAL))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("MiniRocket is fitted at once and cannot be trained further. Train a new network.");
    }
}
