package org.seqnet.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;

class ClassifierTest {
    private static final int CLASSES = 6;

    private final TrainedNetwork network = Toys.network();
    private final Sequences sequences =
            ToySequences.learnable(53, network.inputShape(), CLASSES, 3).sequences();

    @Test
    void every_row_holds_probabilities_that_sum_to_1() {
        try (var classifier = Classifier.of(network)) {
            var probabilities = classifier.probabilities(sequences, 0, sequences.size(), () -> false);

            assertThat(probabilities).hasSize(53 * CLASSES);
            for (int row = 0; row < 53; row++) {
                double sum = 0;
                for (int k = 0; k < CLASSES; k++) {
                    float probability = probabilities[row * CLASSES + k];
                    assertThat(probability).isBetween(0f, 1f);
                    sum += probability;
                }
                assertThat(sum).isCloseTo(1, within(1e-6));
            }
        }
    }

    @Test
    void a_network_read_back_predicts_to_the_bit() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ModelArchive.write(network, bytes);
        var copy = ModelArchive.read(new ByteArrayInputStream(bytes.toByteArray()), "m.net");
        try (var before = Classifier.of(network);
                var after = Classifier.of(copy)) {
            assertThat(after.probabilities(sequences, 0, sequences.size(), () -> false))
                    .isEqualTo(before.probabilities(sequences, 0, sequences.size(), () -> false));
        }
    }

    @Test
    void predicting_does_not_make_java_collect_its_whole_heap() {
        long before = fullCollections();
        try (var classifier = Classifier.of(network)) {
            for (int call = 0; call < 5; call++) {
                classifier.probabilities(sequences, 0, sequences.size(), () -> false);
            }
        }
        assertThat(fullCollections()).isEqualTo(before);
    }

    private static long fullCollections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> !collector.getName().contains("Young"))
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    @Test
    void the_batch_size_does_not_change_the_prediction() {
        try (var whole = Classifier.of(network, 1000, 1);
                var parts = Classifier.of(network, 10, 1);
                var singles = Classifier.of(network, 1, 1)) {
            var expected = whole.probabilities(sequences, 0, sequences.size(), () -> false);

            assertThat(parts.probabilities(sequences, 0, sequences.size(), () -> false))
                    .containsExactly(expected, within(1e-6f));
            assertThat(singles.probabilities(sequences, 0, sequences.size(), () -> false))
                    .containsExactly(expected, within(1e-6f));
        }
    }

    @Test
    void sequences_of_any_length_are_predicted_as_if_alone() {
        var ragged = ToySequences.learnableOfAnyLength(53, 31, 2, CLASSES, 3).sequences();
        var any = Toys.networkForAnyLength();
        try (var whole = Classifier.of(any);
                var parts = Classifier.of(any, 10, 2);
                var singles = Classifier.of(any, 1, 1)) {
            var expected = singles.probabilities(ragged, 0, ragged.size(), () -> false);

            assertThat(whole.probabilities(ragged, 0, ragged.size(), () -> false))
                    .containsExactly(expected, within(1e-6f));
            assertThat(parts.probabilities(ragged, 0, ragged.size(), () -> false))
                    .containsExactly(expected, within(1e-6f));
        }
    }

    @Test
    void a_network_for_any_length_predicts_one_length_as_a_network_for_it_does() {
        try (var fixed = Classifier.of(network);
                var any = Classifier.of(Toys.networkForAnyLength())) {
            assertThat(any.probabilities(sequences, 0, sequences.size(), () -> false))
                    .isEqualTo(fixed.probabilities(sequences, 0, sequences.size(), () -> false));
        }
    }

    @Test
    void other_lengths_and_features_are_refused() {
        var ragged = ToySequences.learnableOfAnyLength(50, 4, 2, 2, 1).sequences();
        var wider = ToySequences.learnableOfAnyLength(50, 4, 3, 2, 1).sequences();
        try (var fixed = Classifier.of(network);
                var any = Classifier.of(Toys.networkForAnyLength())) {
            assertThatThrownBy(() -> fixed.probabilities(ragged, 0, ragged.size(), () -> false))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("The sequences have 1 to 4 time steps x 2 features; the network expects 4 time "
                            + "steps x 2 features. Reshape them in the same way as the training data.");
            assertThatThrownBy(() -> any.probabilities(wider, 0, wider.size(), () -> false))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("The sequences have 1 to 4 time steps x 3 features; the network expects 1 or more time "
                            + "steps x 2 features. Reshape them in the same way as the training data.");
        }
    }

    @Test
    void a_part_is_that_part_of_the_whole() {
        try (var classifier = Classifier.of(network)) {
            var whole = classifier.probabilities(sequences, 0, sequences.size(), () -> false);
            var part = classifier.probabilities(sequences, 20, 9, () -> false);

            assertThat(part).containsExactly(Arrays.copyOfRange(whole, 20 * CLASSES, 29 * CLASSES), within(1e-6f));
            assertThat(classifier.probabilities(sequences, 53, 0, () -> false)).isEmpty();
        }
    }

    @Test
    void many_threads_get_what_one_gets() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try (var classifier = Classifier.of(network, 10, 2)) {
            var expected = classifier.probabilities(sequences, 0, sequences.size(), () -> false);
            var results = new ArrayList<Future<float[]>>();
            for (int i = 0; i < 12; i++) {
                results.add(pool.submit(() -> classifier.probabilities(sequences, 0, sequences.size(), () -> false)));
            }
            for (var result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void sequences_of_another_shape_are_refused() {
        var others = ToySequences.learnable(2, new SequenceShape(5, 2), 2, 1).sequences();
        try (var classifier = Classifier.of(network)) {
            assertThatThrownBy(() -> classifier.probabilities(others, 0, others.size(), () -> false))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("The sequences have 5 time steps x 2 features; the network expects 4 time steps "
                            + "x 2 features. Reshape them in the same way as the training data.");
        }
    }

    @Test
    void it_is_cancelled_before_a_batch_and_works_again() {
        try (var classifier = Classifier.of(network, 10, 1)) {
            var asked = new int[1];

            assertThatThrownBy(() -> classifier.probabilities(sequences, 0, 53, () -> ++asked[0] == 3))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("Classification was canceled.");
            assertThat(asked[0]).isEqualTo(3);
            assertThat(classifier.probabilities(sequences, 0, sequences.size(), () -> false))
                    .hasSize(53 * CLASSES);
        }
    }

    @Test
    void nothing_stays_with_the_thread() {
        try (var classifier = Classifier.of(network)) {
            classifier.probabilities(sequences, 0, sequences.size(), () -> false);
        }

        assertThat(Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread())
                .isEmpty();
    }

    @Test
    void members_of_a_forecast_have_no_numbers_and_it_is_not_timed() {
        var forecast = Toys.forecast();
        try (var classifier = Classifier.of(forecast)) {
            assertThatThrownBy(() -> classifier.memberValues(sequences, 0, 1, () -> false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The members of a network that forecasts give no numbers of their own.");
        }
        assertThatThrownBy(() -> Answers.of(forecast, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The network predicts neither one class nor values of a sequence.");
    }

    @Test
    void a_closed_classifier_refuses_work() {
        var classifier = Classifier.of(network);
        classifier.close();
        classifier.close();

        assertThatThrownBy(() -> classifier.probabilities(sequences, 0, sequences.size(), () -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The classifier has been closed.");
    }

    @Test
    void settings_outside_their_range_are_refused_by_name() {
        assertThatThrownBy(() -> Classifier.of(network, 0, 0))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Batch size: 0 is not at least 1.");
        assertThatThrownBy(() -> Classifier.of(network, 1, -1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Threads: -1 is not at least 0.");
    }
}
