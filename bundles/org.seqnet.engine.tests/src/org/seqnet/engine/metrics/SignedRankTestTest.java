package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignedRankTestTest {
    @Test
    void cases_are_counted_by_whose_error_is_smaller() {
        var test = SignedRankTest.of(new double[] {1, 2, 3, 4}, new double[] {2, 5, 3, 2});

        // differences 1, 3, 0, -2 have the ranks 1, 3 and 2
        assertThat(test.firstSmaller()).isEqualTo(2);
        assertThat(test.secondSmaller()).isEqualTo(1);
        assertThat(test.equal()).isEqualTo(1);
        assertThat(test.advantage()).isEqualTo(1 + 3 - 2);
        // of the 8 ways, the sums are -6, -4, -2, 0, 0, 2, 4 and 6, of which six are at least 2 from 0
        assertThat(test.pValue()).isCloseTo(6.0 / 8, within(1e-15));
    }

    @Test
    void five_cases_that_all_favor_one_are_two_of_32_ways() {
        var zeros = new double[5];

        assertThat(SignedRankTest.of(zeros, new double[] {1, 2, 3, 4, 5}).pValue())
                .isEqualTo(2.0 / 32);
        assertThat(SignedRankTest.of(new double[] {1, 2, 3, 4, 5}, zeros).advantage())
                .isEqualTo(-15);
    }

    @Test
    void equal_errors_show_nothing() {
        var test = SignedRankTest.of(new double[] {1, 2}, new double[] {1, 2});

        assertThat(test).isEqualTo(new SignedRankTest(0, 0, 2, 0, 1));
    }

    @Test
    void few_cases_have_the_p_value_that_all_ways_to_give_signs_give() {
        var random = new Random(3);
        for (int i = 0; i < 50; i++) {
            int cases = 1 + random.nextInt(12);
            var first = random.ints(cases, 0, 6).asDoubleStream().toArray();
            var second = random.ints(cases, 0, 6).asDoubleStream().toArray();

            var test = SignedRankTest.of(first, second);

            assertThat(test.pValue()).isCloseTo(enumerated(first, second), within(1e-12));
            assertThat(SignedRankTest.of(second, first).pValue()).isEqualTo(test.pValue());
        }
    }

    /** Gives signs to the ranks in all 2^n ways. */
    private static double enumerated(double[] first, double[] second) {
        var differences = new double[first.length];
        Arrays.setAll(differences, i -> second[i] - first[i]);
        differences = Arrays.stream(differences).filter(d -> d != 0).toArray();
        var ranks = new double[differences.length];
        double observed = 0;
        for (int i = 0; i < ranks.length; i++) {
            double below = 0;
            for (double other : differences) {
                double distance = Math.abs(differences[i]) - Math.abs(other);
                below += distance > 0 ? 1 : distance == 0 ? 0.5 : 0;
            }
            ranks[i] = below + 0.5;
            observed += Math.signum(differences[i]) * ranks[i];
        }
        int ways = 1 << ranks.length;
        int extreme = 0;
        for (int way = 0; way < ways; way++) {
            double sum = 0;
            for (int i = 0; i < ranks.length; i++) {
                sum += (way >> i & 1) == 1 ? ranks[i] : -ranks[i];
            }
            extreme += Math.abs(sum) >= Math.abs(observed) - 1e-9 ? 1 : 0;
        }
        return (double) extreme / ways;
    }

    @Test
    void the_normal_distribution_of_more_cases_is_close_to_the_exact_one_of_fewer() {
        var random = new Random(4);
        var first = random.doubles(50).toArray();
        var second = random.doubles(50).map(error -> error + 0.1).toArray();
        double exact = SignedRankTest.of(first, second).pValue();

        // one case more, with the smallest difference, hardly counts
        double normal = SignedRankTest.of(with(first, 0), with(second, 1e-9)).pValue();

        assertThat(normal).isCloseTo(exact, within(0.01)).isNotEqualTo(exact);
    }

    private static double[] with(double[] errors, double more) {
        var all = Arrays.copyOf(errors, errors.length + 1);
        all[errors.length] = more;
        return all;
    }

    @Test
    void different_numbers_of_cases_are_refused() {
        assertThatThrownBy(() -> SignedRankTest.of(new double[1], new double[2]))
                .hasMessage("1 cases against 2.");
    }
}
