package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTestTest {
    @Test
    void cases_are_counted_by_who_was_right() {
        var first = new boolean[] {true, true, true, false, false, true};
        var second = new boolean[] {true, false, false, true, false, false};

        assertThat(McNemarTest.of(first, second)).isEqualTo(new McNemarTest(1, 3, 1, 1));
    }

    /** Sums of binomial coefficients, by hand: 2 (1 + 10) / 2^10, and so on. */
    @ParameterizedTest
    @CsvSource({"1, 9, 0.021484375", "0, 5, 0.0625", "0, 6, 0.03125", "3, 5, 0.7265625", "2, 2, 1", "0, 0, 1"})
    void small_counts_have_p_values_that_can_be_summed_by_hand(long one, long other, double p) {
        assertThat(pValue(one, other)).isCloseTo(p, Percentage.withPercentage(1e-12));
        assertThat(pValue(other, one)).isEqualTo(pValue(one, other));
    }

    /** Opinions of people in two polls, 150 and 86 of whom changed theirs (Agresti, Categorical Data Analysis). */
    @Test
    void the_textbook_example_is_as_significant_as_the_textbook_says() {
        double p = pValue(150, 86);

        // the textbook's normal approximation: z = 4.17
        assertThat(p).isBetween(2e-5, 5e-5);
        assertThat(p).isCloseTo(exact(150, 86), Percentage.withPercentage(1e-9));
    }

    @Test
    void any_counts_give_what_whole_numbers_of_any_length_give() {
        var random = new Random(2);
        for (int i = 0; i < 300; i++) {
            long cases = random.nextInt(700);
            long one = random.nextLong(cases + 1);

            assertThat(pValue(one, cases - one)).isCloseTo(exact(one, cases - one), Percentage.withPercentage(1e-10));
        }
    }

    @Test
    void very_many_cases_are_no_trouble() {
        assertThat(pValue(500_000, 500_000)).isEqualTo(1);
        assertThat(pValue(5_000_000, 5_004_000)).isBetween(0.2, 0.21);
        assertThat(pValue(0, 10_000_000)).isZero();
        assertThat(pValue(10_000, 10_600)).isCloseTo(exact(10_000, 10_600), Percentage.withPercentage(1e-8));
    }

    @Test
    void the_more_uneven_the_smaller() {
        double before = 2;
        for (long one = 500; one >= 0; one--) {
            double p = pValue(one, 1000 - one);

            assertThat(p).isLessThanOrEqualTo(before).isBetween(0.0, 1.0);
            before = p;
        }
    }

    @Test
    void cases_without_difference_do_not_count() {
        assertThat(new McNemarTest(1_000_000, 3, 9, 5).pValue()).isEqualTo(pValue(3, 9));
    }

    @Test
    void unequal_numbers_of_cases_are_refused() {
        assertThatThrownBy(() -> McNemarTest.of(new boolean[2], new boolean[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 cases against 3.");
    }

    /** If both are equally good, a p-value below any level comes with at most that probability. */
    @Test
    void equals_seldom_look_different() {
        for (double level : new double[] {0.01, 0.05, 0.2}) {
            double probability = 0;
            for (long one = 0; one <= 40; one++) {
                if (pValue(one, 40 - one) <= level) {
                    probability += new BigDecimal(coefficient(40, one)).doubleValue() / Math.pow(2, 40);
                }
            }
            assertThat(probability).isLessThanOrEqualTo(level).isCloseTo(level, within(0.8 * level));
        }
    }

    private static double pValue(long onlyFirst, long onlySecond) {
        return new McNemarTest(0, onlyFirst, onlySecond, 0).pValue();
    }

    private static double exact(long one, long other) {
        long cases = one + other;
        var sum = BigInteger.ZERO;
        var coefficient = BigInteger.ONE;
        for (long k = 0; k <= Math.min(one, other); k++) {
            sum = sum.add(coefficient);
            coefficient = coefficient.multiply(BigInteger.valueOf(cases - k)).divide(BigInteger.valueOf(k + 1));
        }
        return new BigDecimal(sum.shiftLeft(1))
                .divide(new BigDecimal(BigInteger.ONE.shiftLeft((int) cases)), MathContext.DECIMAL128)
                .min(BigDecimal.ONE)
                .doubleValue();
    }

    private static BigInteger coefficient(long n, long k) {
        var value = BigInteger.ONE;
        for (long i = 0; i < k; i++) {
            value = value.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return value;
    }
}
