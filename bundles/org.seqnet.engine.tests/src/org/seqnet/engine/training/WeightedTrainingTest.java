package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.Weights;

class WeightedTrainingTest extends SmallTraining {
    private static final TrainingOptions GIVEN = SHORT.with(draft -> draft.weighting = Weighting.GIVEN);
    private static final TrainingOptions BALANCED = SHORT.with(draft -> draft.weighting = Weighting.BALANCED);

    private static LabelledSequences weighted(LabelledSequences data, float... weights) {
        return new LabelledSequences(data.sequences(), data.labels(), data.domain(), Weights.of(weights));
    }

    private static float[] repeated(int size, float... weights) {
        var all = new float[size];
        IntStream.range(0, size).forEach(n -> all[n] = weights[n % weights.length]);
        return all;
    }

    private static TrainingResult train(Head head, TrainingOptions options, LabelledSequences data) {
        return new Trainer()
                .train(
                        new Architecture(SMALL, head),
                        PreprocessingRule.NONE,
                        options,
                        data,
                        Optional.of(data),
                        TrainingListener.NONE);
    }

    private TrainingResult train(TrainingOptions options, LabelledSequences data) {
        return train(new Classes(4), options, data);
    }

    @Test
    void equal_weights_change_no_bit_whatever_they_are() {
        var expected = train(SHORT, training);

        assertSame(train(GIVEN, training), expected);
        assertSame(train(GIVEN, weighted(training, repeated(150, 0.25f))), expected);
        assertSame(train(SHORT, weighted(training, repeated(150, 1, 2, 3))), expected);
    }

    @Test
    void only_proportions_matter() {
        assertSame(
                train(GIVEN, weighted(training, repeated(150, 1, 2, 5))),
                train(GIVEN, weighted(training, repeated(150, 4, 8, 20))));
    }

    @Test
    void a_class_of_weight_0_is_not_learned_and_still_counts_for_the_accuracy() {
        var data = weighted(training, repeated(150, 1, 1, 1, 0));
        var last = train(GIVEN.withEpochs(8), data).history().get(7);

        // 37 of 150 sequences are of class 3
        assertThat(last.accuracy()).isBetween(0.7, 113 / 150.0);
        assertThat(last.validation().orElseThrow().accuracy()).isCloseTo(113 / 150.0, within(1e-9));
        assertThat(last.loss()).isLessThan(0.3);
        assertThat(last.validation().orElseThrow().loss()).isGreaterThan(1);
    }

    @Test
    void the_training_loss_is_the_weighted_mean() {
        // at such a rate nothing is learned: all losses are those of the start weights
        var still = GIVEN.withUpdater(Updater.SGD, 1e-30).withEpochs(1).withAverageWeights(false);
        double[] alone = new double[3];
        for (int third = 0; third < 3; third++) {
            var weights = new float[3];
            weights[third] = 7;
            alone[third] = train(still, weighted(training, repeated(150, weights)))
                    .history()
                    .get(0)
                    .loss();
        }

        double all = train(still, weighted(training, repeated(150, 1, 2, 5)))
                .history()
                .get(0)
                .loss();

        assertThat(all).isCloseTo((alone[0] + 2 * alone[1] + 5 * alone[2]) / 8, within(1e-6));
    }

    @Test
    void balanced_weights_are_those_of_the_classes() {
        var data = new LabelledSequences(
                training.sequences(),
                IntStream.range(0, 150).map(n -> n < 10 ? 0 : 1).toArray(),
                training.domain());
        var weights = new float[150];
        Arrays.fill(weights, 0, 10, 150 / (2 * 10f));
        Arrays.fill(weights, 10, 150, 150 / (2 * 140f));

        var balanced = train(BALANCED, data);

        assertThat(balanced.network().provenance().options().weighting()).isEqualTo(Weighting.BALANCED);
        var given = train(GIVEN, weighted(data, weights));
        assertThat(balanced.history().get(2).loss())
                .isCloseTo(given.history().get(2).loss(), within(1e-4));
        assertThat(balanced.network().parameters())
                .isNotEqualTo(train(SHORT, data).network().parameters());
    }

    static List<Head> severalLabels() {
        return List.of(IndependentLabels.of(Toys.labels(4)), new LabelPath(4, 8, 8, List.of(0, 1, 2, 3)));
    }

    @ParameterizedTest
    @MethodSource("severalLabels")
    void sequences_of_several_labels_have_weights_and_no_balance(Head head) {
        var data = ToySequences.learnableSets(150, SHAPE, 4, 1);
        var weights = weighted(data, repeated(150, 1, 0, 2));

        assertSame(train(head, GIVEN.withThreads(1), weights), train(head, GIVEN.withThreads(3), weights));
        assertThat(train(head, GIVEN, weights).network())
                .isNotEqualTo(train(head, SHORT, data).network());
        assertThatThrownBy(() -> train(head, BALANCED, data))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Balanced class weights require exactly one label per sequence. Use a weight for each "
                        + "sequence instead.");
    }

    @Test
    void labels_are_smoothed_unless_they_are_paths() {
        var smoothed = SHORT.with(draft -> draft.labelSmoothing = 0.2).withEpochs(12);
        var data = ToySequences.learnableSets(150, SHAPE, 4, 1);

        // the least loss is the entropy of the smoothed targets
        double entropy = -0.85 * Math.log(0.85) - 3 * 0.05 * Math.log(0.05);
        assertThat(train(smoothed, training).history().get(11).loss()).isBetween(entropy, entropy + 0.1);
        double entropyOfLabels = 4 * (-0.9 * Math.log(0.9) - 0.1 * Math.log(0.1));
        assertThat(train(IndependentLabels.of(Toys.labels(4)), smoothed, data)
                        .history()
                        .get(11)
                        .loss())
                .isBetween(entropyOfLabels, entropyOfLabels + 0.3);
        assertThatThrownBy(() -> train(new LabelPath(4, 8, 8, List.of()), smoothed, data))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Label smoothing is not available for label paths. Set it to 0.");
    }

    @Test
    void weights_of_other_sequences_are_refused() {
        assertThatThrownBy(() -> weighted(training, 1, 2))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("There are 150 sequences, but weights of 2 sequences.");
    }
}
