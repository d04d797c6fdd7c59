package org.seqnet.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
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
    void dropout_goes_and_the_head_stays() {
        var dropping = new Architecture(new Recurrent(Cell.LSTM, 2, 8, 0.5, 1), new Classes(3));

        assertThat(dropping.undropped())
                .isEqualTo(new Architecture(new Recurrent(Cell.LSTM, 2, 8, 0, 1), new Classes(3)));
    }
}
