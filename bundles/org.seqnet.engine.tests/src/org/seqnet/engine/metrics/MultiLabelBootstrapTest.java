package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.sequence.LabelSets;

class MultiLabelBootstrapTest {

    /** Rows of random labels, predictions that are right most of the time, and coarse scores with many ties. */
    private record Data(boolean[][] actual, boolean[][] predicted, double[][] scores, int labels) {
        static Data random(long seed, int rows, int labels, double share) {
            var random = new Random(seed);
            var actual = new boolean[rows][labels];
            var predicted = new boolean[rows][labels];
            var scores = new double[rows][labels];
            for (int n = 0; n < rows; n++) {
                for (int k = 0; k < labels; k++) {
                    actual[n][k] = random.nextDouble() < share;
                    predicted[n][k] = random.nextInt(4) == 0 ? random.nextDouble() < share : actual[n][k];
                    scores[n][k] = (random.nextInt(8) + (predicted[n][k] ? 3 : 0)) / 10.0;
                }
            }
            return new Data(actual, predicted, scores, labels);
        }

        MultiLabelScore score(int cut) {
            return MultiLabelScoreTest.score(sets(actual), sets(predicted), labels, scores, cut);
        }

        /** Computes the figures of a sample of the rows plainly: each row as often as it is drawn. */
        Map<MultiLabelMeasure, Double> plain(int[] rows, int cut) {
            return new PlainMultiLabelFigures(
                            Arrays.stream(rows).mapToObj(n -> actual[n]).toArray(boolean[][]::new),
                            Arrays.stream(rows).mapToObj(n -> predicted[n]).toArray(boolean[][]::new),
                            Arrays.stream(rows).mapToObj(n -> scores[n]).toArray(double[][]::new),
                            labels,
                            cut)
                    .all();
        }
    }

    private static LabelSets sets(boolean[][] rows) {
        return LabelSets.of(Arrays.stream(rows)
                .map(row -> IntStream.range(0, row.length).filter(k -> row[k]).toArray())
                .toList());
    }

    @ParameterizedTest
    @CsvSource({"1, 40, 6, 0.3", "2, 25, 1, 0.5", "3, 60, 12, 0.05", "4, 7, 3, 0.9", "5, 1, 4, 0.5", "6, 12, 30, 0.2"})
    void figures_agree_with_a_plain_implementation(long seed, int rows, int labels, double share) {
        var data = Data.random(seed, rows, labels, share);
        for (int cut : new int[] {1, 3, labels}) {
            var score = data.score(cut);
            data.plain(IntStream.range(0, rows).toArray(), cut).forEach((measure, expected) -> assertThat(
                            score.overall(measure).value().orElse(Double.NaN))
                    .as("%s of %s", measure, data)
                    .isCloseTo(expected, within(1e-12)));
        }
    }

    @ParameterizedTest
    @CsvSource({"11, 12, 3, 0.3", "12, 9, 5, 0.1"})
    void intervals_are_percentiles_of_plain_figures_of_the_samples(long seed, int rows, int labels, double share) {
        var data = Data.random(seed, rows, labels, share);
        var other = Data.random(seed + 1000, rows, labels, share);
        var compared = new Data(data.actual, other.predicted, other.scores, labels);
        var samples = samples(rows).map(sample -> data.plain(sample, 2)).toList();
        var comparedSamples =
                samples(rows).map(sample -> compared.plain(sample, 2)).toList();

        for (var measure : MultiLabelMeasure.values()) {
            var figures = samples.stream().mapToDouble(sample -> sample.get(measure));
            var differences = IntStream.range(0, samples.size())
                    .mapToDouble(i ->
                            samples.get(i).get(measure) - comparedSamples.get(i).get(measure));
            assertInterval(data.score(2).overall(measure), figures);
            assertInterval(data.score(2).difference(compared.score(2), measure), differences);
        }
    }

    /** Of 1,000 figures, places 24.975 and 974.025 from 0. */
    private static void assertInterval(Estimate estimate, DoubleStream figures) {
        var sorted = figures.filter(figure -> !Double.isNaN(figure)).sorted().toArray();
        double lower = 0.025 * (sorted.length - 1);
        double upper = 0.975 * (sorted.length - 1);
        var interval = estimate.interval().orElseThrow();
        assertThat(interval.lower()).isCloseTo(between(sorted, lower), within(1e-12));
        assertThat(interval.upper()).isCloseTo(between(sorted, upper), within(1e-12));
        assertThat(interval.lower()).isLessThanOrEqualTo(interval.upper());
    }

    private static double between(double[] sorted, double place) {
        double part = place - Math.floor(place);
        return (1 - part) * sorted[(int) Math.floor(place)] + part * sorted[(int) Math.ceil(place)];
    }

    /** Returns the rows that each of the 1,000 samples holds. */
    private static Stream<int[]> samples(int rows) {
        return IntStream.range(0, 1000).mapToObj(number -> {
            var weights = RowSample.draw(rows, number).weights();
            return IntStream.range(0, rows)
                    .flatMap(row -> IntStream.range(0, weights[row]).map(time -> row))
                    .toArray();
        });
    }

    @Test
    void samples_are_as_large_as_the_table_and_all_different() {
        var samples = samples(50).map(Arrays::toString).toList();

        assertThat(samples(50)).allSatisfy(sample -> assertThat(sample).hasSize(50));
        assertThat(samples).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void each_row_is_drawn_once_per_sample_on_average_and_missing_from_a_share_of_1_in_e() {
        var all = samples(200).toList();

        // 1,000 samples x 200 draws: the count of a row is 1,000 give or take 5 x 32
        var counts = new int[200];
        all.forEach(sample -> Arrays.stream(sample).forEach(row -> counts[row]++));
        assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count > 840 && count < 1160);
        double missing = all.stream()
                .mapToDouble(sample -> 1 - Arrays.stream(sample).distinct().count() / 200.0)
                .average()
                .orElseThrow();
        assertThat(missing).isCloseTo(Math.pow(1 - 1 / 200.0, 200), within(0.005));
    }

    @Test
    void same_input_gives_the_same_intervals() {
        var data = Data.random(21, 300, 8, 0.2);
        var first = data.score(3);
        var second = data.score(3);

        assertThat(MultiLabelMeasure.values())
                .allSatisfy(measure -> assertThat(first.overall(measure)).isEqualTo(second.overall(measure)));
    }

    /** The exact deviation of a share of 400 rows is known: sqrt(p (1 - p) / 400). */
    @Test
    void interval_of_a_share_is_as_wide_as_theory_says() {
        var actual = new boolean[400][1];
        var predicted = new boolean[400][1];
        for (int n = 0; n < 400; n++) {
            actual[n][0] = true;
            predicted[n][0] = n % 4 > 0;
        }
        var interval = new Data(actual, predicted, new double[400][1], 1)
                .score(1)
                .overall(MultiLabelMeasure.SUBSET_ACCURACY)
                .interval()
                .orElseThrow();

        double reach = 1.96 * Math.sqrt(0.75 * 0.25 / 400);
        assertThat(interval.lower()).isCloseTo(0.75 - reach, within(0.006));
        assertThat(interval.upper()).isCloseTo(0.75 + reach, within(0.006));
    }

    @Test
    void thousand_labels_most_of_which_never_occur_are_scored() {
        var data = Data.random(31, 20, 1000, 0.001);
        var score = data.score(10);

        assertThat(score.labels()).hasSize(1000);
        data.plain(IntStream.range(0, 20).toArray(), 10)
                .forEach((measure, expected) ->
                        assertThat(score.overall(measure).value().orElseThrow()).isCloseTo(expected, within(1e-12)));
    }
}
