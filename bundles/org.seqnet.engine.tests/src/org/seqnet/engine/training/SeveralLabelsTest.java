package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

/** Training of networks with independent labels. */
class SeveralLabelsTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 4);
    private static final Encoder LSTM = new Recurrent(Cell.LSTM, 1, 12, 0.1, 1);
    private static final Encoder CNN =
            new Convolutional(1, List.of(new ConvolutionBlock(6, 3, 1, 2, true, 0)), 16, 0.1);
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults()
            .withEpochs(12)
            .withBatchSize(16)
            .withUpdater(Updater.ADAM, 0.02)
            .withThreads(2)
            .withAverageWeights(false);

    private final LabelledSequences training = ToySequences.learnableSets(300, SHAPE, 4, 1);
    private final LabelledSequences validation = ToySequences.learnableSets(80, SHAPE, 4, 2);

    static Stream<Encoder> encoders() {
        return Stream.of(LSTM, CNN);
    }

    private static TrainingResult train(
            Encoder encoder, TrainingOptions options, LabelledSequences data, Optional<LabelledSequences> held) {
        var architecture = new Architecture(encoder, IndependentLabels.of(data.domain()));
        return new Trainer().train(architecture, PreprocessingRule.NONE, options, data, held, TrainingListener.NONE);
    }

    private static IndependentPredictions predictions(
            TrainedNetwork network, IndependentLabels head, LabelledSequences data) {
        try (var classifier = Classifier.of(network)) {
            var probabilities = classifier.probabilities(data.sequences(), 0, data.size(), () -> false);
            return new IndependentPredictions(head, probabilities, data);
        }
    }

    private static List<Float> thresholds(TrainedNetwork network) {
        return ((IndependentLabels) network.architecture().head()).thresholds();
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void what_can_be_learned_is_learned_with_sequences_of_no_label_among_it(Encoder encoder) {
        assertThat(training.labels()
                        .labels(IntStream.range(0, 300)
                                .filter(n -> training.labels().count(n) == 0)
                                .findFirst()
                                .orElseThrow()))
                .isEmpty();

        var result = train(encoder, OPTIONS, training, Optional.of(validation));

        var last = result.history().get(11);
        assertThat(last.validation().orElseThrow().accuracy()).isGreaterThan(0.9);
        assertThat(last.accuracy()).isGreaterThan(0.8);
        assertThat(last.loss()).isLessThan(result.history().get(0).loss() / 2);
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void validation_measures_whole_sets_at_the_usual_thresholds(Encoder encoder) {
        var result = train(encoder, OPTIONS.withEpochs(2), training, Optional.of(validation));

        var usual = IndependentLabels.of(validation.domain());
        assertThat(result.history().get(1).validation())
                .contains(predictions(result.network(), usual, validation).evaluation(Weights.EQUAL));
    }

    @Test
    void the_loss_of_an_epoch_is_that_of_its_sequences_before_each_step() {
        // steps so small that nothing changes
        var options = OPTIONS.withEpochs(1).withUpdater(Updater.SGD, 1e-12);
        var result = train(new Recurrent(Cell.LSTM, 1, 12, 0, 1), options, training, Optional.empty());

        var plain = predictions(result.network(), IndependentLabels.of(training.domain()), training)
                .evaluation(Weights.EQUAL);
        assertThat(result.history().get(0).loss()).isCloseTo(plain.loss(), within(1e-6));
        assertThat(result.history().get(0).accuracy()).isEqualTo(plain.accuracy());
    }

    @Test
    void thresholds_are_chosen_on_the_validation_data_and_lower_the_f1_of_no_label() {
        var result = train(LSTM, OPTIONS.withEpochs(2), training, Optional.of(validation));

        var usual = IndependentLabels.of(validation.domain());
        var chosen = (IndependentLabels) result.network().architecture().head();
        assertThat(chosen)
                .isEqualTo(new ThresholdSearch(predictions(result.network(), usual, validation)).best())
                .isNotEqualTo(usual);
        for (int label = 0; label < 4; label++) {
            assertThat(f1(predictions(result.network(), chosen, validation), label))
                    .isGreaterThanOrEqualTo(f1(predictions(result.network(), usual, validation), label));
        }
    }

    private static double f1(IndependentPredictions predictions, int label) {
        int both = 0;
        int either = 0;
        for (int n = 0; n < predictions.size(); n++) {
            boolean predicted = predictions.labels().predicts(predictions.probabilities(), n, label);
            boolean actual = predictions.data().labels().has(n, label);
            both += predicted && actual ? 1 : 0;
            either += (predicted ? 1 : 0) + (actual ? 1 : 0);
        }
        return 2.0 * both / either;
    }

    @Test
    void without_validation_data_thresholds_stay_as_they_are() {
        var first = train(LSTM, OPTIONS.withEpochs(1), training, Optional.of(validation));
        assertThat(thresholds(train(LSTM, OPTIONS.withEpochs(1), training, Optional.empty())
                        .network()))
                .containsOnly(0.5f);

        var resumed =
                new Trainer().resume(first.network(), LSTM, OPTIONS, training, Optional.empty(), TrainingListener.NONE);

        assertThat(thresholds(resumed.network())).isEqualTo(thresholds(first.network()));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void the_number_of_threads_changes_no_bit(Encoder encoder) {
        var one = train(encoder, OPTIONS.withEpochs(2).withThreads(1), training, Optional.of(validation));
        var three = train(encoder, OPTIONS.withEpochs(2).withThreads(3), training, Optional.of(validation));

        SmallTraining.assertSame(three, one);
        assertThat(thresholds(three.network())).isEqualTo(thresholds(one.network()));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void two_epochs_and_three_more_are_five_epochs_to_the_last_bit(Encoder encoder) throws IOException {
        var atOnce = train(encoder, OPTIONS.withEpochs(5), training, Optional.of(validation));
        var first = train(encoder, OPTIONS.withEpochs(2), training, Optional.of(validation));

        var resumed = new Trainer()
                .resume(
                        writtenAndRead(first.network()),
                        encoder,
                        OPTIONS.withEpochs(3),
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);

        SmallTraining.assertSame(resumed, atOnce);
        assertThat(resumed.network().architecture()).isEqualTo(atOnce.network().architecture());
        assertThat(resumed.network().steps()).isEqualTo(atOnce.network().steps());
    }

    private static TrainedNetwork writtenAndRead(TrainedNetwork network) throws IOException {
        var file = new ByteArrayOutputStream();
        ModelArchive.write(network, file);
        return ModelArchive.read(new ByteArrayInputStream(file.toByteArray()), "m.net");
    }

    @Test
    void early_stopping_keeps_the_best_epoch_and_chooses_thresholds_for_it() {
        // the better the training data are learned, the worse their opposite
        var opposite = new LabelledSequences(
                validation.sequences(),
                LabelSets.of(IntStream.range(0, validation.size())
                        .mapToObj(n -> IntStream.range(0, 4)
                                .filter(label -> !validation.labels().has(n, label))
                                .toArray())
                        .toList()),
                validation.domain());
        var options = OPTIONS.withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 2, 0));

        var result = train(LSTM, options, training, Optional.of(opposite));

        assertThat(result.stopReason()).isEqualTo(StopReason.STOPPED_EARLY);
        assertThat(result.history()).hasSize(result.bestEpoch() + 2);
        var predictions = predictions(result.network(), IndependentLabels.of(opposite.domain()), opposite);
        assertThat(result.history().get(result.bestEpoch() - 1).validation())
                .contains(predictions.evaluation(Weights.EQUAL));
        assertThat(result.network().architecture().head()).isEqualTo(new ThresholdSearch(predictions).best());
    }

    @Test
    void reaching_the_accuracy_keeps_the_last_epoch_and_chooses_thresholds_for_it() {
        var result = train(LSTM, OPTIONS.withStopAtAccuracy(0.001), training, Optional.of(validation));

        assertThat(result.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
        var predictions = predictions(result.network(), IndependentLabels.of(validation.domain()), validation);
        assertThat(result.network().architecture().head()).isEqualTo(new ThresholdSearch(predictions).best());
    }

    @Test
    void one_label_only_is_learned() {
        var one = ToySequences.learnableSets(200, SHAPE, 1, 1);
        var held = ToySequences.learnableSets(80, SHAPE, 1, 2);

        var result = train(LSTM, OPTIONS, one, Optional.of(held));

        assertThat(result.history().get(11).validation().orElseThrow().accuracy())
                .isGreaterThan(0.95);
        assertThat(thresholds(result.network())).hasSize(1);
    }

    @Test
    void a_label_that_all_sequences_have_is_learned() {
        var all = new LabelledSequences(
                training.sequences(), LabelSets.ofClasses(new int[training.size()]), Toys.labels(1));

        var result = train(LSTM, OPTIONS, all, Optional.of(all));

        assertThat(result.history().get(11).accuracy()).isEqualTo(1);
        assertThat(thresholds(result.network())).containsExactly(0.5f);
    }

    @Test
    void labels_that_never_occur_become_unlikely_and_keep_the_usual_threshold() {
        // 4 labels of 6 occur
        var data = ToySequences.learnableSets(300, SHAPE, 6, 1);
        var held = ToySequences.learnableSets(80, SHAPE, 6, 2);

        var network = train(LSTM, OPTIONS, data, Optional.of(held)).network();

        assertThat(thresholds(network).subList(4, 6)).containsExactly(0.5f, 0.5f);
        var predictions = predictions(network, IndependentLabels.of(held.domain()), held);
        for (int n = 0; n < held.size(); n++) {
            assertThat(predictions.probability(n, 4)).isLessThan(0.1f);
            assertThat(predictions.probability(n, 5)).isLessThan(0.1f);
        }
        assertThat(predictions.evaluation(Weights.EQUAL).accuracy()).isGreaterThan(0.9);
    }

    @Test
    void a_thousand_labels_are_learned() {
        var data = ToySequences.learnableSets(300, SHAPE, 1000, 1);
        var held = ToySequences.learnableSets(80, SHAPE, 1000, 2);

        var result = train(LSTM, OPTIONS, data, Optional.of(held));

        assertThat(thresholds(result.network())).hasSize(1000);
        // even odds of all cost 1,000 ln 2 = 693 nats
        assertThat(result.history().get(0).loss()).isGreaterThan(50);
        assertThat(result.history().get(11).validation().orElseThrow().loss()).isLessThan(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sequences_that_none_is_labeled_of_are_refused(boolean any) {
        var none = new LabelledSequences(
                any
                        ? training.sequences()
                        : Sequences.packer(SHAPE, InputForm.SEQUENCES, "").build(),
                LabelSets.of(Collections.nCopies(any ? training.size() : 0, new int[0])),
                training.domain());

        assertThatThrownBy(() -> train(LSTM, OPTIONS, none, Optional.empty()))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        any
                                ? "None of the training sequences has a label. At least one must have one."
                                : "There are no training sequences. Training requires at least one.");
    }

    @Test
    void validation_sequences_may_all_have_no_label() {
        var none = new LabelledSequences(
                validation.sequences(), LabelSets.of(Collections.nCopies(80, new int[0])), validation.domain());

        assertThat(thresholds(train(LSTM, OPTIONS.withEpochs(1), training, Optional.of(none))
                        .network()))
                .containsOnly(0.5f);
    }

    @Test
    void sets_are_no_classes() {
        var classes = ToySequences.learnable(80, SHAPE, 4, 1);
        var architecture = new Architecture(LSTM, new Classes(4));

        assertThatThrownBy(() -> new Trainer()
                        .train(
                                architecture,
                                PreprocessingRule.NONE,
                                OPTIONS,
                                training,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Classification requires exactly one label per training sequence.");
        assertThatThrownBy(() -> new Trainer()
                        .train(
                                architecture,
                                PreprocessingRule.NONE,
                                OPTIONS,
                                classes,
                                Optional.of(validation),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Classification requires exactly one label per validation sequence.");
    }
}
