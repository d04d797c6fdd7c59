package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassScoreTest {

    static ClassScore score(int[] actual, int[] predicted, List<Optional<double[]>> probabilities) {
        return score(new ClassPrediction(actual, predicted, probabilities));
    }

    private static ClassScore score(ClassPrediction prediction) {
        return ClassScore.of(prediction, () -> false, done -> {});
    }

    static List<Optional<double[]>> unknown(int classes) {
        return IntStream.range(0, classes)
                .mapToObj(k -> Optional.<double[]>empty())
                .toList();
    }

    /** Returns the columns of a matrix of rows. */
    static List<Optional<double[]>> columns(double[]... rows) {
        return IntStream.range(0, rows[0].length)
                .mapToObj(k -> Optional.of(
                        Arrays.stream(rows).mapToDouble(row -> row[k]).toArray()))
                .toList();
    }

    private static double value(ClassScore score, ClassMeasure measure) {
        return score.overall(measure).value().orElseThrow();
    }

    private static double[] p(double... probabilities) {
        return probabilities;
    }

    /** Of 4 rows, class 0 is found, class 1 is taken for 2, and one of two rows of class 2 for 1. */
    private static ClassScore three() {
        return score(new int[] {0, 1, 2, 2}, new int[] {0, 2, 1, 2}, unknown(3));
    }

    @Test
    void each_class_counts_the_same_in_balanced_accuracy_and_macro_f1() {
        assertThat(value(three(), ClassMeasure.ACCURACY)).isEqualTo(0.5);
        // recall 1, 0, 1/2
        assertThat(value(three(), ClassMeasure.BALANCED_ACCURACY)).isEqualTo(0.5);
        // F1 1, 0, 2 * 1 / (2 + 2)
        assertThat(value(three(), ClassMeasure.MACRO_F1)).isEqualTo(0.5);
    }

    @Test
    void matthews_correlation_is_gorodkins() {
        // (2 * 4 - (1 + 1 + 4)) / (16 - (1 + 1 + 4))
        assertThat(value(three(), ClassMeasure.MATTHEWS_CORRELATION)).isEqualTo(0.2);
        // two classes: (TP TN - FP FN) / sqrt((TP + FP)(TP + FN)(TN + FP)(TN + FN)) = (2 * 0 - 1 * 1) / sqrt(9)
        var two = score(new int[] {1, 1, 1, 0}, new int[] {1, 0, 1, 1}, unknown(2));
        assertThat(value(two, ClassMeasure.MATTHEWS_CORRELATION)).isCloseTo(-1 / 3.0, within(1e-15));
    }

    @Test
    void a_perfect_prediction_has_a_correlation_of_exactly_1() {
        for (int rows = 2; rows < 200; rows++) {
            int[] actual = IntStream.range(0, rows).map(row -> row % 7 % 3).toArray();
            assertThat(value(score(actual, actual, unknown(3)), ClassMeasure.MATTHEWS_CORRELATION))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_prediction_that_never_changes_has_no_correlation_and_guesses() {
        var score = score(new int[] {0, 1, 1, 1}, new int[] {1, 1, 1, 1}, unknown(2));

        assertThat(score.overall(ClassMeasure.MATTHEWS_CORRELATION))
                .isEqualTo(new Estimate(OptionalDouble.empty(), Optional.empty()));
        assertThat(value(score, ClassMeasure.BALANCED_ACCURACY)).isEqualTo(0.5);
        assertThat(value(score, ClassMeasure.ACCURACY)).isEqualTo(0.75).isEqualTo(score.baseline());
    }

    @Test
    void a_class_that_neither_occurs_nor_is_predicted_does_not_count() {
        var score = score(new int[] {0, 1, 2, 2}, new int[] {0, 2, 1, 2}, unknown(9));

        assertThat(value(score, ClassMeasure.MACRO_F1)).isEqualTo(0.5);
        assertThat(value(score, ClassMeasure.BALANCED_ACCURACY)).isEqualTo(0.5);
        assertThat(score.ofClass(8, ClassFigure.F1).value()).isEmpty();
    }

    @Test
    void a_class_that_is_predicted_without_rows_counts_0_in_macro_f1() {
        var score = score(new int[] {0, 0}, new int[] {0, 1}, unknown(2));

        // F1 of class 0: 2 * 1 / (2 + 1)
        assertThat(value(score, ClassMeasure.MACRO_F1)).isEqualTo(1 / 3.0);
        assertThat(score.ofClass(1, ClassFigure.F1).value()).hasValue(0);
        assertThat(score.ofClass(1, ClassFigure.RECALL).value()).isEmpty();
        assertThat(score.ofClass(1, ClassFigure.PRECISION).value()).hasValue(0);
    }

    @Test
    void equal_scores_count_half_in_the_area_and_share_a_threshold_in_average_precision() {
        var probabilities = columns(p(0.1, 0.9), p(0.2, 0.8), p(0.2, 0.8), p(0.7, 0.3));
        var score = score(new int[] {1, 0, 1, 0}, new int[] {1, 1, 1, 0}, probabilities);

        // the row with 0.9 is above both others, the one with 0.8 above one and level with one: 3.5 of 4 pairs
        assertThat(score.ofClass(1, ClassFigure.ROC_AREA).value()).hasValue(0.875);
        assertThat(score.ofClass(0, ClassFigure.ROC_AREA).value()).hasValue(0.875);
        assertThat(value(score, ClassMeasure.ROC_AREA)).isEqualTo(0.875);
        // precision 1 at 0.9, 2/3 at 0.8
        assertThat(score.ofClass(1, ClassFigure.AVERAGE_PRECISION).value().orElseThrow())
                .isCloseTo((1 + 2 / 3.0) / 2, within(1e-15));
    }

    @Test
    void scores_that_tell_nothing_have_half_the_area_and_the_share_of_the_class_as_precision() {
        var score = score(new int[] {1, 0, 0, 0}, new int[] {0, 0, 0, 0}, columns(p(0, 1), p(0, 1), p(0, 1), p(0, 1)));

        assertThat(score.ofClass(1, ClassFigure.ROC_AREA).value()).hasValue(0.5);
        assertThat(score.ofClass(1, ClassFigure.AVERAGE_PRECISION).value()).hasValue(0.25);
    }

    @Test
    void log_loss_is_in_nats_and_brier_score_sums_over_classes() {
        var score = score(new int[] {0, 1}, new int[] {0, 0}, columns(p(0.5, 0.5), p(0.75, 0.25)));

        // (ln 2 + ln 4) / 2
        assertThat(value(score, ClassMeasure.LOG_LOSS)).isCloseTo(1.5 * Math.log(2), within(1e-15));
        // (0.25 + 0.25 + 0.5625 + 0.5625) / 2
        assertThat(value(score, ClassMeasure.BRIER_SCORE)).isEqualTo(0.8125);
    }

    @Test
    void a_probability_of_0_for_the_actual_class_costs_34_nats_and_is_counted() {
        var prediction =
                new ClassPrediction(new int[] {0, 1, 1}, new int[] {0, 0, 1}, columns(p(1, 0), p(1, 0), p(1e-16, 1)));
        var score = score(prediction);

        assertThat(value(score, ClassMeasure.LOG_LOSS)).isCloseTo(15 * Math.log(10) / 3, within(1e-12));
        assertThat(prediction.floored()).isEqualTo(1);
        assertThat(score.overall(ClassMeasure.LOG_LOSS).interval().orElseThrow().upper())
                .isFinite();
    }

    @Test
    void calibration_error_is_the_distance_of_confidence_and_accuracy() {
        var score = score(new int[] {0, 1, 0}, new int[] {0, 0, 0}, columns(p(0.9, 0.1), p(0.9, 0.1), p(0.6, 0.4)));

        // of two rows with confidence 0.9 one is right, the one with 0.6 is: 2/3 * 0.4 + 1/3 * 0.4
        assertThat(value(score, ClassMeasure.CALIBRATION_ERROR)).isCloseTo(0.4, within(1e-15));
        assertThat(score.calibration().orElseThrow().bins())
                .containsExactly(new Calibration.Bin(0.6, 1, 1), new Calibration.Bin(0.9, 2, 1));
    }

    @Test
    void confidences_of_0_and_1_have_a_bin() {
        var score = score(new int[] {0, 1}, new int[] {0, 0}, columns(p(1, 0), p(0, 1)));

        assertThat(score.calibration().orElseThrow().bins())
                .containsExactly(new Calibration.Bin(0, 1, 0), new Calibration.Bin(1, 1, 1));
        assertThat(value(score, ClassMeasure.CALIBRATION_ERROR)).isZero();
    }

    @Test
    void without_probabilities_what_needs_them_is_undefined() {
        assertThat(List.of(
                        ClassMeasure.ROC_AREA,
                        ClassMeasure.AVERAGE_PRECISION,
                        ClassMeasure.LOG_LOSS,
                        ClassMeasure.BRIER_SCORE,
                        ClassMeasure.CALIBRATION_ERROR))
                .allSatisfy(measure -> assertThat(three().overall(measure))
                        .isEqualTo(new Estimate(OptionalDouble.empty(), Optional.empty())));
        assertThat(three().curve(0)).isEmpty();
        assertThat(three().calibration()).isEmpty();
    }

    @Test
    void scores_that_do_not_sum_to_1_rank_rows_but_are_no_probabilities() {
        var prediction = new ClassPrediction(new int[] {0, 1}, new int[] {0, 1}, columns(p(0.9, 0.2), p(0.1, 0.8)));
        var score = score(prediction);

        assertThat(prediction.incomplete()).hasValue(0);
        assertThat(prediction.sum(0)).isCloseTo(1.1, within(1e-15));
        assertThat(value(score, ClassMeasure.ROC_AREA)).isEqualTo(1);
        assertThat(score.overall(ClassMeasure.LOG_LOSS).value()).isEmpty();
        assertThat(score.overall(ClassMeasure.BRIER_SCORE).value()).isEmpty();
        assertThat(score.overall(ClassMeasure.CALIBRATION_ERROR).value()).isEmpty();
    }

    @Test
    void a_class_that_the_prediction_does_not_know_has_a_probability_of_0() {
        var known = new ArrayList<>(columns(p(0.9, 0.1), p(0.2, 0.8), p(0.5, 0.5)));
        known.add(Optional.empty());
        var prediction = new ClassPrediction(new int[] {0, 1, 2}, new int[] {0, 1, 1}, known);
        var score = score(prediction);

        assertThat(prediction.incomplete()).isEmpty();
        assertThat(prediction.floored()).isEqualTo(1);
        assertThat(score.ofClass(2, ClassFigure.ROC_AREA).value()).isEmpty();
        assertThat(value(score, ClassMeasure.ROC_AREA)).isEqualTo(1);
        // 0.01 + 0.01, 0.04 + 0.04, 0.25 + 0.25 + 1
        assertThat(value(score, ClassMeasure.BRIER_SCORE)).isCloseTo(1.6 / 3, within(1e-15));
    }

    @Test
    void a_table_without_rows_has_no_figures() {
        var score = score(
                new int[0],
                new int[0],
                columns(p(1, 0)).stream()
                        .map(each -> Optional.of(new double[0]))
                        .toList());

        assertThat(ClassMeasure.values())
                .allSatisfy(measure -> assertThat(score.overall(measure).value())
                        .as("%s", measure)
                        .isEmpty());
        assertThat(score.baseline()).isZero();
    }

    @Test
    void columns_of_another_length_are_refused() {
        assertThatThrownBy(() -> new ClassPrediction(new int[2], new int[3], unknown(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 rows against 3.");
        assertThatThrownBy(() -> new ClassPrediction(new int[2], new int[2], columns(p(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 rows against 1.");
    }

    @Test
    void scoring_can_be_canceled_and_tells_how_far_it_is() {
        var prediction = new ClassPrediction(new int[] {0, 1}, new int[] {0, 1}, unknown(2));
        var told = new ArrayList<Double>();

        assertThatThrownBy(() -> ClassScore.of(prediction, () -> told.size() == 3, told::add))
                .isInstanceOf(CancellationException.class);
        assertThat(told).containsExactly(0.02, 0.04, 0.06);
    }

    @Test
    void large_tables_have_fewer_samples() {
        assertThat(samples(60_000, 10)).isEqualTo(1000);
        assertThat(samples(500_000, 4)).isEqualTo(250);
        assertThat(samples(500_000, 100)).isEqualTo(100);
        assertThat(ClassScore.samplesFor(new ClassPrediction(new int[500_000], new int[500_000], unknown(1000))))
                .isEqualTo(500);
        assertThat(three().samples()).isEqualTo(1000);
    }

    private static int samples(int rows, int classes) {
        var column = Optional.of(new double[rows]);
        return ClassScore.samplesFor(new ClassPrediction(
                new int[rows],
                new int[rows],
                IntStream.range(0, classes).mapToObj(k -> column).toList()));
    }
}
