package org.seqnet.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.Accelerators;
import org.seqnet.engine.accelerator.PlainAccelerator;
import org.seqnet.engine.accelerator.PlainSupport;
import org.seqnet.engine.backend.DeviceChoice;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;

class AcceleratedClassifierTest {
    private final TrainedNetwork network = Toys.network();
    private final Sequences sequences = ToySequences.learnable(
                    40, network.inputShape(), network.labels().size(), 3)
            .sequences();
    private final PlainAccelerator device = new PlainAccelerator();

    @AfterEach
    void nothing_is_left_open() {
        assertThat(device.open).hasValue(0);
    }

    private Accelerators chosenBy(DeviceChoice choice) {
        var support = new PlainSupport(List.of(), true, () -> device);
        return PlainSupport.chosenBy(choice, () -> Optional.of(support));
    }

    private float[] probabilities(Accelerators accelerators, long expected, int count) {
        try (var classifier = AcceleratedClassifier.of(network, expected, accelerators)) {
            return classifier.probabilities(sequences, 0, count, () -> false);
        }
    }

    private float[] ofProcessor(int count) {
        try (var classifier = Classifier.of(network, Classifier.USUAL_BATCH_SIZE, 2)) {
            return classifier.probabilities(sequences, 0, count, () -> false);
        }
    }

    @Test
    void a_card_that_is_asked_for_predicts() {
        var predicted = probabilities(chosenBy(DeviceChoice.GPU), 0, 40);

        assertThat(device.calls).containsExactly("load", "predict 40");
        assertThat(predicted).isNotEqualTo(ofProcessor(40));
    }

    @Test
    void a_small_table_is_left_to_the_processor_unless_a_card_is_asked_for() {
        assertThat(probabilities(chosenBy(DeviceChoice.AUTOMATIC), 0, 40)).isEqualTo(ofProcessor(40));
        assertThat(device.calls).isEmpty();
    }

    @Test
    void the_size_of_the_whole_table_decides_and_not_that_of_its_first_rows() {
        long operations = network.architecture().operations(network.inputShape());

        probabilities(chosenBy(DeviceChoice.AUTOMATIC), 100_000_000_000L / operations + 1, 1);

        assertThat(device.calls).containsExactly("load", "predict 1");
    }

    @Test
    void attention_is_computed_by_the_processor() {
        var attending = Toys.network(new Recurrent(Cell.LSTM, 1, 3, 0, 1, false, Pooling.ATTENTION));
        var input = attending.input().preprocessed();
        List<float[]> expected;
        try (var live = LiveNetwork.of(attending.architecture(), input, attending.parameters(), 2)) {
            expected = live.computing(() -> live.attention(sequences, 0, 40, 40, () -> false));
        }

        try (var live = LiveNetwork.of(
                Optional.of(device), attending.architecture(), input, attending.parameters(), 2, Precision.SINGLE)) {
            for (int time = 0; time < 2; time++) {
                var weights = live.computing(() -> live.attention(sequences, 0, 40, 40, () -> false));
                assertThat(weights).usingRecursiveComparison().isEqualTo(expected);
            }
        }
        assertThat(device.calls).isEmpty();
    }

    @Test
    void what_the_card_refuses_is_told() {
        device.refusal = Optional.of("No kernel computes it there.");

        assertThatThrownBy(() -> probabilities(chosenBy(DeviceChoice.GPU), 0, 40))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("No kernel computes it there. The GPU is requested by the environment variable "
                        + "SEQNET_DEVICE. Set the environment variable SEQNET_DEVICE to automatic or cpu.");
        assertThat(probabilities(chosenBy(DeviceChoice.AUTOMATIC), 1L << 60, 40))
                .isEqualTo(ofProcessor(40));
    }
}
