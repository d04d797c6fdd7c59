package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AverageWeightsTest {
    @Test
    void after_one_step_the_mean_is_that_step() {
        assertThat(meanOf(3)).isEqualTo(3);
    }

    @Test
    void the_mean_of_a_constant_is_the_constant() {
        assertThat(meanOf(2, 2, 2, 2, 2, 2)).isCloseTo(2, within(1e-6f));
    }

    @Test
    void it_looks_back_over_about_the_last_twentieth() {
        var rising = new float[10_000];
        for (int i = 0; i < rising.length; i++) {
            rising[i] = i;
        }

        // Steps weigh in proportion to the 19th power of their number: the mean lies 1/21 before the last.
        assertThat(meanOf(rising)).isCloseTo(10_000 * 20 / 21f, within(15f));
    }

    @Test
    void the_mean_is_a_copy() {
        var average = new AverageWeights(1);
        average.add(new float[] {2});
        average.mean()[0] = 7;

        assertThat(average.mean()).containsExactly(2);
    }

    private static float meanOf(float... values) {
        var average = new AverageWeights(1);
        for (float value : values) {
            average.add(new float[] {value});
        }
        return average.mean()[0];
    }
}
