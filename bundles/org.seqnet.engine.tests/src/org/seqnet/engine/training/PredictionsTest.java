package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.StepLabels;
import org.seqnet.engine.sequence.Weights;

class PredictionsTest {
    private static final float NAN = Float.NaN;
    /** What a probability of 0 costs, in nats. */
    private static final double MOST = -Math.log(Float.MIN_NORMAL);

    @Test
    void what_has_no_finite_probabilities_is_wrong_and_costs_the_most() {
        var evaluation = predictions(new float[] {NAN, NAN, 0.5f, 0.5f, 0.75f, 0.25f}, labelled(0, 1, 0))
                .evaluation(Weights.EQUAL);

        assertThat(evaluation.accuracy()).isEqualTo(1 / 3.0);
        assertThat(evaluation.loss()).isCloseTo((MOST - Math.log(0.5) - Math.log(0.75)) / 3, within(1e-12));
    }

    @Test
    void a_network_that_says_nothing_is_as_bad_as_can_be_and_still_has_figures() {
        var evaluation =
                predictions(new float[] {NAN, NAN, NAN, NAN}, labelled(0, 0)).evaluation(Weights.EQUAL);

        assertThat(evaluation.accuracy()).isZero();
        assertThat(evaluation.loss()).isCloseTo(MOST, within(1e-12));
    }

    @Test
    void sequences_without_any_known_step_do_not_lower_the_loss() {
        var sequences = ToySequences.learnable(2, new SequenceShape(2, 1), 2, 1).sequences();
        var labels = StepLabels.of(List.of(new int[] {0, -1}, new int[] {-1, -1}));
        var data = new LabelledSequences(sequences, labels, Toys.labels(2), Weights.EQUAL);
        var probabilities = new float[] {0.25f, 0.75f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f};

        var evaluation = new StepPredictions(new StepClasses(2), probabilities, data).evaluation(Weights.EQUAL);

        assertThat(evaluation.accuracy()).isZero();
        assertThat(evaluation.loss()).isCloseTo(-Math.log(0.25), within(1e-12));
    }

    private static Predictions predictions(float[] probabilities, LabelledSequences data) {
        return new ClassPredictions(Classes.of(data.domain()), probabilities, data);
    }

    private static LabelledSequences labelled(int... labels) {
        var sequences = ToySequences.learnable(labels.length, new SequenceShape(2, 1), 2, 1)
                .sequences();
        return new LabelledSequences(sequences, labels, Toys.labels(2));
    }
}
