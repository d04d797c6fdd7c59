package org.seqnet.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

/** Fewer rows than features, as many, and more: each against fits to all other rows, one after another. */
class RidgeClassifierTest {
    private static final Runnable NEVER = () -> {};

    @BeforeAll
    static void start() {
        Backend.start();
    }

    @ParameterizedTest(name = "{0} rows of {1} features in {2} classes")
    @CsvSource({"12, 20, 2", "15, 15, 3", "40, 6, 3", "300, 4, 2", "9, 600, 2"})
    void the_penalty_and_its_fit_are_those_of_plain_leave_one_out(int rows, int width, int count) {
        float[][] features = features(rows, width);
        int[] classes = classes(rows, count);

        var fit = RidgeClassifier.fit(features, classes, count, NEVER);

        double least = Double.POSITIVE_INFINITY;
        double best = 0;
        for (double penalty : Ridge.penalties()) {
            double error = error(leaveOneOut(features, classes, count, penalty), classes);
            if (error < least) {
                least = error;
                best = penalty;
            }
        }
        assertThat(fit.penalty()).isEqualTo(best);
        double[][] scores = leaveOneOut(features, classes, count, best);
        double sharpness = new ScoreSharpness(scores, classes).best();
        for (int k = 0; k < count; k++) {
            double[] plain = plainFit(features, targets(classes, k), best);
            for (int f = 0; f < width; f++) {
                assertThat((double) fit.weights()[k * width + f])
                        .isEqualTo(sharpness * plain[f], within(1e-5 * sharpness));
            }
            assertThat((double) fit.biases()[k]).isEqualTo(sharpness * plain[width], within(1e-5 * sharpness));
        }
    }

    @ParameterizedTest(name = "{0} rows of {1} features")
    @CsvSource({"12, 20", "40, 6"})
    void scores_without_a_row_are_those_of_a_fit_to_all_others(int rows, int width) {
        float[][] features = features(rows, width);
        int[] classes = classes(rows, 2);
        double[] targets = targets(classes, 0);
        double mean = Arrays.stream(targets).average().orElseThrow();
        // a single feature is its own direction
        float[][] single = new float[rows][1];
        for (int i = 0; i < rows; i++) {
            single[i][0] = features[i][0];
        }
        double center = IntStream.range(0, rows)
                .mapToDouble(i -> single[i][0])
                .average()
                .orElseThrow();
        double[] direction =
                IntStream.range(0, rows).mapToDouble(i -> single[i][0] - center).toArray();
        double eigenvalue = Arrays.stream(direction).map(value -> value * value).sum();
        var leaveOneOut = new LeaveOneOut(new double[] {0.5}, new double[] {eigenvalue}, new double[][] {
            Arrays.stream(targets).map(target -> target - mean).toArray()
        });
        leaveOneOut.project(0, direction, 0, rows);
        leaveOneOut.fit(0, direction, 0, rows);

        double[] scores = leaveOneOut.scores(0)[0];

        for (int i = 0; i < rows; i++) {
            assertThat(scores[i] + mean).isEqualTo(without(single, targets, i, 0.5), within(1e-10));
        }
    }

    @Test
    void equal_rows_give_equal_bits() {
        float[][] features = features(50, 80);
        int[] classes = classes(50, 3);

        var fit = RidgeClassifier.fit(features, classes, 3, NEVER);
        var again = RidgeClassifier.fit(features, classes, 3, NEVER);

        assertThat(again.weights()).isEqualTo(fit.weights());
        assertThat(again.biases()).isEqualTo(fit.biases());
    }

    @Test
    void features_that_tell_nothing_leave_the_shares_of_the_classes() {
        var fit = RidgeClassifier.fit(new float[8][5], new int[] {0, 0, 0, 0, 0, 0, 1, 1}, 2, NEVER);

        assertThat(fit.weights()).containsOnly(0);
        assertThat(fit.biases()[0]).isEqualTo(-fit.biases()[1]).isPositive();
    }

    @Test
    void it_can_be_cancelled() {
        assertThatThrownBy(() -> RidgeClassifier.fit(features(5, 5), classes(5, 2), 2, () -> {
                    throw new CancellationException("enough");
                }))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
    }

    @Test
    void too_many_rows_and_features_are_refused_before_anything_is_allocated() {
        var row = new float[20_001];
        var features = new float[20_001][];
        Arrays.fill(features, row);

        assertThatThrownBy(() -> RidgeClassifier.fit(features, new int[20_001], 2, NEVER))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The ridge classifier takes at most 20,000 rows or 20,000 features; there are 20,001 rows "
                        + "and 20,001 features. Select logistic regression, or use fewer features.");
    }

    static float[][] features(int rows, int width) {
        var stream = new SeedStream(rows * 31L + width, Purpose.ORDER);
        var features = new float[rows][width];
        for (int i = 0; i < rows; i++) {
            for (int f = 0; f < width; f++) {
                features[i][f] = (float) (stream.nextGaussian() + (f < 3 ? 0.7 * (i % 3) : 0.2));
            }
        }
        return features;
    }

    static int[] classes(int rows, int count) {
        return IntStream.range(0, rows)
                .map(i -> i % 5 == 4 ? (i + 1) % count : i % count)
                .toArray();
    }

    private static double[] targets(int[] classes, int k) {
        return Arrays.stream(classes).mapToDouble(label -> label == k ? 1 : -1).toArray();
    }

    private static double error(double[][] scores, int[] classes) {
        double error = 0;
        for (int k = 0; k < scores.length; k++) {
            double[] targets = targets(classes, k);
            for (int i = 0; i < targets.length; i++) {
                error += (scores[k][i] - targets[i]) * (scores[k][i] - targets[i]);
            }
        }
        return error;
    }

    private static double[][] leaveOneOut(float[][] features, int[] classes, int count, double penalty) {
        var scores = new double[count][features.length];
        for (int k = 0; k < count; k++) {
            double[] targets = targets(classes, k);
            for (int i = 0; i < features.length; i++) {
                scores[k][i] = without(features, targets, i, penalty);
            }
        }
        return scores;
    }

    /** Returns what a fit to all other rows gives for a row. */
    private static double without(float[][] features, double[] targets, int row, double penalty) {
        int[] others = IntStream.range(0, targets.length).filter(i -> i != row).toArray();
        double[] fit = plainFit(
                Arrays.stream(others).mapToObj(i -> features[i]).toArray(float[][]::new),
                Arrays.stream(others).mapToDouble(i -> targets[i]).toArray(),
                penalty);
        double score = fit[fit.length - 1];
        for (int f = 0; f < features[row].length; f++) {
            score += fit[f] * features[row][f];
        }
        return score;
    }

    /**
     * Returns weights and intercept of ridge regression: of few features by the normal equations, of more by the
     * equations of the rows.
     */
    static double[] plainFit(float[][] features, double[] targets, double penalty) {
        int rows = features.length;
        int width = features[0].length;
        var means = new double[width];
        for (var row : features) {
            for (int f = 0; f < width; f++) {
                means[f] += row[f] / (double) rows;
            }
        }
        double mean = Arrays.stream(targets).average().orElseThrow();
        var products = new double[rows][rows + 1];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                for (int f = 0; f < width; f++) {
                    products[i][j] += (features[i][f] - means[f]) * (features[j][f] - means[f]);
                }
            }
            products[i][i] += penalty;
            products[i][rows] = targets[i] - mean;
        }
        double[] shares = solved(products);
        var fit = new double[width + 1];
        fit[width] = mean;
        for (int f = 0; f < width; f++) {
            for (int i = 0; i < rows; i++) {
                fit[f] += shares[i] * (features[i][f] - means[f]);
            }
            fit[width] -= fit[f] * means[f];
        }
        return fit;
    }

    /** Solves equations, whose right sides are the last column, by Gauss's elimination. */
    private static double[] solved(double[][] rows) {
        int size = rows.length;
        for (int pivot = 0; pivot < size; pivot++) {
            int largest = pivot;
            for (int i = pivot; i < size; i++) {
                largest = Math.abs(rows[i][pivot]) > Math.abs(rows[largest][pivot]) ? i : largest;
            }
            var swapped = rows[pivot];
            rows[pivot] = rows[largest];
            rows[largest] = swapped;
            for (int i = pivot + 1; i < size; i++) {
                double factor = rows[i][pivot] / rows[pivot][pivot];
                for (int j = pivot; j <= size; j++) {
                    rows[i][j] -= factor * rows[pivot][j];
                }
            }
        }
        var solution = new double[size];
        for (int i = size - 1; i >= 0; i--) {
            solution[i] = rows[i][size];
            for (int j = i + 1; j < size; j++) {
                solution[i] -= rows[i][j] * solution[j];
            }
            solution[i] /= rows[i][i];
        }
        return solution;
    }
}
