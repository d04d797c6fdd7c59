package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Jitter;
import org.seqnet.engine.export.DeeplearningFile;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.trained.NetworkInput;

class RocketTrainingTest {
    private static final TrainingOptions OPTIONS =
            TrainingOptions.defaults().withBatchSize(1).withThreads(2);
    private static final int FEATURES = 84 * 10;

    private final LabelledSequences training = waves(60, 40, 2, 1);
    private final LabelledSequences validation = waves(30, 40, 2, 2);

    /** Returns sequences of noise and a wave, whose period is the class; every third is shorter. */
    private static LabelledSequences waves(int size, int timeSteps, int features, long seed) {
        var noise = ToySequences.learnable(size, new SequenceShape(timeSteps, features), 3, seed)
                .sequences();
        var packer = Sequences.packer(SequenceShape.ofAnyLength(features), InputForm.SEQUENCES, "");
        var classes = new int[size];
        var values = new float[timeSteps * features];
        for (int n = 0; n < size; n++) {
            classes[n] = n % 3;
            noise.copyTo(n, values, 0);
            int steps = n % 7 == 3 ? timeSteps / 2 : timeSteps;
            for (int i = 0; i < steps * features; i++) {
                values[i] = values[i] / 2 + (float) Math.sin((n + i / features) * (0.4 + 0.5 * classes[n]));
            }
            packer.add(Tensor.ofFloats(Shape.of(steps, features), Arrays.copyOf(values, steps * features)));
        }
        return new LabelledSequences(packer.build(), classes, Toys.labels(3));
    }

    private static TrainingResult fit(
            LinearClassifier classifier,
            TrainingOptions options,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener) {
        return fit(Classes.of(training.domain()), classifier, options, training, validation, listener);
    }

    private static TrainingResult fit(
            Head head,
            LinearClassifier classifier,
            TrainingOptions options,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener) {
        var architecture = new Architecture(Rocket.ofMost(FEATURES, options.seed(), classifier), head);
        return new Trainer().train(architecture, PreprocessingRule.NONE, options, training, validation, listener);
    }

    @ParameterizedTest
    @EnumSource(names = {"RIDGE", "LOGISTIC"})
    void waves_are_told_apart_and_measured_as_the_network_classifies_them(LinearClassifier classifier) {
        var result = fit(classifier, OPTIONS, training, Optional.of(validation), TrainingListener.NONE);

        var record = result.history().get(0);
        assertThat(result.history()).hasSize(1);
        assertThat(result.network().updaterState()).isEmpty();
        assertThat(record.accuracy()).isEqualTo(1);
        assertThat(record.learningRate()).isEmpty();
        assertThat(record.validation().orElseThrow().accuracy()).isGreaterThan(0.9);
        assertThat(record.validation().orElseThrow().loss()).isLessThan(0.4);
        assertThat(result.network().architecture().encoder())
                .isEqualTo(new Rocket(FEATURES, 40, OPTIONS.seed(), classifier));
        try (var applied = Classifier.of(result.network())) {
            assertThat(SmallTraining.evaluation(applied, validation))
                    .isEqualTo(record.validation().orElseThrow());
            assertThat(SmallTraining.evaluation(applied, training))
                    .isEqualTo(new Evaluation(record.accuracy(), record.loss()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RIDGE", "LOGISTIC"})
    void threads_decide_on_nothing(LinearClassifier classifier) {
        var expected =
                fit(classifier, OPTIONS.withThreads(1), training, Optional.of(validation), TrainingListener.NONE);
        for (int threads : new int[] {2, 3}) {
            SmallTraining.assertSame(
                    fit(
                            classifier,
                            OPTIONS.withThreads(threads),
                            training,
                            Optional.of(validation),
                            TrainingListener.NONE),
                    expected);
        }
    }

    @Test
    void the_seed_decides_on_the_network() {
        var one = fit(LinearClassifier.RIDGE, OPTIONS, training, Optional.empty(), TrainingListener.NONE);
        var other = fit(LinearClassifier.RIDGE, OPTIONS.withSeed(1), training, Optional.empty(), TrainingListener.NONE);

        assertThat(other.network().parameters()).isNotEqualTo(one.network().parameters());
    }

    @Test
    void a_saved_network_gives_the_same_probabilities_one_by_one_as_all_at_once() throws IOException {
        var network = fit(LinearClassifier.RIDGE, OPTIONS, training, Optional.empty(), TrainingListener.NONE)
                .network();
        var file = new ByteArrayOutputStream();
        ModelArchive.write(network, file);
        var read = ModelArchive.read(new ByteArrayInputStream(file.toByteArray()), "rocket");

        assertThat(read).isEqualTo(network);
        try (var made = Classifier.of(network);
                var loaded = Classifier.of(read, 1, 1)) {
            float[] probabilities = made.probabilities(validation.sequences(), 0, validation.size(), () -> false);
            for (int n = 0; n < validation.size(); n++) {
                assertThat(loaded.probabilities(validation.sequences(), n, 1, () -> false))
                        .isEqualTo(Arrays.copyOfRange(probabilities, 3 * n, 3 * n + 3));
                assertThat(probabilities[3 * n] + probabilities[3 * n + 1] + probabilities[3 * n + 2])
                        .isEqualTo(1, within(1e-6f));
            }
        }
    }

    @Test
    void it_can_be_cancelled_whenever_it_asks_and_gives_the_same_afterwards() {
        var expected = fit(LinearClassifier.RIDGE, OPTIONS, training, Optional.of(validation), TrainingListener.NONE);
        int asked = 0;
        for (boolean cancelled = true; cancelled; asked++) {
            var after = new Cancelling(asked);
            try {
                SmallTraining.assertSame(
                        fit(LinearClassifier.RIDGE, OPTIONS, training, Optional.of(validation), after), expected);
                cancelled = false;
            } catch (CancellationException e) {
                cancelled = true;
            }
        }

        assertThat(asked).isGreaterThan(60);
    }

    /** Cancels once it has been asked so many times. */
    private static final class Cancelling implements TrainingListener {
        private int left;

        Cancelling(int asked) {
            left = asked;
        }

        @Override
        public boolean isCancelled() {
            return left-- <= 0;
        }
    }

    @Test
    void it_tells_how_far_it_has_come() {
        var shares = new ArrayList<Double>();
        var texts = new ArrayList<String>();
        var ended = new ArrayList<Integer>();
        fit(LinearClassifier.RIDGE, OPTIONS, training, Optional.empty(), new TrainingListener() {
            @Override
            public void fitted(double share, Supplier<String> text) {
                shares.add(share);
                texts.add(text.get());
            }

            @Override
            public void epochEnded(EpochRecord epoch, Optional<TimeLeft> left) {
                ended.add(epoch.epoch());
            }
        });

        assertThat(shares).isSorted().allMatch(share -> share >= 0 && share <= 1);
        assertThat(texts)
                .startsWith("computing features: 0 of 60 sequences", "computing features: 32 of 60 sequences")
                .endsWith("computing features: 60 of 60 sequences", "fitting the ridge classifier");
        assertThat(ended).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({"4000, RIDGE", "4001, LOGISTIC"})
    void the_number_of_training_sequences_chooses_the_classifier(int size, LinearClassifier expected) {
        var all = new int[size];
        Arrays.setAll(all, n -> n % training.size());
        var rocket = Rocket.ofMost(84, 1, LinearClassifier.AUTOMATIC);
        var input = NetworkInput.of(SequenceShape.ofAnyLength(2));

        assertThat(RocketFitting.toFit(rocket, input, training.select(all))).isEqualTo(new Rocket(84, 40, 1, expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void sequences_shorter_than_a_kernel_are_learned(int longest) {
        var sequences = ToySequences.learnableOfAnyLength(80, longest, 3, 3, 1);

        var result = fit(LinearClassifier.RIDGE, OPTIONS, sequences, Optional.empty(), TrainingListener.NONE);

        assertThat(result.history().get(0).accuracy()).isGreaterThan(0.9);
    }

    @Test
    void a_stated_length_decides_on_the_dilations_whatever_the_training_sequences() {
        var stated = ToySequences.learnable(20, new SequenceShape(30, 2), 2, 1);

        var network = fit(LinearClassifier.RIDGE, OPTIONS, stated, Optional.empty(), TrainingListener.NONE)
                .network();

        assertThat(network.architecture().encoder())
                .isEqualTo(new Rocket(FEATURES, 30, OPTIONS.seed(), LinearClassifier.RIDGE));
        assertThat(network.inputShape()).isEqualTo(new SequenceShape(30, 2));
    }

    @Test
    void constant_sequences_say_what_is_wrong() {
        var packer = Sequences.packer(SequenceShape.ofAnyLength(1), InputForm.SEQUENCES, "");
        for (int n = 0; n < 4; n++) {
            packer.add(Tensor.ofFloats(Shape.of(12, 1), new float[12]));
        }
        var constant = new LabelledSequences(packer.build(), new int[] {0, 1, 0, 1}, Toys.labels(2));

        assertRefused(
                constant,
                "All training sequences have the same features, such as constant sequences do, so that no class can "
                        + "be told from another. Check the sequence column.");
    }

    @Test
    void one_class_one_row_and_no_row_say_what_is_wrong() {
        assertRefused(
                training.select(new int[] {0, 3, 6}),
                "All 3 training sequences have the label '0'. Training requires at least two classes.");
        assertRefused(
                training.select(new int[] {1}),
                "All 1 training sequences have the label '1'. Training requires at least two classes.");
        assertRefused(
                training.select(new int[0]),
                "There are no training sequences. Training requires sequences of at least two classes.");
    }

    @Test
    void a_value_that_is_too_large_is_told_by_its_sequence() {
        var packer = Sequences.packer(SequenceShape.ofAnyLength(1), InputForm.SEQUENCES, "");
        packer.add(Tensor.ofFloats(Shape.of(3, 1), new float[] {1, 2, 3}));
        packer.add(Tensor.ofFloats(Shape.of(3, 1), new float[] {1, 3e38f, 3}));

        assertRefused(
                new LabelledSequences(packer.build(), new int[] {0, 1}, Toys.labels(2)),
                "Training sequence 2 has values that are too large. Remove or replace them if they represent missing "
                        + "data; otherwise scale the input to [0, 1].");
    }

    @Test
    void a_sequence_with_a_value_that_is_too_large_has_no_prediction() {
        var network = fit(LinearClassifier.RIDGE, OPTIONS, training, Optional.empty(), TrainingListener.NONE)
                .network();
        var packer = Sequences.packer(SequenceShape.ofAnyLength(2), InputForm.SEQUENCES, "");
        packer.add(Tensor.ofFloats(Shape.of(1, 2), new float[] {1, 3e38f}));
        packer.add(Tensor.ofFloats(Shape.of(1, 2), new float[] {1, 3}));
        try (var classifier = Classifier.of(network)) {
            float[] probabilities = classifier.probabilities(packer.build(), 0, 2, () -> false);
            assertThat(probabilities).startsWith(Float.NaN, Float.NaN, Float.NaN);
            assertThat(probabilities[3] + probabilities[4] + probabilities[5]).isEqualTo(1, within(1e-6f));
        }
    }

    @Test
    void several_labels_and_what_only_gradients_can_do_are_refused() {
        var labels = new IndependentLabels(List.of(0.5f, 0.5f, 0.5f));
        assertThatThrownBy(() ->
                        fit(labels, LinearClassifier.RIDGE, OPTIONS, training, Optional.empty(), TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("MiniRocket predicts one class per sequence, not several labels.");
        var augmenting = OPTIONS.withAugmentation(Augmentation.of(new Jitter(0.1)));
        assertThatThrownBy(() ->
                        fit(LinearClassifier.RIDGE, augmenting, training, Optional.empty(), TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("MiniRocket is fitted at once: there is no augmentation, weighting, label smoothing or "
                        + "early stopping.");
        var ensemble = new Architecture(Rocket.ofMost(84, 1, LinearClassifier.RIDGE), new Classes(3), 2);
        assertThatThrownBy(() -> new Trainer()
                        .train(
                                ensemble,
                                PreprocessingRule.NONE,
                                OPTIONS,
                                training,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Ensemble members: MiniRocket is a single network. Set it to 1.");
    }

    @Test
    void it_is_neither_resumed_nor_transferred_nor_exported() {
        var network = fit(LinearClassifier.RIDGE, OPTIONS, training, Optional.empty(), TrainingListener.NONE)
                .network();
        var rocket = network.architecture().encoder();

        assertThatThrownBy(() -> new Trainer()
                        .resume(network, rocket, OPTIONS, training, Optional.empty(), TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("MiniRocket is fitted at once and cannot be trained further. Train a new network.");
        assertThatThrownBy(() -> new Trainer()
                        .transfer(
                                network,
                                LearnedLayers.HEAD,
                                new Architecture(Recurrent.reference(), new Classes(3)),
                                OPTIONS,
                                training,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The connected network is MiniRocket, which is fitted at once and cannot be trained "
                        + "further; the settings specify LSTM, 2 layers of 128 units.");
        var file = new ByteArrayOutputStream();
        assertThatThrownBy(() -> DeeplearningFile.write(network, file))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Deeplearning4j does not support Rocket networks. Select the Sequence Networks format.");
        assertThat(file.size()).isZero();
    }

    private static void assertRefused(LabelledSequences training, String message) {
        assertThatThrownBy(() ->
                        fit(LinearClassifier.AUTOMATIC, OPTIONS, training, Optional.empty(), TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(message);
    }
}
