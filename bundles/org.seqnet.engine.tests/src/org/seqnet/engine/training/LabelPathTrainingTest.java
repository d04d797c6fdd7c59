package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.LabelSearch;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.TrainedNetwork;

/** What holds for other networks holds for those that predict paths of labels. */
class LabelPathTrainingTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 8);
    private static final Convolutional ENCODER = new Convolutional(
            1,
            List.of(new ConvolutionBlock(8, 3, 1, 2, true, 0.125), new ConvolutionBlock(8, 3, 1, 1, false, 0)),
            16,
            0.1);
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults()
            .withEpochs(3)
            .withBatchSize(40)
            .withUpdater(Updater.ADAM, 0.01)
            .withThreads(2)
            .withAverageWeights(false);
    private static final LabelSearch LIKELIEST = new LabelSearch(1, 0, false, false);
    /** Labels 4 and 5 tell what the class is; 6 never occurs. */
    private static final LabelDomain LABELS = LabelDomain.of("a", "b", "c", "d", "even", "not d", "never");

    private final LabelledSequences training = labelled(200, 1);
    private final LabelledSequences validation = labelled(80, 2);

    /** Every class has another set: class 3 has but one label, and every ninth sequence has none. */
    private static LabelledSequences labelled(int size, long seed) {
        var classes = ToySequences.learnable(size, SHAPE, 4, seed);
        var sets = IntStream.range(0, size)
                .mapToObj(n -> switch (classes.label(n)) {
                    case 0 -> new int[] {0, 4, 5};
                    case 1 -> new int[] {1, 5};
                    case 2 -> new int[] {5, 2, 4};
                    default -> new int[] {3};
                })
                .toList();
        return new LabelledSequences(classes.sequences(), LabelSets.of(sets), LABELS);
    }

    private static LabelPath path(boolean isOrdered) {
        var order = isOrdered ? List.of(3, 4, 5, 2, 1, 0, 6) : List.<Integer>of();
        return new LabelPath(LABELS.size(), 12, 20, order);
    }

    private static Architecture architecture(boolean isOrdered) {
        return new Architecture(ENCODER, path(isOrdered));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_network_learns_the_labels_of_each_sequence(boolean isOrdered) {
        var result = train(architecture(isOrdered), OPTIONS.withEpochs(25).withAverageWeights(true));

        assertThat(result.history().get(24).validation().orElseThrow().accuracy())
                .isGreaterThan(0.9);
        try (var classifier = Classifier.of(result.network())) {
            var predicted = classifier.labelSets(validation.sequences(), 0, 80, LIKELIEST, () -> false);
            long right = IntStream.range(0, 80)
                    .filter(n -> Arrays.equals(
                            Arrays.stream(predicted.get(n).orElseThrow().labels())
                                    .sorted()
                                    .toArray(),
                            validation.labels().labels(n)))
                    .count();
            assertThat(right / 80.0)
                    .isEqualTo(
                            result.history().get(24).validation().orElseThrow().accuracy());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void any_number_of_threads_gives_the_same_bits_and_another_seed_others(boolean isOrdered) {
        var one = train(architecture(isOrdered), OPTIONS.withThreads(1));
        var three = train(architecture(isOrdered), OPTIONS.withThreads(3));

        assertThat(three.network().parameters()).isEqualTo(one.network().parameters());
        assertThat(three.history().stream().map(epoch -> epoch.validation()).toList())
                .isEqualTo(
                        one.history().stream().map(epoch -> epoch.validation()).toList());
        assertThat(train(architecture(isOrdered), OPTIONS.withSeed(7)).network().parameters())
                .isNotEqualTo(one.network().parameters());
    }

    @Test
    void two_epochs_and_one_more_are_three_epochs_to_the_last_bit() {
        var whole = train(architecture(true), OPTIONS).network();
        var first = train(architecture(true), OPTIONS.withEpochs(2)).network();

        var resumed = new Trainer()
                .resume(first, ENCODER, OPTIONS.withEpochs(1), training, Optional.of(validation), TrainingListener.NONE)
                .network();

        assertThat(resumed.parameters()).isEqualTo(whole.parameters());
        assertThat(resumed.updaterState()).isEqualTo(whole.updaterState());
    }

    @Test
    void early_stopping_keeps_the_best_epoch() {
        var options = OPTIONS.withEpochs(60).withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 2, 0));

        var result = train(architecture(true), options);

        double best = result.history()
                .get(result.bestEpoch() - 1)
                .validation()
                .orElseThrow()
                .loss();
        assertThat(result.history())
                .allSatisfy(epoch ->
                        assertThat(epoch.validation().orElseThrow().loss()).isGreaterThanOrEqualTo(best));
    }

    @Test
    void the_validation_loss_is_what_the_probabilities_of_the_paths_cost() {
        var sure = train(architecture(true), OPTIONS.withEpochs(25).withAverageWeights(true));

        try (var classifier = Classifier.of(sure.network())) {
            // where the likeliest path is the right one, its probability is that of the loss
            var predicted = classifier.labelSets(validation.sequences(), 0, 80, LIKELIEST, () -> false);
            double most = 0;
            for (int n = 0; n < 80; n++) {
                var labels = predicted.get(n).orElseThrow();
                boolean right = Arrays.equals(
                        Arrays.stream(labels.labels()).sorted().toArray(),
                        validation.labels().labels(n));
                most -= right ? Math.log(labels.probability()) : 0;
            }
            double loss = sure.history().get(24).validation().orElseThrow().loss();
            double accuracy = sure.history().get(24).validation().orElseThrow().accuracy();
            assertThat(most / 80).isLessThanOrEqualTo(loss + 1e-9);
            assertThat(loss).isLessThan(most / 80 + 20 * (1 - accuracy) + 1e-6);
        }
    }

    @Test
    void a_network_read_back_predicts_to_the_bit() throws IOException {
        var network = train(architecture(true), OPTIONS).network();
        var bytes = new ByteArrayOutputStream();
        ModelArchive.write(network, bytes);

        var read = ModelArchive.read(new ByteArrayInputStream(bytes.toByteArray()), "n");

        assertThat(read).isEqualTo(network);
        var search = new LabelSearch(4, 0, true, false);
        try (var before = Classifier.of(network);
                var after = Classifier.of(read)) {
            var expected = before.labelSets(validation.sequences(), 0, 80, search, () -> false);
            var actual = after.labelSets(validation.sequences(), 0, 80, search, () -> false);
            for (int n = 0; n < 80; n++) {
                assertThat(actual.get(n)).usingRecursiveComparison().isEqualTo(expected.get(n));
            }
        }
    }

    @Test
    void huge_weights_predict_nothing() {
        var plain = new Convolutional(1, List.of(new ConvolutionBlock(8, 3, 1, 2, false, 0)), 16, 0);
        var network = Toys.withHugeWeights(train(new Architecture(plain, path(true)), OPTIONS.withEpochs(1))
                .network());

        try (var classifier = Classifier.of(network)) {
            assertThat(classifier.labelSets(validation.sequences(), 0, 80, LIKELIEST, () -> false))
                    .hasSize(80)
                    .allSatisfy(labels -> assertThat(labels).isEmpty());
        }
    }

    @Test
    void a_search_can_be_cancelled() {
        TrainedNetwork network =
                train(architecture(true), OPTIONS.withEpochs(1)).network();

        try (var classifier = Classifier.of(network)) {
            int[] asked = {0};
            assertThatThrownBy(
                            () -> classifier.labelSets(validation.sequences(), 0, 80, LIKELIEST, () -> ++asked[0] > 1))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("The search for labels was canceled.");
        }
    }

    @Test
    void sequences_without_any_label_cannot_be_learned_from() {
        var none = new LabelledSequences(
                training.sequences(),
                LabelSets.of(IntStream.range(0, 200).mapToObj(n -> new int[0]).toList()),
                LABELS);

        assertThatThrownBy(() -> new Trainer()
                        .train(
                                architecture(true),
                                PreprocessingRule.NONE,
                                OPTIONS,
                                none,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("None of the training sequences has a label. At least one must have one.");
    }

    @Test
    void a_label_that_never_occurs_becomes_unlikely() {
        var network = train(architecture(true), OPTIONS.withEpochs(15)).network();

        try (var classifier = Classifier.of(network)) {
            assertThat(classifier.labelSets(
                            validation.sequences(), 0, 80, new LabelSearch(3, 0, true, false), () -> false))
                    .allSatisfy(labels -> {
                        assertThat(labels.orElseThrow().labels()).doesNotContain(6);
                        assertThat(labels.orElseThrow().scores()[6]).isCloseTo(0, within(0.2f));
                    });
        }
    }

    private TrainingResult train(Architecture architecture, TrainingOptions options) {
        return new Trainer()
                .train(
                        architecture,
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);
    }
}
