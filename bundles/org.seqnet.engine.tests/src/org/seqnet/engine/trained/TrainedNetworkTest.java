package org.seqnet.engine.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.LabelDomain;

class TrainedNetworkTest {
    private final TrainedNetwork network = Toys.network();

    @Test
    void arrays_do_not_leak() {
        network.parameters()[0] = 99;
        network.updaterState()[0] = 99;

        assertThat(network).isEqualTo(Toys.network());
    }

    @Test
    void each_label_needs_an_output() {
        assertRefused(
                LabelDomain.of("1", "2"),
                network.parameters(),
                12,
                "The network has 6 outputs for 2 labels; each label needs one.");
    }

    @Test
    void parameters_are_those_of_the_architecture() {
        // Two layers of 4 x 3 units with (2 + 3 + 1) and (3 + 3 + 1) weights, and 6 outputs with 3 + 1.
        int expected = 4 * 3 * (2 + 3 + 1) + 4 * 3 * (3 + 3 + 1) + 6 * (3 + 1);
        assertRefused(
                network.labels(),
                Arrays.copyOf(network.parameters(), 179),
                12,
                "The network has 179 parameters; LSTM, 2 layers of 3 units for sequences of 4 time steps x 2 features"
                        + " and 6 labels has " + expected + ".");
    }

    @Test
    void a_number_of_mini_batches_is_not_negative() {
        assertRefused(
                network.labels(),
                network.parameters(),
                -1,
                "The network's number of trained mini-batches, -1, is negative.");
    }

    private void assertRefused(LabelDomain labels, float[] parameters, long steps, String message) {
        assertThatThrownBy(() -> new TrainedNetwork(
                        network.architecture(),
                        network.input(),
                        labels,
                        parameters,
                        network.updaterState(),
                        steps,
                        network.provenance()))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(message);
    }
}
