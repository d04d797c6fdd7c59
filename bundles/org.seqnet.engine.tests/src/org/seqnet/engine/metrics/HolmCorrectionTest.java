package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HolmCorrectionTest {
    @Test
    void the_smallest_counts_times_all_the_next_times_one_less_and_none_falls_below_a_smaller_one() {
        assertThat(HolmCorrection.adjust(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    }

    @Test
    void one_comparison_needs_no_correction_and_none_gives_none() {
        assertThat(HolmCorrection.adjust(0.03)).containsExactly(0.03);
        assertThat(HolmCorrection.adjust()).isEmpty();
    }

    @Test
    void nothing_exceeds_1() {
        assertThat(HolmCorrection.adjust(0.9, 1, 0.6)).containsExactly(1, 1, 1);
    }

    @Test
    void equal_ones_stay_equal() {
        assertThat(HolmCorrection.adjust(0.02, 0.02)).containsExactly(0.04, 0.04);
    }

    /** Holm's own procedure: from the smallest on, reject while p is at most the level by the number left. */
    @Test
    void adjusted_values_reject_what_the_stepwise_procedure_rejects() {
        var random = new Random(3);
        for (int trial = 0; trial < 300; trial++) {
            var given =
                    random.doubles(1 + random.nextInt(12)).map(p -> p * p * p).toArray();
            var adjusted = HolmCorrection.adjust(given);
            for (double level : new double[] {0.01, 0.05, 0.3}) {
                var rejected = new boolean[given.length];
                var bySize = IntStream.range(0, given.length)
                        .boxed()
                        .sorted((a, b) -> Double.compare(given[a], given[b]))
                        .toList();
                int rank = 0;
                while (rank < given.length && given[bySize.get(rank)] <= level / (given.length - rank)) {
                    rejected[bySize.get(rank++)] = true;
                }
                for (int i = 0; i < given.length; i++) {
                    assertThat(adjusted[i] <= level).isEqualTo(rejected[i]);
                    assertThat(adjusted[i]).isBetween(given[i], 1.0);
                }
            }
        }
    }
}
