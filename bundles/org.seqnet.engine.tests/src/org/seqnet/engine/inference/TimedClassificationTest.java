package org.seqnet.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.Accelerators;
import org.seqnet.engine.accelerator.PlainAccelerator;
import org.seqnet.engine.accelerator.PlainSupport;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;

class TimedClassificationTest {
    private final TrainedNetwork lstm = Toys.network();
    private final TrainedNetwork simple = Toys.network(Cell.RNN_TANH);
    private final Sequences sequences =
            ToySequences.learnable(53, lstm.inputShape(), 6, 3).sequences();

    @Test
    void each_network_tells_its_likeliest_labels() {
        var outcomes = TimedClassification.of(List.of(lstm, simple), sequences, 1, () -> false, share -> {});

        assertThat(outcomes).hasSize(2);
        assertThat(outcomes.get(0).labels()).isEqualTo(likeliest(lstm));
        assertThat(outcomes.get(1).labels()).isEqualTo(likeliest(simple));
    }

    @Test
    void labels_of_many_sequences_are_found_part_by_part() {
        var many = ToySequences.learnable(40_003, lstm.inputShape(), 6, 3).sequences();

        var outcomes = TimedClassification.of(List.of(lstm), many, 1, () -> false, share -> {});

        assertThat(outcomes.get(0).labels()).isEqualTo(likeliest(lstm, many));
    }

    private int[] likeliest(TrainedNetwork network) {
        return likeliest(network, sequences);
    }

    private static int[] likeliest(TrainedNetwork network, Sequences sequences) {
        try (var classifier = Classifier.of(network)) {
            var probabilities = classifier.probabilities(sequences, 0, sequences.size(), () -> false);
            var labels = new int[sequences.size()];
            for (int n = 0; n < labels.length; n++) {
                for (int k = 0; k < 6; k++) {
                    labels[n] = probabilities[n * 6 + k] > probabilities[n * 6 + labels[n]] ? k : labels[n];
                }
            }
            return labels;
        }
    }

    @Test
    void the_speed_is_the_median_of_the_turns() {
        // Looks at the clock: two a warm-up, then two a turn, of which the second stops the watch.
        var seconds = new long[] {0, 1, 0, 1, 0, 2, 0, 53, 0, 1, 0, 53, 0, 4, 0, 53};
        var looks = new AtomicInteger();
        var outcomes = new TimedClassification(
                        Accelerators.ofProcess(),
                        sequences,
                        () -> seconds[looks.getAndIncrement()] * 1_000_000_000,
                        () -> false,
                        share -> {})
                .of(List.of(lstm, simple), 3);

        assertThat(looks).hasValue(seconds.length);
        assertThat(outcomes.get(0).sequencesPerSecond()).isEqualTo(53 / 2.0);
        assertThat(outcomes.get(1).sequencesPerSecond()).isEqualTo(1);
    }

    @Test
    void what_is_over_too_soon_is_repeated() {
        var clock = new AtomicLong();
        var outcomes = new TimedClassification(
                        Accelerators.ofProcess(),
                        sequences,
                        () -> clock.getAndAdd(100_000_000),
                        () -> false,
                        share -> {})
                .of(List.of(lstm), 1);

        // two repetitions of a tenth of a second each
        assertThat(outcomes.get(0).sequencesPerSecond()).isEqualTo(530);
    }

    @Test
    void progress_grows_from_turn_to_turn_to_the_whole() {
        var told = new ArrayList<Double>();
        var clock = new AtomicLong();
        new TimedClassification(
                        Accelerators.ofProcess(),
                        sequences,
                        () -> clock.getAndAdd(1_000_000_000),
                        () -> false,
                        told::add)
                .of(List.of(lstm, simple), 3);

        assertThat(told).containsExactly(1 / 8.0, 2 / 8.0, 3 / 8.0, 4 / 8.0, 5 / 8.0, 6 / 8.0, 7 / 8.0, 1.0);
    }

    @Test
    void it_can_be_cancelled_at_any_batch() {
        for (int batches = 0; batches < 5; batches++) {
            var left = new AtomicInteger(batches);

            assertThatThrownBy(() -> TimedClassification.of(
                            List.of(lstm, simple), sequences, 3, () -> left.getAndDecrement() <= 0, share -> {}))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void sequences_of_another_shape_are_refused() {
        var others = Toys.convolutionalNetwork();

        assertThatThrownBy(() -> TimedClassification.of(List.of(lstm, others), sequences, 1, () -> false, share -> {}))
                .isInstanceOf(SeqNetException.class)
                .hasMessageContaining("the network expects 6 time steps x 12 features");
    }

    @Test
    void each_turn_counts_in_the_size_of_the_job() {
        var job = new TimedClassification(Accelerators.ofProcess(), sequences, () -> 0, () -> false, share -> {})
                .job(lstm, 9);

        // 53 sequences to warm up, and in each of 9 turns
        assertThat(job.operations()).isEqualTo(530.0 * lstm.architecture().operations(lstm.inputShape()));
        assertThat(job.batchSize()).isEqualTo(53);
    }

    @Test
    void the_device_is_chosen_once_for_all_networks() {
        var device = new PlainAccelerator();
        var clock = new AtomicLong();
        var timing = new TimedClassification(
                PlainSupport.asking(device), sequences, () -> clock.addAndGet(1_000_000_000), () -> false, share -> {});

        timing.of(List.of(lstm, simple), 1);

        assertThat(device.calls).filteredOn(call -> call.equals("load")).hasSize(4);
        assertThat(device.open).hasValue(0);
        device.refused = List.of(simple.architecture());
        assertThatThrownBy(() -> timing.of(List.of(lstm, simple), 1))
                .hasMessageStartingWith("No kernel computes it there. The GPU is requested by");
        assertThat(device.calls).filteredOn(call -> call.equals("load")).hasSize(4);
    }
}
