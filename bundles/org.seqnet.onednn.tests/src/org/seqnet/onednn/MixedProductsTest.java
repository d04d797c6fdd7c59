package org.seqnet.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products beside their definition: operands rounded to bfloat16, sums in double precision. */
class MixedProductsTest extends MixedTest {
    private static final float UNTOUCHED = 12345.678f;

    private static double sum(Values a, int row, int firstColumn, Values b, int column) {
        double sum = 0;
        for (int i = 0; i < b.rows; i++) {
            sum += (double) Bfloat16.rounded(a.at(row, firstColumn + i)) * Bfloat16.rounded(b.at(i, column));
        }
        return sum;
    }

    /** A sum of k products of numbers from -1 to 1, each rounded once to a float. */
    private static double tolerance(int k) {
        return 1e-6 + k * Math.ulp(1f);
    }

    private static void check(Values a, int firstColumn, Values b, boolean adds, float before, Values c, int rows) {
        for (int row = 0; row < c.rows; row++) {
            for (int column = 0; column < c.columns; column++) {
                double expected = row < rows ? sum(a, row, firstColumn, b, column) + (adds ? before : 0) : UNTOUCHED;
                assertThat((double) c.at(row, column))
                        .as("row %d, column %d of %d x %d, k %d", row, column, rows, b.columns, b.rows)
                        .isCloseTo(expected, within(tolerance(b.rows)));
            }
        }
        for (int row = 0; row < c.rows - 1; row++) {
            for (int gap = c.columns; gap < c.stride; gap++) {
                assertThat(c.floats.buffer().get(row * c.stride + gap)).isEqualTo(UNTOUCHED);
            }
        }
    }

    private static void fill(Values c, int rows, float value) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < c.columns; column++) {
                c.put(row, column, value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void products_of_all_shapes_are_those_of_rounded_operands(long seed) {
        var random = new Random(seed);
        int m = 1 + random.nextInt(random.nextBoolean() ? 12 : 150);
        int n = 1 + random.nextInt(random.nextBoolean() ? 20 : 150);
        int k = 1 + random.nextInt(random.nextBoolean() ? 40 : 400);
        int column = random.nextInt(5);
        try (var a = new Values(m, column + k + random.nextInt(3), random.nextInt(20), Float.NaN).random(seed);
                var b = new Values(k, n, random.nextInt(20), Float.NaN).random(seed + 1);
                var c = new Values(m + 1, n, random.nextInt(20), UNTOUCHED);
                var rows = products.rows(m + random.nextInt(3), a.columns);
                var weights = products.weights(k, n)) {
            weights.pack(b.cursor());
            rows.take(m, a.cursor());
            weights.multiply(rows, column, 0f, c.cursor());
            check(a, column, b, false, 0, c, m);

            fill(c, m, 0.5f);
            weights.multiply(rows, column, 1f, c.cursor());
            check(a, column, b, true, 0.5f, c, m);

            fill(c, m, Float.NaN);
            weights.multiply(m, a.cursor().at(column), 0f, c.cursor());
            check(a, column, b, false, 0, c, m);

            fill(c, m, -2f);
            products.multiply(m, n, k, a.cursor().at(column), b.cursor(), 1f, c.cursor());
            check(a, column, b, true, -2f, c, m);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 5", "7, 20, 31", "32, 33, 192", "12, 17, 193", "40, 65, 500", "150, 9, 64"})
    void transposed_products_are_those_of_rounded_operands(int m, int n, int k) {
        try (var a = new Values(k, m, 3, Float.NaN).random(k);
                var transposed = new Values(m, k, 0, 0);
                var b = new Values(k, n, 5, Float.NaN).random(m);
                var c = new Values(m + 1, n, 2, UNTOUCHED)) {
            for (int row = 0; row < m; row++) {
                for (int column = 0; column < k; column++) {
                    transposed.put(row, column, a.at(column, row));
                }
            }
            products.multiplyTransposed(m, n, k, a.cursor(), b.cursor(), 0f, c.cursor());
            check(transposed, 0, b, false, 0, c, m);

            fill(c, m, 0.25f);
            products.multiplyTransposed(m, n, k, a.cursor(), b.cursor(), 1f, c.cursor());
            check(transposed, 0, b, true, 0.25f, c, m);
        }
    }

    @ParameterizedTest
    @ValueSource(
            floats = {
                0f,
                -0f,
                1f,
                1 + 1f / 256, // between two, the lower one is even
                1 + 3f / 256, // the upper one is
                1 + 1f / 256 + 1f / (1 << 23),
                -1 - 3f / 256,
                (float) Math.PI,
                1e-30f,
                Float.MIN_NORMAL,
                1e-40f, // subnormal
                -Float.MIN_VALUE,
                3.3895314e38f, // the greatest of bfloat16
                Float.MAX_VALUE, // rounded to infinity
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                Float.NaN
            })
    void operands_are_rounded_to_the_nearest_even(float value) {
        try (var operand = new Values(3, 3, 0, 0);
                var one = new Values(3, 3, 0, 0);
                var c = new Values(3, 3, 0, 0)) {
            operand.put(1, 1, value);
            one.put(1, 1, 1);
            var expected = Float.valueOf(Bfloat16.rounded(value) + 0f); // a sum of zeros is positive

            products.multiply(3, 3, 3, operand.cursor(), one.cursor(), 0f, c.cursor());
            assertThat(Float.valueOf(c.at(1, 1))).isEqualTo(expected);

            products.multiply(3, 3, 3, one.cursor(), operand.cursor(), 0f, c.cursor());
            assertThat(Float.valueOf(c.at(1, 1))).isEqualTo(expected);

            products.multiplyTransposed(3, 3, 3, operand.cursor(), one.cursor(), 0f, c.cursor());
            assertThat(Float.valueOf(c.at(1, 1))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"257, 128", "157, 512", "29, 64", "1, 5", "2, 16", "31, 33", "1025, 40", "600, 3"})
    void rows_are_the_same_to_the_last_bit_wherever_a_product_is_split(int k, int n) {
        int m = 50;
        try (var a = new Values(m, k, 1, 0).random(k);
                var b = new Values(k, n, 2, 0).random(n);
                var whole = new Values(m, n, 0, 0);
                var part = new Values(m, n, 7, 0);
                var rows = products.rows(m, k);
                var weights = products.weights(k, n)) {
            weights.pack(b.cursor());
            rows.take(m, a.cursor());
            weights.multiply(rows, 0, 0f, whole.cursor());
            for (int count = 2; count <= m; count++) {
                for (int from = 0; from + count <= m; from += Math.max(2, count / 2 * 2)) {
                    rows.take(count, a.cursor().row(from));
                    weights.multiply(rows, 0, 0f, part.cursor());
                    assertThat(part.bits(0, count)).as(count + " from " + from).isEqualTo(whole.bits(from, count));

                    weights.multiply(count, a.cursor().row(from), 0f, part.cursor());
                    assertThat(part.bits(0, count)).as(count + " from " + from).isEqualTo(whole.bits(from, count));
                }
            }
        }
    }

    @Test
    void columns_beside_those_that_are_multiplied_do_not_matter() {
        try (var a = new Values(9, 40, 0, Float.NaN).random(1);
                var b = new Values(7, 5, 0, 0).random(2);
                var c = new Values(9, 5, 0, UNTOUCHED);
                var rows = products.rows(9, 40);
                var weights = products.weights(7, 5)) {
            for (int row = 0; row < 9; row++) {
                for (int column = 0; column < 40; column++) {
                    if (column < 11 || column >= 18) {
                        a.put(row, column, row % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY);
                    }
                }
            }
            weights.pack(b.cursor());
            rows.take(9, a.cursor());
            weights.multiply(rows, 11, 0f, c.cursor());
            check(a, 11, b, false, 0, c, 9);
        }
    }

    @Test
    void more_rows_than_there_is_room_for_are_refused() {
        try (var a = new Values(4, 2, 0, 0);
                var rows = products.rows(3, 2)) {
            assertThatThrownBy(() -> rows.take(4, a.cursor())).hasMessage("There is room for 3 rows, not for 4.");
        }
    }

    @Test
    void single_precision_is_that_of_the_engine() {
        try (var a = new Values(2, 2, 0, 0).random(1);
                var c = new Values(2, 2, 0, 0)) {
            products.single().multiply(2, 2, 2, a.cursor(), a.cursor(), 0f, c.cursor());

            assertThat(c.at(0, 1))
                    .isCloseTo(a.at(0, 0) * a.at(0, 1) + a.at(0, 1) * a.at(1, 1), within(2 * Math.ulp(1f)));
            assertThat(products.rowUnit()).isEqualTo(2);
        }
    }
}
