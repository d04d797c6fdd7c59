package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.sequence.LabelDomain;

class ConfusionMatrixTest {

    private static final LabelDomain CAT_DOG_FISH = LabelDomain.of("cat", "dog", "fish");

    /** Rows actual: 5 2 0 / 1 6 1 / 0 0 3. */
    private static final ConfusionMatrix MATRIX =
            new ConfusionMatrix(CAT_DOG_FISH, new long[][] {{5, 2, 0}, {1, 6, 1}, {0, 0, 3}});

    @Test
    void rows_are_actual_and_columns_predicted() {
        var matrix = ConfusionMatrix.counting(CAT_DOG_FISH)
                .add(0, 1)
                .add(0, 1)
                .add(2, 2)
                .matrix();

        assertThat(matrix.count(0, 1)).isEqualTo(2);
        assertThat(matrix.count(1, 0)).isZero();
        assertThat(matrix.total()).isEqualTo(3);
        assertThat(matrix.correct()).isEqualTo(1);
        assertThat(matrix.wrong()).isEqualTo(2);
    }

    @Test
    void accuracy_and_error_share_the_whole() {
        assertThat(MATRIX.accuracy()).hasValue(14 / 18.0);
        assertThat(MATRIX.error()).hasValue(4 / 18.0);
    }

    @Test
    void kappa_is_agreement_beyond_chance() {
        // By hand: observed 14/18; by chance (7*6 + 8*8 + 3*4) / 18^2 = 118/324.
        assertThat(MATRIX.cohensKappa().getAsDouble()).isCloseTo((252.0 - 118) / (324 - 118), within(1e-15));
    }

    @Test
    void nothing_counted_has_no_figures() {
        var none = ConfusionMatrix.counting(CAT_DOG_FISH).matrix();

        assertThat(none.accuracy()).isEmpty();
        assertThat(none.error()).isEmpty();
        assertThat(none.cohensKappa()).isEmpty();
        assertThat(none.statistics(0)).isEqualTo(new ClassStatistics(0, 0, 0, 0));
    }

    @Test
    void one_class_only_has_no_kappa() {
        var one = ConfusionMatrix.counting(CAT_DOG_FISH).add(1, 1).matrix();

        assertThat(one.accuracy()).hasValue(1);
        assertThat(one.cohensKappa()).isEmpty();
    }

    @Test
    void predictions_as_good_as_chance_have_a_kappa_of_0_and_no_sign() {
        // each row and column is as likely as its margins say, yet the shares in double precision differ by 1e-17
        for (long scale = 1; scale < 200; scale++) {
            for (long other = 1; other < 50; other++) {
                var matrix = new ConfusionMatrix(
                        LabelDomain.of("a", "b"), new long[][] {{2 * scale, scale}, {2 * other, other}});
                assertThat(Double.doubleToRawLongBits(matrix.cohensKappa().getAsDouble()))
                        .as("%s", matrix)
                        .isZero();
            }
        }
    }

    @Test
    void always_the_same_prediction_has_a_kappa_of_0() {
        var matrix = new ConfusionMatrix(CAT_DOG_FISH, new long[][] {{0, 7, 0}, {0, 11, 0}, {0, 29, 0}});

        assertThat(Double.doubleToRawLongBits(matrix.cohensKappa().getAsDouble()))
                .isZero();
    }

    @Test
    void one_class_has_no_kappa_however_often_it_was_counted() {
        for (long count : new long[] {1, 3, 49, 100_000_007, 2_147_483_647}) {
            var one = new ConfusionMatrix(CAT_DOG_FISH, new long[][] {{0, 0, 0}, {0, count, 0}, {0, 0, 0}});
            assertThat(one.cohensKappa()).isEmpty();
        }
    }

    @Test
    void each_class_is_seen_against_all_others() {
        assertThat(IntStream.range(0, 3).mapToObj(MATRIX::statistics))
                .containsExactly(
                        new ClassStatistics(5, 1, 10, 2),
                        new ClassStatistics(6, 2, 8, 2),
                        new ClassStatistics(3, 1, 14, 0));
    }

    @Test
    void the_four_counts_of_a_class_agree_with_counting_one_by_one() {
        var random = new Random(7);
        var counter = ConfusionMatrix.counting(CAT_DOG_FISH);
        var expected = new long[3][4];
        for (var i = 0; i < 1000; i++) {
            var actual = random.nextInt(3);
            var predicted = random.nextInt(3);
            counter.add(actual, predicted);
            for (var c = 0; c < 3; c++) {
                expected[c][actual == c ? predicted == c ? 0 : 3 : predicted == c ? 1 : 2]++;
            }
        }
        for (var c = 0; c < 3; c++) {
            assertThat(counter.matrix().statistics(c))
                    .isEqualTo(new ClassStatistics(expected[c][0], expected[c][1], expected[c][2], expected[c][3]));
        }
    }

    @Test
    void a_matrix_is_not_touched_by_counting_on() {
        var counter = ConfusionMatrix.counting(CAT_DOG_FISH).add(0, 0);
        var before = counter.matrix();
        counter.add(0, 0);

        assertThat(before.total()).isEqualTo(1);
        assertThat(before)
                .isEqualTo(ConfusionMatrix.counting(CAT_DOG_FISH).add(0, 0).matrix());
        assertThat(before).isNotEqualTo(counter.matrix());
    }

    @Test
    void a_matrix_prints_as_a_table() {
        assertThat(MATRIX)
                .hasToString(
                        """
                        actual \\ predicted   cat   dog  fish
                        cat                    5     2     0
                        dog                    1     6     1
                        fish                   0     0     3""");
    }
}
