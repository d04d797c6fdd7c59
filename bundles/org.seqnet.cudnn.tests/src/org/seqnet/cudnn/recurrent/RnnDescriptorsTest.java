package org.seqnet.cudnn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.engine.network.Cell;

class RnnDescriptorsTest extends OnStandIn {
    private static final String FASTER = "PERSIST_STATIC_SMALL_H";
    private static final String STANDARD = "STANDARD";
    private static final CardBatch EQUAL = new CardBatch(2, 3, new int[] {3, 3}, true, 0, 0);
    private static final CardBatch UNEQUAL = new CardBatch(2, 3, new int[] {3, 1}, false, 0, 0);

    private String algorithm(Cell cell, int units, CardBatch batch, Mode mode) {
        try (var queue = standIn.card().queue()) {
            var descriptors = new RnnDescriptors(queue, new RnnShape(cell, 3, units, 2, true));
            return descriptors.algorithm(descriptors.choose(batch, mode));
        }
    }

    @ParameterizedTest
    @CsvSource({"LSTM, 128, 192", "GRU, 128, 192", "RNN_TANH, 256, 384", "RNN_RELU, 256, 384"})
    void the_faster_algorithm_is_taken_up_to_as_many_units_as_pytorch_takes_it(Cell cell, int trained, int predicted) {
        assertThat(algorithm(cell, 1, EQUAL, Mode.TRAINING)).isEqualTo(FASTER);
        assertThat(algorithm(cell, trained, EQUAL, Mode.TRAINING)).isEqualTo(FASTER);
        assertThat(algorithm(cell, trained + 1, EQUAL, Mode.TRAINING)).isEqualTo(STANDARD);
        assertThat(algorithm(cell, predicted, EQUAL, Mode.PREDICTION)).isEqualTo(FASTER);
        assertThat(algorithm(cell, predicted + 1, EQUAL, Mode.PREDICTION)).isEqualTo(STANDARD);
    }

    @Test
    void sequences_of_unequal_lengths_are_computed_by_the_standard_algorithm() {
        assertThat(algorithm(Cell.LSTM, 5, UNEQUAL, Mode.TRAINING)).isEqualTo(STANDARD);
    }
}
