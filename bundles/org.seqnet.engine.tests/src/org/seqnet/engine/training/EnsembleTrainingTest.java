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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
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
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

/** An ensemble is trained as one network, and each of its members as if it were alone. */
class EnsembleTrainingTest extends SmallTraining {
    private static final Recurrent DROPPING = new Recurrent(Cell.LSTM, 2, 8, 0.3, 1);

    private TrainingResult train(Encoder encoder, int members, TrainingOptions options) {
        return train(encoder, members, options, Optional.of(validation));
    }

    private TrainingResult train(
            Encoder encoder, int members, TrainingOptions options, Optional<LabelledSequences> held) {
        return new Trainer()
                .train(
                        new Architecture(encoder, Classes.of(training.domain()), members),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        held,
                        TrainingListener.NONE);
    }

    private static float[] member(int number, TrainedNetwork ensemble) {
        int count = ensemble.parameterCount() / ensemble.architecture().members();
        return Arrays.copyOfRange(ensemble.parameters(), number * count, (number + 1) * count);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "0, 0, 3", "0.05, 0, 2", "0, 0.3, 2", "0.05, 0.3, 1", "0.05, 0.3, 3"})
    void the_first_member_learns_to_the_bit_what_it_would_alone(double clipping, double dropout, int threads) {
        var encoder = new Recurrent(Cell.LSTM, 2, 8, dropout, 1);
        var options = SHORT.withGradientClipping(clipping).withL2(0.001).withThreads(threads);

        var ensemble = train(encoder, 3, options).network();
        var alone = train(encoder, 1, options).network();

        assertThat(member(0, ensemble)).isEqualTo(alone.parameters());
        assertThat(member(1, ensemble)).isNotEqualTo(alone.parameters());
        assertThat(member(2, ensemble)).isNotEqualTo(member(1, ensemble));
        assertThat(ensemble.steps()).isEqualTo(alone.steps());
        int count = alone.parameterCount();
        // first moments of all, then second moments of all
        assertThat(Arrays.copyOf(ensemble.updaterState(), count)).isEqualTo(Arrays.copyOf(alone.updaterState(), count));
        assertThat(Arrays.copyOfRange(ensemble.updaterState(), 3 * count, 4 * count))
                .isEqualTo(Arrays.copyOfRange(alone.updaterState(), count, 2 * count));
    }

    @Test
    void clipping_matters_in_the_comparison() {
        assertThat(train(SMALL, 1, SHORT.withGradientClipping(0.05)).network().parameters())
                .isNotEqualTo(train(SMALL, 1, SHORT).network().parameters());
    }

    @ParameterizedTest
    @EnumSource
    void every_optimizer_moves_the_first_member_as_alone(Updater updater) {
        var options = SHORT.withUpdater(updater, Toys.usualRate(updater)).withAverageWeights(false);

        assertThat(member(0, train(DROPPING, 2, options).network()))
                .isEqualTo(train(DROPPING, 1, options).network().parameters());
    }

    static Stream<Encoder> convolutions() {
        return Stream.of(
                new TemporalConvolutional(Design.FCN, 4, 3, 3, 1, 0.2),
                new Convolutional(1, List.of(new ConvolutionBlock(3, 3, 1, 2, true, 0.2)), 5, 0.5),
                new Convolutional(1, List.of(new ConvolutionBlock(3, 3, 1, 1, false, 0)), 5, 0));
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void the_first_of_convolutional_members_learns_to_the_bit_what_it_would_alone(Encoder encoder) {
        var options = SHORT.withGradientClipping(0.05).withL2(0.001);

        var ensemble = train(encoder, 3, options).network();

        assertThat(member(0, ensemble))
                .isEqualTo(train(encoder, 1, options).network().parameters());
    }

    @Test
    void the_number_of_threads_changes_no_bit() {
        assertSame(train(DROPPING, 3, SHORT.withThreads(3)), train(DROPPING, 3, SHORT.withThreads(1)));
    }

    @Test
    void two_epochs_and_three_more_are_five_epochs_to_the_last_bit() throws IOException {
        var options = SHORT.withAverageWeights(false).withGradientClipping(0.05);
        var atOnce = train(DROPPING, 3, options.withEpochs(5));

        var first = writtenAndRead(train(DROPPING, 3, options.withEpochs(2)).network());
        var resumed = new Trainer()
                .resume(
                        first,
                        DROPPING,
                        options.withEpochs(3),
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);

        assertSame(resumed, atOnce);
        assertThat(resumed.network().architecture().members()).isEqualTo(3);
    }

    private static TrainedNetwork writtenAndRead(TrainedNetwork network) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ModelArchive.write(network, bytes);
        return ModelArchive.read(new ByteArrayInputStream(bytes.toByteArray()), "m.net");
    }

    @Test
    void validation_and_temperature_are_those_of_the_mean_probabilities() {
        // some cannot be right, or else no temperature would be best
        var held = new LabelledSequences(
                validation.sequences(),
                IntStream.range(0, validation.size())
                        .map(n -> n % 5 == 0 ? 0 : validation.label(n))
                        .toArray(),
                validation.domain());
        var result = train(SMALL, 3, SHORT.withAverageWeights(false), Optional.of(held));

        var measured = result.history().get(2).validation().orElseThrow();
        try (var classifier = Classifier.of(result.network())) {
            assertThat(evaluation(classifier, held)).isEqualTo(measured);
            var probabilities = classifier.probabilities(held.sequences(), 0, held.size(), () -> false);
            var plain = new Classes(4);
            assertThat(result.network().architecture().head())
                    .isEqualTo(new TemperatureSearch(new ClassPredictions(plain, probabilities, held)).best())
                    .isNotEqualTo(plain);
        }
    }

    @Test
    void thresholds_are_those_of_the_mean_probabilities() {
        var sets = ToySequences.learnableSets(90, SHAPE, 4, 1);
        var held = ToySequences.learnableSets(60, SHAPE, 4, 2);

        var network = new Trainer()
                .train(
                        new Architecture(SMALL, IndependentLabels.of(sets.domain()), 2),
                        PreprocessingRule.NONE,
                        SHORT,
                        sets,
                        Optional.of(held),
                        TrainingListener.NONE)
                .network();

        try (var classifier = Classifier.of(network)) {
            var probabilities = classifier.probabilities(held.sequences(), 0, held.size(), () -> false);
            var usual = new IndependentPredictions(IndependentLabels.of(held.domain()), probabilities, held);
            assertThat(network.architecture().head()).isEqualTo(new ThresholdSearch(usual).best());
        }
    }

    @Test
    void an_ensemble_of_equal_members_is_as_good_as_one_of_them() {
        var one = train(SMALL, 1, SHORT).network();
        var parameters = Arrays.copyOf(one.parameters(), 2 * one.parameterCount());
        System.arraycopy(parameters, 0, parameters, one.parameterCount(), one.parameterCount());
        var two = new TrainedNetwork(
                new Architecture(SMALL, one.architecture().head(), 2),
                one.input(),
                one.labels(),
                parameters,
                new float[0],
                0,
                one.provenance());

        try (var single = Classifier.of(one);
                var twins = Classifier.of(two)) {
            assertThat(twins.probabilities(validation.sequences(), 0, validation.size(), () -> false))
                    .isEqualTo(single.probabilities(validation.sequences(), 0, validation.size(), () -> false));
        }
    }

    @Test
    void early_stopping_keeps_all_members_of_the_best_epoch() {
        var options = SHORT.withEpochs(6).withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 2, 0));

        var result = train(SMALL, 2, options, Optional.of(contradicting()));

        assertThat(result.stopReason()).isEqualTo(StopReason.STOPPED_EARLY);
        try (var classifier = Classifier.of(result.network())) {
            var best = result.history().get(result.bestEpoch() - 1);
            assertThat(evaluation(classifier, contradicting()))
                    .isEqualTo(best.validation().orElseThrow());
        }
    }

    @Test
    void a_learning_rate_is_found_for_all_members_together() {
        var options = SHORT.with(draft -> draft.findsLearningRate = true);

        var result = train(SMALL, 2, options);

        double rate = result.network().provenance().options().learningRate();
        assertThat(rate).isNotEqualTo(options.learningRate());
        assertThat(member(0, result.network()))
                .isEqualTo(train(SMALL, 1, SHORT.withUpdater(Updater.ADAM, rate))
                        .network()
                        .parameters());
    }

    @Test
    void loss_and_accuracy_of_an_epoch_are_means_over_the_members() {
        // with a rate that changes nothing, the members are those of the start
        var still = SHORT.withEpochs(1).withUpdater(Updater.SGD, 1e-30).withAverageWeights(false);
        var ensemble = train(SMALL, 2, still);
        double loss = 0;
        double accuracy = 0;
        for (int number = 0; number < 2; number++) {
            var trained = ensemble.network();
            var alone = new TrainedNetwork(
                    trained.architecture().member(),
                    trained.input(),
                    trained.labels(),
                    member(number, trained),
                    new float[0],
                    0,
                    trained.provenance());
            try (var classifier = Classifier.of(alone)) {
                var own = evaluation(classifier, training);
                loss += own.loss() / 2;
                accuracy += own.accuracy() / 2;
            }
        }

        var epoch = ensemble.history().get(0);
        assertThat(epoch.loss()).isCloseTo(loss, within(1e-6));
        assertThat(epoch.accuracy()).isCloseTo(accuracy, within(1e-12));
    }

    @Test
    void an_encoder_is_transferred_member_by_member_to_as_many() {
        var first = train(SMALL, 3, SHORT).network();
        var sets = ToySequences.learnableSets(90, SHAPE, 4, 1);
        var head = IndependentLabels.of(sets.domain());

        var second = transfer(first, new Architecture(SMALL, head, 3), sets).network();

        int length = (int) (first.parameterCount() / 3 - head.parameterCount(SMALL.outputs()));
        for (int number = 0; number < 3; number++) {
            assertThat(Arrays.copyOf(member(number, second), length))
                    .isEqualTo(Arrays.copyOf(member(number, first), length));
            assertThat(member(number, second)).isNotEqualTo(member(number, first));
        }
        assertThatThrownBy(() -> transfer(first, new Architecture(SMALL, head), sets))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "The connected network is an ensemble of 3 networks; the settings specify a single network.");
    }

    private static TrainingResult transfer(TrainedNetwork network, Architecture architecture, LabelledSequences data) {
        return new Trainer()
                .transfer(
                        network,
                        LearnedLayers.HEAD,
                        architecture,
                        SHORT,
                        data,
                        Optional.empty(),
                        TrainingListener.NONE);
    }

    @Test
    void too_many_parameters_of_all_members_are_refused() {
        assertThatThrownBy(() -> train(new Recurrent(Cell.LSTM, 1, 1000, 0, 1), 100, SHORT))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "LSTM, 1 layer of 1000 units, ensemble of 100 for sequences of 6 time steps x 4 features would "
                                + "have 402,400,400 parameters; the maximum is 250,000,000. Use fewer or smaller "
                                + "layers, or fewer ensemble members.");
    }
}
