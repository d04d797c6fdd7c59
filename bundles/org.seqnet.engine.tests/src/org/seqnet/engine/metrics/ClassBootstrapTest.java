package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures and intervals against those of {@link PlainClassFigures}. */
class ClassBootstrapTest {

    /** Rows of unequal classes with coarse probabilities, many of them equal. */
    private static PlainClassFigures random(long seed, int rows, int classes) {
        var random = new Random(seed);
        var actual = new int[rows];
        var predicted = new int[rows];
        var probabilities = new double[rows][classes];
        for (int n = 0; n < rows; n++) {
            actual[n] = (int) (classes * Math.pow(random.nextDouble(), 2));
            predicted[n] = random.nextInt(3) == 0 ? random.nextInt(classes) : actual[n];
            double[] row = probabilities[n];
            Arrays.setAll(row, k -> 1 + random.nextInt(4));
            row[predicted[n]] += 3;
            double sum = Arrays.stream(row).sum();
            Arrays.setAll(row, k -> row[k] / sum);
        }
        return new PlainClassFigures(actual, predicted, probabilities, classes);
    }

    private static ClassScore score(PlainClassFigures data) {
        return ClassScoreTest.score(data.actual(), data.predicted(), ClassScoreTest.columns(data.probabilities()));
    }

    /** Returns the rows of a sample, each as often as it is drawn. */
    private static PlainClassFigures drawn(PlainClassFigures data, int number) {
        int[] weights = RowSample.draw(data.actual().length, number).weights();
        int[] rows = IntStream.range(0, weights.length)
                .flatMap(row -> IntStream.range(0, weights[row]).map(time -> row))
                .toArray();
        return new PlainClassFigures(
                IntStream.of(rows).map(row -> data.actual()[row]).toArray(),
                IntStream.of(rows).map(row -> data.predicted()[row]).toArray(),
                IntStream.of(rows).mapToObj(row -> data.probabilities()[row]).toArray(double[][]::new),
                data.classes());
    }

    @ParameterizedTest
    @CsvSource({"1, 60, 2", "2, 80, 5", "3, 40, 12", "4, 9, 3", "5, 1, 2", "6, 30, 1"})
    void figures_agree_with_a_plain_implementation(long seed, int rows, int classes) {
        var data = random(seed, rows, classes);
        var score = score(data);

        data.all().forEach((measure, expected) -> assertThat(
                        score.overall(measure).value().orElse(Double.NaN))
                .as("%s", measure)
                .isCloseTo(expected, within(1e-12)));
        for (int k = 0; k < classes; k++) {
            int of = k;
            data.ofClass(k).forEach((figure, expected) -> assertThat(
                            score.ofClass(of, figure).value().orElse(Double.NaN))
                    .as("%s of class %s", figure, of)
                    .isCloseTo(expected, within(1e-12)));
        }
    }

    @ParameterizedTest
    @CsvSource({"11, 25, 3", "12, 12, 6"})
    void intervals_are_percentiles_of_plain_figures_of_the_samples(long seed, int rows, int classes) {
        var data = random(seed, rows, classes);
        var score = score(data);
        var samples =
                IntStream.range(0, 1000).mapToObj(number -> drawn(data, number)).toList();

        for (var measure : ClassMeasure.values()) {
            var all = samples.stream().map(PlainClassFigures::all).toList();
            assertInterval(score.overall(measure), all.size(), i -> all.get(i).get(measure));
        }
        for (var figure : ClassFigure.values()) {
            assertInterval(score.ofClass(0, figure), 1000, i -> samples.get(i)
                    .ofClass(0)
                    .get(figure));
        }
    }

    private static void assertInterval(Estimate estimate, int count, ToDoubleFunction<Integer> figure) {
        double[] sorted = IntStream.range(0, count)
                .mapToDouble(figure::applyAsDouble)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        var interval = estimate.interval().orElseThrow();
        assertThat(interval.lower()).isCloseTo(between(sorted, 0.025 * (sorted.length - 1)), within(1e-12));
        assertThat(interval.upper()).isCloseTo(between(sorted, 0.975 * (sorted.length - 1)), within(1e-12));
    }

    private static double between(double[] sorted, double place) {
        double part = place - Math.floor(place);
        return (1 - part) * sorted[(int) Math.floor(place)] + part * sorted[(int) Math.ceil(place)];
    }

    @Test
    void the_same_rows_give_the_same_intervals() {
        var first = score(random(21, 300, 4));
        var second = score(random(21, 300, 4));

        assertThat(ClassMeasure.values())
                .allSatisfy(measure -> assertThat(first.overall(measure)).isEqualTo(second.overall(measure)));
    }

    /** For scores without information, Mann and Whitney give the area a deviation of sqrt((m + n + 1) / (12 m n)). */
    @Test
    void the_interval_of_an_area_is_as_wide_as_theory_says() {
        var random = new Random(5);
        int rows = 400;
        var probabilities = new double[rows][];
        Arrays.setAll(probabilities, n -> {
            double p = random.nextDouble();
            return new double[] {1 - p, p};
        });
        int[] actual = IntStream.range(0, rows).map(n -> n % 4 == 0 ? 1 : 0).toArray();

        var estimate =
                score(new PlainClassFigures(actual, actual, probabilities, 2)).ofClass(1, ClassFigure.ROC_AREA);

        double reach = 1.96 * Math.sqrt((100 + 300 + 1) / (12.0 * 100 * 300));
        double value = estimate.value().orElseThrow();
        assertThat(estimate.interval().orElseThrow().lower()).isCloseTo(value - reach, within(0.012));
        assertThat(estimate.interval().orElseThrow().upper()).isCloseTo(value + reach, within(0.012));
    }
}
