package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreIntervalTest {
    /** The examples of Newcombe, Two-sided confidence intervals for the single proportion, 1998, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0, 0.1611", "1, 29, 0.0061, 0.1718"})
    void bounds_are_those_of_the_literature(long part, long whole, double lower, double upper) {
        var interval = ScoreInterval.of(part, whole);

        assertThat(interval.lower()).isCloseTo(lower, within(5e-5));
        assertThat(interval.upper()).isCloseTo(upper, within(5e-5));
    }

    /** A bound is a share from which the counted one is just 1.96 standard deviations of that share away. */
    @Test
    void bounds_solve_the_equation_that_defines_them() {
        var random = new Random(1);
        for (int i = 0; i < 500; i++) {
            long whole = 1 + (long) Math.exp(20 * random.nextDouble());
            long part = random.nextLong(whole + 1);
            var interval = ScoreInterval.of(part, whole);

            assertThat(interval.lower()).isBetween(0.0, (double) part / whole);
            assertThat(interval.upper()).isBetween((double) part / whole, 1.0);
            assertSolves(interval.lower(), part, whole);
            assertSolves(interval.upper(), part, whole);
        }
    }

    private static void assertSolves(double bound, long part, long whole) {
        var exact = new BigDecimal(bound);
        var share = BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL128);
        var square = share.subtract(exact).pow(2);
        var variance = exact.multiply(BigDecimal.ONE.subtract(exact))
                .divide(BigDecimal.valueOf(whole), MathContext.DECIMAL128)
                .multiply(new BigDecimal("1.959963984540054").pow(2));
        assertThat(square.doubleValue()).isCloseTo(variance.doubleValue(), within(1e-15));
    }

    @Test
    void right_and_wrong_are_mirror_images() {
        for (long part = 0; part <= 50; part++) {
            var right = ScoreInterval.of(part, 50);
            var wrong = ScoreInterval.of(50 - part, 50);

            assertThat(right.lower()).isCloseTo(1 - wrong.upper(), within(1e-15));
        }
    }

    @Test
    void more_cases_narrow_it() {
        double width = 1;
        for (long whole = 10; whole < 1e9; whole *= 10) {
            var interval = ScoreInterval.of(whole * 9 / 10, whole);

            assertThat(interval.upper() - interval.lower()).isLessThan(width);
            width = interval.upper() - interval.lower();
        }
    }

    @Test
    void all_and_none_end_at_the_ends_and_nothing_counted_tells_nothing() {
        assertThat(ScoreInterval.of(0, 7).lower()).isZero();
        assertThat(ScoreInterval.of(7, 7).upper()).isOne();
        assertThat(ScoreInterval.of(0, 0)).isEqualTo(new ScoreInterval(0, 1));
    }

    @Test
    void what_is_no_share_is_refused() {
        assertThatThrownBy(() -> ScoreInterval.of(3, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 of 2 is not a valid fraction.");
        assertThatThrownBy(() -> ScoreInterval.of(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
