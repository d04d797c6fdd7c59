package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.ValueLoss.Huber;
import org.seqnet.engine.network.ValueLoss.Quantiles;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.search.SearchListener;
import org.seqnet.engine.search.SearchSpace;
import org.seqnet.engine.search.SuccessiveHalving;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

class RegressionTrainingTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 2);
    private static final Recurrent LSTM = new Recurrent(Cell.LSTM, 1, 8, 0, 1);
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults()
            .withEpochs(15)
            .withBatchSize(16)
            .withUpdater(Updater.ADAM, 0.02)
            .withAverageWeights(false)
            .withThreads(2);

    private final LabelledSequences training = ToySequences.learnableValues(160, SHAPE, 1);
    private final LabelledSequences validation = ToySequences.learnableValues(60, SHAPE, 2);

    private static Architecture network(Encoder encoder, ValueLoss loss) {
        return new Architecture(encoder, new Values(List.of(Standard.NONE, Standard.NONE), loss, Optional.empty()));
    }

    private TrainingResult train(Architecture network, TrainingOptions options, LabelledSequences from) {
        return new Trainer()
                .train(network, PreprocessingRule.NONE, options, from, Optional.of(validation), TrainingListener.NONE);
    }

    private static ValuePredictions predictions(TrainedNetwork network, LabelledSequences data) {
        var values = (Values) network.architecture().head();
        var outputs = new float[data.size() * values.outputs()];
        try (var live = LiveNetwork.of(network.architecture(), SHAPE, network.parameters(), 1)) {
            live.classify(data.sequences(), 0, data.size(), 100, outputs, () -> false);
        }
        return new ValuePredictions(values, outputs, data);
    }

    static Stream<ValueLoss> losses() {
        return Stream.of(ValueLoss.SQUARED, ValueLoss.ABSOLUTE, new Huber(1), new Quantiles(List.of(0.1, 0.5, 0.9)));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void a_network_learns_targets_of_very_different_scales_by_any_loss(ValueLoss loss) {
        var result = train(network(LSTM, loss), OPTIONS, training);

        var last = result.history().get(14);
        var checked = last.validation().get();
        assertThat(checked.accuracy()).isGreaterThan(0.8);
        assertThat(checked).isEqualTo(predictions(result.network(), validation).evaluation(Weights.EQUAL));
        assertThat(checked.errors().get().meanAbsolute()).isLessThan(0.7); // of a mean deviation of 1.45
        assertThat(last.training().errors()).isPresent();
        assertThat(last.accuracy()).isGreaterThan(0.8);
        assertThat(result.history().get(0).loss()).isGreaterThan(last.loss());
    }

    @Test
    void figures_of_an_epoch_whose_weights_hardly_move_are_those_of_its_network() {
        for (var encoder : List.of(LSTM, new Recurrent(Cell.GRU, 1, 4, 0, 0, true, Pooling.MEAN))) {
            for (int members : new int[] {1, 2}) {
                var network = new Architecture(
                        encoder, network(encoder, ValueLoss.SQUARED).head(), members);
                var result = train(network, OPTIONS.withEpochs(1).withUpdater(Updater.SGD, 1e-12), training);

                var learned = result.history().get(0).training();
                var parameters = result.network().parameters();
                int count = parameters.length / members;
                double squared = 0;
                double loss = 0;
                for (int member = 0; member < members; member++) {
                    var one = new TrainedNetwork(
                            result.network().architecture().member(),
                            result.network().input(),
                            result.network().labels(),
                            Arrays.copyOfRange(parameters, member * count, (member + 1) * count),
                            new float[0],
                            0,
                            result.network().provenance());
                    var evaluation = predictions(one, training).evaluation(Weights.EQUAL);
                    squared += Math.pow(evaluation.errors().orElseThrow().rootMeanSquared(), 2) / members;
                    loss += evaluation.loss() / members;
                }
                var errors = learned.errors().orElseThrow();
                assertThat(learned.loss()).isCloseTo(loss, within(1e-4 * loss));
                assertThat(errors.rootMeanSquared()).isCloseTo(Math.sqrt(squared), within(1e-3 * Math.sqrt(squared)));
            }
        }
    }

    @Test
    void targets_are_standardized_by_the_training_rows_alone_whatever_the_settings_say() {
        var misled = new Architecture(
                LSTM, new Values(List.of(new Standard(5, 5), new Standard(6, 6)), ValueLoss.SQUARED, Optional.empty()));

        var result = train(misled, OPTIONS.withEpochs(1), training);

        var values = training.values();
        double sum = 0;
        double squares = 0;
        for (int n = 0; n < values.size(); n++) {
            sum += values.get(n, 0);
        }
        double mean = sum / values.size();
        for (int n = 0; n < values.size(); n++) {
            squares += Math.pow(values.get(n, 0) - mean, 2);
        }
        var standard = ((Values) result.network().architecture().head()).standard(0);
        assertThat(standard.mean()).isCloseTo(mean, within(1e-9));
        assertThat(standard.deviation()).isCloseTo(Math.sqrt(squares / values.size()), within(1e-9));
    }

    @Test
    void times_in_milliseconds_are_predicted_to_a_small_part_of_their_deviation() {
        double noon = 1_796_040_000_000.0;
        var result = train(network(LSTM, ValueLoss.SQUARED), OPTIONS, moved(training, noon));

        var errors = predictions(result.network(), moved(validation, noon)).evaluation(Weights.EQUAL);
        var plain = train(network(LSTM, ValueLoss.SQUARED), OPTIONS, training)
                .history()
                .get(14)
                .validation()
                .orElseThrow();
        assertThat(errors.accuracy()).isCloseTo(plain.accuracy(), within(0.02));
        assertThat(errors.errors().orElseThrow().meanAbsolute()).isLessThan(0.7);
    }

    private static LabelledSequences moved(LabelledSequences data, double offset) {
        var values = new double[2 * data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.values().get(i / 2, i % 2) + (i % 2 == 0 ? offset : 0);
        }
        return new LabelledSequences(data.sequences(), TargetValues.of(2, values), data.domain());
    }

    @Test
    void a_resumed_network_keeps_its_standards_and_ends_where_one_training_would() {
        var network = network(LSTM, ValueLoss.SQUARED);
        var first = train(network, OPTIONS.withEpochs(2), training);
        var whole = train(network, OPTIONS.withEpochs(4), training);

        var resumed = new Trainer()
                .resume(
                        first.network(),
                        LSTM,
                        OPTIONS.withEpochs(2),
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);
        var other = new Trainer()
                .resume(
                        first.network(),
                        LSTM,
                        OPTIONS.withEpochs(1),
                        moved(training, 77),
                        Optional.empty(),
                        TrainingListener.NONE);

        assertThat(resumed.network().parameters()).isEqualTo(whole.network().parameters());
        assertThat(resumed.history())
                .extracting(EpochRecord::training)
                .isEqualTo(whole.history().stream().map(EpochRecord::training).toList());
        assertThat(other.network().architecture()).isEqualTo(first.network().architecture());
    }

    @Test
    void a_transferred_network_learns_standards_of_its_own() {
        var first = train(network(LSTM, ValueLoss.SQUARED), OPTIONS.withEpochs(1), training);

        var transferred = new Trainer()
                .transfer(
                        first.network(),
                        LearnedLayers.HEAD,
                        network(LSTM, ValueLoss.ABSOLUTE),
                        OPTIONS.withEpochs(1),
                        moved(training, 77),
                        Optional.empty(),
                        TrainingListener.NONE);
        var standard = ((Values) first.network().architecture().head()).standard(0);
        var own = ((Values) transferred.network().architecture().head()).standard(0);
        assertThat(own.mean()).isCloseTo(standard.mean() + 77, within(1e-9));
        assertThat(own.deviation()).isCloseTo(standard.deviation(), within(1e-9));
    }

    @Test
    void only_a_network_of_the_same_loss_and_task_can_be_resumed() {
        var squared = network(LSTM, ValueLoss.SQUARED).head();

        assertThatThrownBy(() -> network(LSTM, new Huber(1)).head().requireWeightsOf(squared))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The network to resume has the loss 'squared error'; the settings specify 'Huber loss, "
                        + "delta 1.0'.");
        assertThatThrownBy(() -> Toys.forecast()
                        .architecture()
                        .head()
                        .requireWeightsOf(new Values(List.of(Standard.NONE), new Huber(1.5), Optional.empty())))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "The network to resume is a regression; the settings specify a direct forecast of 3 steps.");
    }

    @Test
    void training_stops_early_by_the_validation_loss_or_r2_and_at_an_r2() {
        for (var measure : EarlyStopping.Measure.values()) {
            var stopped = train(
                    network(LSTM, ValueLoss.SQUARED),
                    OPTIONS.withEpochs(30).withEarlyStopping(new EarlyStopping(measure, 1, 0.01)),
                    training);
            assertThat(stopped.stopReason()).isEqualTo(StopReason.STOPPED_EARLY);
            var kept = stopped.history().get(stopped.bestEpoch() - 1).validation();
            assertThat(predictions(stopped.network(), validation).evaluation(Weights.EQUAL))
                    .isEqualTo(kept.orElseThrow());
        }
        var reached = train(
                network(LSTM, ValueLoss.SQUARED),
                OPTIONS.withEpochs(30).with(draft -> draft.stopAtAccuracy = OptionalDouble.of(0.5)),
                training);
        assertThat(reached.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
        assertThat(reached.history())
                .extracting(EpochRecord::measuredAccuracy)
                .last()
                .satisfies(r2 -> assertThat(r2).isGreaterThanOrEqualTo(0.5));
    }

    @Test
    void settings_and_the_learning_rate_are_found() {
        var found = new SuccessiveHalving(
                        new SearchSpace(3, true, true, false),
                        network(LSTM, ValueLoss.SQUARED),
                        PreprocessingRule.NONE,
                        OPTIONS.withEpochs(3),
                        training,
                        Optional.of(validation),
                        new SearchListener() {})
                .run();
        List<Double> firstRound = found.scores().stream()
                .limit(3)
                .map(score ->
                        score.best().orElseThrow().validation().orElseThrow().loss())
                .toList();
        assertThat(firstRound).isSorted();
        assertThat(((Values) found.training().network().architecture().head())
                        .standard(0)
                        .mean())
                .isCloseTo(1000, within(1.0));

        var rated = train(
                network(LSTM, ValueLoss.ABSOLUTE),
                OPTIONS.withEpochs(4).with(draft -> draft.findsLearningRate = true),
                training);
        assertThat(rated.network().provenance().options().learningRate()).isBetween(1e-4, 1.0);
        assertThat(rated.history().get(3).loss())
                .isLessThan(rated.history().get(0).loss());
    }

    @Test
    void rows_may_be_weighted() {
        var none = new float[160];
        Arrays.fill(none, 0, 80, 1);
        var weighted =
                new LabelledSequences(training.sequences(), training.values(), training.domain(), Weights.of(none));
        var options = OPTIONS.with(draft -> draft.weighting = Weighting.GIVEN);

        var result = train(network(LSTM, ValueLoss.SQUARED), options.withEpochs(5), weighted);
        var plain = train(network(LSTM, ValueLoss.SQUARED), OPTIONS.withEpochs(5), training);

        assertThat(result.network().parameters()).isNotEqualTo(plain.network().parameters());
        assertThat(result.network().architecture()).isEqualTo(plain.network().architecture());
    }

    @Test
    void a_single_row_and_constant_targets_can_be_learned_and_have_figures() {
        var rows = new ArrayList<LabelledSequences>();
        rows.add(training.select(new int[] {3}));
        rows.add(new LabelledSequences(
                training.sequences(), TargetValues.of(2, constant(2 * training.size())), training.domain()));
        for (var few : rows) {
            var result = new Trainer()
                    .train(
                            network(LSTM, ValueLoss.SQUARED),
                            PreprocessingRule.NONE,
                            OPTIONS.withEpochs(2),
                            few,
                            Optional.empty(),
                            TrainingListener.NONE);
            var last = result.history().get(1);
            assertThat(last.accuracy()).isBetween(0.0, 1.0);
            assertThat(last.training().errors().orElseThrow().rootMeanSquared()).isFinite();
            assertThat(last.line(2)).doesNotContain("NaN", "Infinity");
        }
    }

    private static double[] constant(int count) {
        var values = new double[count];
        Arrays.fill(values, 7);
        return values;
    }

    @Test
    void what_cannot_be_learned_from_is_refused_with_what_to_do() {
        var network = network(LSTM, ValueLoss.SQUARED);
        var unknown = training.values().select(n -> n, training.size());
        var half = new double[2 * training.size()];
        for (int i = 0; i < half.length; i++) {
            half[i] = i % 2 == 0 ? unknown.get(i / 2, 0) : Double.NaN;
        }
        var none = new double[2 * training.size()];
        Arrays.fill(none, Double.NaN);

        assertRefused(
                () -> train(network, OPTIONS, of(half)),
                "The target 'small level' has no value in any training sequence. Remove it, or add sequences that have "
                        + "one.");
        assertRefused(
                () -> train(network, OPTIONS, of(none)),
                "None of the training sequences has a target value. At least one must have one.");
        assertRefused(
                () -> train(network, OPTIONS, ToySequences.learnable(20, SHAPE, 2, 1)),
                "Regression requires 2 numeric target values for each training sequence.");
        assertRefused(
                () -> train(network, OPTIONS.with(draft -> draft.labelSmoothing = 0.1), training),
                "Label smoothing is not available for numeric targets. Set it to 0.");
        assertRefused(
                () -> train(network, OPTIONS.with(draft -> draft.weighting = Weighting.BALANCED), training),
                "Balanced class weights require exactly one label per sequence. Use a weight for each sequence "
                        + "instead.");
        assertRefused(
                () -> validated(of(none)),
                "None of the validation sequences has a target value. Connect a validation table with values, or "
                        + "none.");
        assertRefused(
                () -> validated(ToySequences.learnable(20, SHAPE, 2, 1)),
                "Regression requires 2 numeric target values for each validation sequence.");
        assertRefused(
                () -> validated(new LabelledSequences(
                        training.sequences(), training.values(), LabelDomain.of("level", "other"))),
                "The validation targets %s differ from the training targets %s. Both must be the same, in the same "
                                .formatted(LabelDomain.of("level", "other"), training.domain())
                        + "order.");
    }

    private LabelledSequences of(double[] targets) {
        return new LabelledSequences(training.sequences(), TargetValues.of(2, targets), training.domain());
    }

    private void validated(LabelledSequences data) {
        new Trainer()
                .train(
                        network(LSTM, ValueLoss.SQUARED),
                        PreprocessingRule.NONE,
                        OPTIONS,
                        training,
                        Optional.of(data),
                        TrainingListener.NONE);
    }

    private static void assertRefused(Runnable work, String message) {
        assertThatThrownBy(work::run).isInstanceOf(SeqNetException.class).hasMessage(message);
    }
}
