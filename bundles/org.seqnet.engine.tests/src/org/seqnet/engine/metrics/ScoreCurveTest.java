package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreCurveTest {
    private static final int ALL = Integer.MAX_VALUE;

    /** Scores 0.9 and 0.8 of the class, 0.8 and 0.3 of others. */
    private static ScoreCurve four() {
        return ScoreCurve.of(new double[] {0.9, 0.8, 0.8, 0.3}, row -> row % 2 == 0);
    }

    private static ScoreCurve.Point point(double x, double y, double threshold) {
        return new ScoreCurve.Point(x, y, OptionalDouble.of(threshold));
    }

    @Test
    void rows_of_equal_score_are_one_step() {
        assertThat(four().roc(ALL))
                .containsExactly(
                        new ScoreCurve.Point(0, 0, OptionalDouble.empty()),
                        point(0, 0.5, 0.9),
                        point(0.5, 1, 0.8),
                        point(1, 1, 0.3));
        assertThat(four().precisionRecall(ALL))
                .containsExactly(point(0.5, 1, 0.9), point(1, 2 / 3.0, 0.8), point(1, 0.5, 0.3));
    }

    @Test
    void recall_lies_on_straight_lines_and_precision_on_steps() {
        assertThat(four().recallAt(0)).isEqualTo(0.5);
        assertThat(four().recallAt(0.25)).isEqualTo(0.75);
        assertThat(four().recallAt(0.5)).isEqualTo(1);
        assertThat(four().recallAt(1)).isEqualTo(1);
        assertThat(four().precisionAt(0)).isEqualTo(1);
        assertThat(four().precisionAt(0.5)).isEqualTo(1);
        assertThat(four().precisionAt(0.6)).isEqualTo(2 / 3.0);
        assertThat(four().precisionAt(1)).isEqualTo(2 / 3.0);
    }

    @Test
    void a_class_without_rows_or_others_lacks_curves() {
        var none = ScoreCurve.of(new double[] {0.1, 0.2}, row -> false);
        var all = ScoreCurve.of(new double[] {0.1, 0.2}, row -> true);

        assertThat(none.hasRoc()).isFalse();
        assertThat(none.hasPrecisionRecall()).isFalse();
        assertThat(all.hasRoc()).isFalse();
        assertThat(all.hasPrecisionRecall()).isTrue();
        assertThat(ScoreCurve.of(new double[0], row -> true).hasPrecisionRecall())
                .isFalse();
    }

    /** The areas under all points are those that the ranking of the rows gives. */
    @Test
    void areas_under_the_curves_are_those_of_the_ranking() {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var scores = random.doubles(200)
                    .map(score -> Math.floor(score * 30) / 30)
                    .toArray();
            boolean[] ofClass = new boolean[200];
            IntStream.range(0, 200).forEach(row -> ofClass[row] = random.nextDouble() < scores[row]);
            var areas = LabelRanking.of(200, row -> scores[row], row -> ofClass[row])
                    .areas(RowSample.whole(200));
            var curve = ScoreCurve.of(scores, row -> ofClass[row]);

            assertThat(trapezoids(curve.roc(ALL))).isCloseTo(areas.roc(), within(1e-12));
            assertThat(steps(curve.precisionRecall(ALL))).isCloseTo(areas.averagePrecision(), within(1e-12));
        }
    }

    @Test
    void a_thinned_curve_keeps_its_ends_and_nearly_its_area() {
        var random = new Random(1);
        var scores = random.doubles(20_000).toArray();
        var chances = random.doubles(20_000).toArray();
        var curve = ScoreCurve.of(scores, row -> chances[row] < scores[row]);

        var roc = curve.roc(100);
        var all = curve.roc(ALL);
        assertThat(all).hasSize(20_001);
        assertThat(roc).hasSizeBetween(90, 100).startsWith(all.get(0)).endsWith(all.get(20_000));
        assertThat(trapezoids(roc)).isCloseTo(trapezoids(all), within(0.001));
        assertThat(curve.precisionRecall(100)).hasSizeLessThanOrEqualTo(100);
    }

    private static double trapezoids(List<ScoreCurve.Point> points) {
        return IntStream.range(1, points.size())
                .mapToDouble(i -> (points.get(i).x() - points.get(i - 1).x())
                        * (points.get(i).y() + points.get(i - 1).y())
                        / 2)
                .sum();
    }

    private static double steps(List<ScoreCurve.Point> points) {
        return IntStream.range(0, points.size())
                .mapToDouble(i ->
                        (points.get(i).x() - (i == 0 ? 0 : points.get(i - 1).x()))
                                * points.get(i).y())
                .sum();
    }
}
