package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Weights;

class IndependentPredictionsTest {
    private static final float NAN = Float.NaN;
    /** What a probability of 0 costs, in nats. */
    private static final double MOST = -Math.log(Float.MIN_NORMAL);

    private static IndependentPredictions predictions(float[] probabilities, int[]... sets) {
        var sequences = ToySequences.learnable(sets.length, new SequenceShape(2, 1), 2, 1)
                .sequences();
        var data = new LabelledSequences(sequences, LabelSets.of(List.of(sets)), Toys.labels(2));
        return new IndependentPredictions(new IndependentLabels(List.of(0.5f, 0.25f)), probabilities, data);
    }

    @Test
    void a_sequence_is_right_if_all_its_labels_and_no_others_are_predicted() {
        var predictions = predictions(
                new float[] {0.5f, 0.125f, 0.75f, 0.25f, 0.25f, 0.125f, 0.25f, 0.125f, 0.75f, 0.75f},
                new int[] {0},
                new int[] {0},
                new int[0],
                new int[] {1},
                new int[] {0, 1});

        assertThat(List.of(0, 1, 2, 3, 4)).map(predictions::isRight).containsExactly(true, false, true, false, true);
        assertThat(predictions.evaluation(Weights.EQUAL).accuracy()).isEqualTo(3 / 5.0);
        assertThat(predictions.undecided()).isEmpty();
    }

    @Test
    void the_loss_is_that_of_all_labels_together() {
        var predictions = predictions(new float[] {0.75f, 0.125f, 0.75f, 0.125f}, new int[] {0}, new int[] {1});

        assertThat(predictions.loss(0)).isCloseTo(-Math.log(0.75 * 0.875), within(1e-12));
        assertThat(predictions.loss(1)).isCloseTo(-Math.log(0.25 * 0.125), within(1e-12));
        assertThat(predictions.evaluation(Weights.EQUAL).loss())
                .isCloseTo(-Math.log(0.75 * 0.875 * 0.25 * 0.125) / 2, within(1e-12));
    }

    @Test
    void what_was_rounded_to_0_or_1_and_is_wrong_costs_the_most() {
        var predictions = predictions(new float[] {0, 0, 1, 1}, new int[] {0}, new int[] {0});

        assertThat(predictions.loss(0)).isCloseTo(MOST, within(1e-12));
        assertThat(predictions.loss(1)).isCloseTo(MOST, within(1e-12));
    }

    @Test
    void a_row_that_is_not_finite_is_wrong_and_costs_the_most_for_each_label() {
        var predictions = predictions(
                new float[] {NAN, 0.5f, 0.75f, Float.POSITIVE_INFINITY, 0.25f, 0.125f},
                new int[] {1},
                new int[] {0, 1},
                new int[0]);

        assertThat(predictions.undecided()).containsExactly(0, 1);
        assertThat(predictions.isRight(0)).isFalse();
        assertThat(predictions.isRight(1)).isFalse();
        assertThat(predictions.loss(0)).isCloseTo(2 * MOST, within(1e-12));
        assertThat(predictions.loss(1)).isCloseTo(2 * MOST, within(1e-12));
        assertThat(predictions.evaluation(Weights.EQUAL).accuracy()).isEqualTo(1 / 3.0);
    }
}
