package org.seqnet.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.IndependentLabels;

class IndependentPredictionTest {
    private static final IndependentLabels LABELS = new IndependentLabels(List.of(0.5f, 0.25f, 0.75f, 0.5f));

    private static List<Optional<PredictedLabels>> predict(boolean scores, float... probabilities) {
        var members = new MemberProbabilities(List.of(probabilities));
        return new IndependentPrediction(LABELS, members, new LabelSearch(1, 0, scores, false))
                .of(probabilities.length / 4);
    }

    @Test
    void labels_come_likeliest_first_with_the_probability_of_each_and_of_the_set() {
        var predicted = predict(false, 0.5f, 0.25f, 0.625f, 0.75f).get(0).orElseThrow();

        assertThat(predicted.labels()).containsExactly(3, 0, 1);
        assertThat(predicted.probabilities()).containsExactly(0.75f, 0.5f, 0.25f);
        assertThat(predicted.probability()).isCloseTo(0.5 * 0.25 * 0.375 * 0.75, within(1e-15));
        assertThat(predicted.scores()).isEmpty();
    }

    @Test
    void of_equally_likely_labels_the_first_comes_first() {
        assertThat(predict(false, 0.75f, 0.75f, 0.75f, 0.75f)
                        .get(0)
                        .orElseThrow()
                        .labels())
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void a_sequence_may_have_no_label() {
        var predicted = predict(true, 0.25f, 0.125f, 0.5f, 0).get(0).orElseThrow();

        assertThat(predicted.labels()).isEmpty();
        assertThat(predicted.probabilities()).isEmpty();
        assertThat(predicted.probability()).isCloseTo(0.75 * 0.875 * 0.5, within(1e-15));
        assertThat(predicted.scores()).containsExactly(0.25f, 0.125f, 0.5f, 0);
    }

    @Test
    void a_row_that_is_not_finite_has_no_prediction_and_leaves_the_others_theirs() {
        float infinite = Float.POSITIVE_INFINITY;
        var all = predict(true, 1, 0, 0, 0, 1, Float.NaN, 0, 0, 0, 0, 1, infinite, 0, 0, 1, 0);

        assertThat(all).map(Optional::isPresent).containsExactly(true, false, false, true);
        assertThat(all.get(0).orElseThrow().labels()).containsExactly(0);
        assertThat(all.get(0).orElseThrow().probability()).isEqualTo(1);
        assertThat(all.get(3).orElseThrow().labels()).containsExactly(2);
        assertThat(all.get(3).orElseThrow().scores()).containsExactly(0, 0, 1, 0);
    }
}
