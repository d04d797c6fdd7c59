package org.seqnet.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SequenceShape;

class ArchitectureTest {
    private static final SequenceShape DIGIT = new SequenceShape(28, 28);
    private static final LayerSummary OUTPUT =
            new LayerSummary("output", "linear, softmax, cross-entropy", 128, 10, 1_290);

    @Test
    void the_head_comes_after_the_encoders_layers() {
        for (var encoder : List.of(Recurrent.reference(), Convolutional.reference())) {
            var layers = new Architecture(encoder, new Classes(10)).layers(DIGIT);

            assertThat(layers.subList(0, layers.size() - 1)).isEqualTo(encoder.layers(DIGIT));
            assertThat(layers.get(layers.size() - 1)).isEqualTo(OUTPUT);
        }
    }

    @Test
    void parameters_and_operations_count_all_layers() {
        var recurrent = new Architecture(Recurrent.reference(), new Classes(10));
        assertThat(recurrent.parameterCount(DIGIT)).isEqualTo(213_258);
        // 28 steps of 512 sums over 156 and 256 values, then 10 sums over 128.
        assertThat(recurrent.operations(DIGIT)).isEqualTo(2 * (28 * 512 * (156 + 256) + 10 * 128));

        var convolutional = new Architecture(Convolutional.reference(), new Classes(10));
        assertThat(convolutional.parameterCount(DIGIT)).isEqualTo(421_642);
        assertThat(convolutional.operations(DIGIT))
                .isEqualTo(2 * (28 * 28 * 32 * 9 + 14 * 14 * 64 * 9 * 32 + 3_136 * 128 + 128 * 10));
    }

    @Test
    void an_ensemble_has_the_parameters_and_operations_of_all_members() {
        var ensemble = new Architecture(Recurrent.reference(), new Classes(10), 5);

        assertThat(ensemble.layers(DIGIT))
                .containsExactly(
                        new LayerSummary("lstm1", "5 x LSTM", 28, 128, 5 * 80_384),
                        new LayerSummary("lstm2", "5 x LSTM, last time step only", 128, 128, 5 * 131_584),
                        new LayerSummary("output", "5 x linear, softmax, cross-entropy", 128, 10, 5 * 1_290));
        assertThat(ensemble.parameterCount(DIGIT)).isEqualTo(5 * 213_258);
        assertThat(ensemble.operations(DIGIT)).isEqualTo(5 * ensemble.member().operations(DIGIT));
        assertThat(ensemble.title()).isEqualTo("LSTM, 2 layers of 128 units, ensemble of 5");
        assertThat(ensemble.member()).isEqualTo(new Architecture(Recurrent.reference(), new Classes(10)));
        assertThat(ensemble.undropped().members()).isEqualTo(5);
        assertThat(ensemble.with(new Classes(3))).isEqualTo(new Architecture(Recurrent.reference(), new Classes(3), 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void an_ensemble_has_1_to_100_members(int members) {
        assertThatThrownBy(() -> new Architecture(Recurrent.reference(), new Classes(10), members))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Ensemble members: " + members + " is not between 1 and 100.");
    }

    @Test
    void paths_of_labels_have_no_mean() {
        var path = new LabelPath(3, 4, 5, List.of());

        assertThat(new Architecture(Recurrent.reference(), path, 1).members()).isEqualTo(1);
        assertThatThrownBy(() -> new Architecture(Recurrent.reference(), path, 2))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Ensemble members: 2 is not 1; a network that predicts label paths cannot be an ensemble.");
    }

    @Test
    void training_goes_on_with_as_many_members() {
        Architecture.requireMembers(3, 3);

        assertThatThrownBy(() -> Architecture.requireMembers(1, 3))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "The connected network is an ensemble of 3 networks; the settings specify a single network.");
        assertThatThrownBy(() -> Architecture.requireMembers(2, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "The connected network is a single network; the settings specify an ensemble of 2 networks.");
    }

    @Test
    void dropout_goes_and_the_head_stays() {
        var dropping = new Architecture(new Recurrent(Cell.LSTM, 2, 8, 0.5, 1), new Classes(3));

        assertThat(dropping.undropped())
                .isEqualTo(new Architecture(new Recurrent(Cell.LSTM, 2, 8, 0, 1), new Classes(3)));
    }
}
