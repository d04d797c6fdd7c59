package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.engine.metrics.MultiLabelMeasure.CLASS_F1;
import static org.seqnet.engine.metrics.MultiLabelMeasure.CLASS_PRECISION;
import static org.seqnet.engine.metrics.MultiLabelMeasure.CLASS_RECALL;
import static org.seqnet.engine.metrics.MultiLabelMeasure.HAMMING_LOSS;
import static org.seqnet.engine.metrics.MultiLabelMeasure.MEAN_AVERAGE_PRECISION;
import static org.seqnet.engine.metrics.MultiLabelMeasure.MEAN_AVERAGE_PRECISION_AT_K;
import static org.seqnet.engine.metrics.MultiLabelMeasure.OVERALL_F1;
import static org.seqnet.engine.metrics.MultiLabelMeasure.OVERALL_PRECISION;
import static org.seqnet.engine.metrics.MultiLabelMeasure.OVERALL_RECALL;
import static org.seqnet.engine.metrics.MultiLabelMeasure.SUBSET_ACCURACY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.sequence.LabelSets;

class MultiLabelScoreTest {
    /** Five rows, four labels; label 3 never occurs, and nothing is predicted for the third row. */
    private static final LabelSets ACTUAL = sets("01", "0", "12", "", "2");

    private static final LabelSets PREDICTED = sets("01", "03", "", "", "12");

    @Test
    void figures_of_labels_are_shares_of_their_counts() {
        var score = score(ACTUAL, PREDICTED, 4);

        assertThat(score.labels())
                .containsExactly(
                        new LabelCounts(2, 2, 2),
                        new LabelCounts(2, 2, 1),
                        new LabelCounts(2, 1, 1),
                        new LabelCounts(0, 1, 0));
        assertThat(score.labels().get(2).precision()).hasValue(1);
        assertThat(score.labels().get(2).recall()).hasValue(0.5);
        assertThat(score.labels().get(2).f1()).hasValue(2 / 3.0);
        assertThat(score.labels().get(3).precision()).hasValue(0);
        assertThat(score.labels().get(3).recall()).isEmpty();
        assertThat(score.labels().get(3).f1()).hasValue(0);
    }

    @Test
    void figures_per_class_give_each_label_that_appears_the_same_weight() {
        // precision 1, 1/2, 1, 0; recall 1, 1/2, 1/2, and 0 for the label that only predictions have
        var score = score(ACTUAL, PREDICTED, 5);

        assertThat(value(score, CLASS_PRECISION)).isEqualTo(2.5 / 4);
        assertThat(value(score, CLASS_RECALL)).isEqualTo(2.0 / 4);
        assertThat(value(score, CLASS_F1)).isCloseTo(2 * 0.625 * 0.5 / 1.125, within(1e-15));
    }

    @Test
    void overall_figures_give_each_decision_the_same_weight() {
        // 6 actual labels, 6 predicted ones, 4 in common
        var score = score(ACTUAL, PREDICTED, 5);

        assertThat(value(score, OVERALL_PRECISION)).isEqualTo(4 / 6.0);
        assertThat(value(score, OVERALL_RECALL)).isEqualTo(4 / 6.0);
        assertThat(value(score, OVERALL_F1)).isEqualTo(4 / 6.0);
    }

    @Test
    void rows_count_where_all_their_labels_are_right_and_decisions_where_one_is_wrong() {
        // rows 1 and 4 are right; 4 of 5 x 5 decisions are wrong
        var score = score(ACTUAL, PREDICTED, 5);

        assertThat(value(score, SUBSET_ACCURACY)).isEqualTo(2 / 5.0);
        assertThat(value(score, HAMMING_LOSS)).isCloseTo(4 / 25.0, within(1e-15));
    }

    @Test
    void label_that_is_never_predicted_has_a_precision_of_0_among_the_classes() {
        var score = score(sets("01", "0"), sets("0", "0"), 2);

        assertThat(value(score, CLASS_PRECISION)).isEqualTo(0.5);
        assertThat(value(score, CLASS_RECALL)).isEqualTo(0.5);
        assertThat(score.labels().get(1).precision()).isEmpty();
    }

    @Test
    void average_precision_of_a_label_goes_down_the_ranking_of_the_rows() {
        // label 0: ranks 1 and 3 of 4: (1/1 + 2/3) / 2; label 1: a tie of three rows, one has it: 1/3, then 2/4
        var scores = new double[][] {{0.9, 0.5}, {0.8, 0.5}, {0.7, 0.5}, {0.1, 0.2}};
        var score = score(sets("0", "1", "0", "1"), sets("", "", "", ""), 2, scores, 1);

        assertThat(score.averagePrecision(0).getAsDouble()).isCloseTo(5 / 6.0, within(1e-15));
        assertThat(score.averagePrecision(1).getAsDouble()).isCloseTo(5 / 12.0, within(1e-15));
        assertThat(value(score, MEAN_AVERAGE_PRECISION)).isCloseTo(5 / 8.0, within(1e-15));
    }

    @Test
    void average_precision_at_k_goes_down_the_ranking_of_the_labels_of_each_row() {
        // first row: ranks 1 and 3 are right, 1/1 and 2/3; second row: rank 2; third row: no labels
        var actual = sets("02", "1", "");
        var scores = new double[][] {{0.9, 0.5, 0.4}, {0.9, 0.5, 0.4}, {0.9, 0.5, 0.4}};

        assertThat(atK(actual, scores, 1)).isEqualTo((1 + 0) / 2.0);
        assertThat(atK(actual, scores, 2)).isEqualTo((1 / 2.0 + 1 / 2.0) / 2);
        assertThat(atK(actual, scores, 3)).isCloseTo((5 / 6.0 + 1 / 2.0) / 2, within(1e-15));
        assertThat(atK(actual, scores, 1000)).isEqualTo(atK(actual, scores, 3));
    }

    @Test
    void labels_of_equal_score_share_the_last_of_their_ranks() {
        var scores = new double[][] {{0.5, 0.5, 0.1}};

        assertThat(atK(sets("0"), scores, 3)).isEqualTo(0.5);
        assertThat(atK(sets("1"), scores, 3)).isEqualTo(0.5);
        assertThat(atK(sets("0"), scores, 1)).isZero();
        assertThat(atK(sets("0"), new double[][] {{0.0, -0.0}}, 2)).isEqualTo(0.5);
    }

    @Test
    void scores_are_needed_for_the_figures_that_rank() {
        var score = score(ACTUAL, PREDICTED, 4);

        assertThat(score.overall(MEAN_AVERAGE_PRECISION)).isEqualTo(Estimate.of(Double.NaN, new double[0]));
        assertThat(score.overall(MEAN_AVERAGE_PRECISION_AT_K)).isEqualTo(Estimate.of(Double.NaN, new double[0]));
        assertThat(score.averagePrecision(0)).isEmpty();
    }

    @Test
    void table_without_rows_has_no_figures() {
        var score = score(sets(), sets(), 3, new double[0][], 2);

        assertThat(MultiLabelMeasure.values()).allSatisfy(measure -> {
            assertThat(score.overall(measure).value()).isEmpty();
            assertThat(score.overall(measure).interval()).isEmpty();
        });
        assertThat(score.labels()).hasSize(3).containsOnly(new LabelCounts(0, 0, 0));
    }

    @Test
    void rows_without_labels_that_are_predicted_as_such_are_right() {
        var score = score(sets("", ""), sets("", ""), 2, new double[][] {{1, 0}, {0, 1}}, 2);

        assertThat(value(score, SUBSET_ACCURACY)).isEqualTo(1);
        assertThat(value(score, HAMMING_LOSS)).isZero();
        assertThat(List.of(CLASS_F1, OVERALL_F1, MEAN_AVERAGE_PRECISION, MEAN_AVERAGE_PRECISION_AT_K))
                .allSatisfy(
                        measure -> assertThat(score.overall(measure).value()).isEmpty());
    }

    @Test
    void all_wrong_is_0_and_not_undefined() {
        var score = score(sets("0"), sets("1"), 2);

        assertThat(List.of(
                        CLASS_PRECISION,
                        CLASS_RECALL,
                        CLASS_F1,
                        OVERALL_PRECISION,
                        OVERALL_RECALL,
                        OVERALL_F1,
                        SUBSET_ACCURACY))
                .allSatisfy(measure -> assertThat(value(score, measure)).isZero());
        assertThat(value(score, HAMMING_LOSS)).isEqualTo(1);
    }

    @Test
    void no_labels_at_all_have_no_share_of_wrong_decisions() {
        assertThat(score(sets("", ""), sets("", ""), 0).overall(HAMMING_LOSS).value())
                .isEmpty();
    }

    @Test
    void perfect_prediction_differs_from_itself_by_0_exactly() {
        var score = score(ACTUAL, ACTUAL, 4);

        assertThat(value(score, CLASS_F1)).isEqualTo(1);
        assertThat(score.overall(CLASS_F1).interval()).contains(new PercentileInterval(1, 1));
        assertThat(score.difference(score, CLASS_F1).value()).hasValue(0);
        assertThat(score.difference(score, CLASS_F1).interval()).contains(new PercentileInterval(0, 0));
    }

    @Test
    void scores_of_different_rows_cannot_be_compared() {
        assertThatThrownBy(() -> score(ACTUAL, sets("0"), 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("5 rows against 1.");
        var score = score(ACTUAL, PREDICTED, 4);
        var other = score(sets("0"), sets("0"), 4);
        assertThatThrownBy(() -> score.difference(other, CLASS_F1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("5 rows against 1.");
    }

    @Test
    void scoring_can_be_canceled_and_tells_how_far_it_is() {
        assertThatThrownBy(() -> MultiLabelScore.of(ACTUAL, prediction(PREDICTED, null), 4, 3, () -> true, share -> {}))
                .isInstanceOf(CancellationException.class);
        var shares = new ArrayList<Double>();
        MultiLabelScore.of(ACTUAL, prediction(PREDICTED, null), 4, 3, () -> false, shares::add);
        assertThat(shares).isSorted().doesNotHaveDuplicates().endsWith(1.0).hasSizeGreaterThan(10);
    }

    private static double atK(LabelSets actual, double[][] scores, int cut) {
        var nothing = LabelSets.of(
                IntStream.range(0, actual.size()).mapToObj(row -> new int[0]).toList());
        return value(score(actual, nothing, scores[0].length, scores, cut), MEAN_AVERAGE_PRECISION_AT_K);
    }

    private static double value(MultiLabelScore score, MultiLabelMeasure measure) {
        return score.overall(measure).value().orElseThrow();
    }

    static MultiLabelScore score(LabelSets actual, LabelSets predicted, int labels) {
        return score(actual, predicted, labels, null, 3);
    }

    static MultiLabelScore score(LabelSets actual, LabelSets predicted, int labels, double[][] scores, int cut) {
        return MultiLabelScore.of(actual, prediction(predicted, scores), labels, cut, () -> false, share -> {});
    }

    private static MultiLabelPrediction prediction(LabelSets predicted, double[][] scores) {
        return new MultiLabelPrediction(predicted, Optional.ofNullable(scores));
    }

    /** Reads each digit as a label. */
    static LabelSets sets(String... rows) {
        return LabelSets.of(Arrays.stream(rows)
                .map(row -> row.chars().map(digit -> digit - '0').toArray())
                .toList());
    }
}
