package org.seqnet.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoreSharpnessTest {

    /** Each of n rows is right by 2: the best probability is (n + 1) / (n + 2), whose odds are n + 1. */
    @Test
    void scores_that_are_all_right_are_as_sure_as_their_number_allows() {
        var scores = new double[][] {{1, -1, 1, -1, 1}, {-1, 1, -1, 1, -1}};

        assertThat(new ScoreSharpness(scores, new int[] {0, 1, 0, 1, 0}).best())
                .isEqualTo(Math.log(6) / 2, within(1e-9));
    }

    /** Three of four are right by 1: smoothed, 3 x 5 / 6 + 1 / 6 = 8 / 3 of 4, whose odds are 2. */
    @Test
    void scores_that_are_partly_right_are_as_sure_as_they_are_right() {
        var scores = new double[][] {{1, 1, 1, 1}, {0, 0, 0, 0}};

        assertThat(new ScoreSharpness(scores, new int[] {0, 0, 0, 1}).best()).isEqualTo(Math.log(2), within(1e-9));
    }

    @Test
    void scores_that_are_mostly_wrong_say_nothing() {
        var scores = new double[][] {{1, 1, 1, 1}, {0, 0, 0, 0}};

        assertThat(new ScoreSharpness(scores, new int[] {1, 1, 1, 0}).best()).isEqualTo(1e-3, within(1e-9));
    }

    @Test
    void the_slope_is_that_of_the_smoothed_cross_entropy() {
        var scores = new double[][] {{0.3, -1, 2}, {0.1, 0.5, -0.4}, {-0.2, 0.4, 0.1}};
        int[] classes = {0, 2, 1};
        double sharpness = 1.7;

        assertThat(new ScoreSharpness(scores, classes).slope(sharpness))
                .isEqualTo(
                        (loss(scores, classes, sharpness + 1e-5) - loss(scores, classes, sharpness - 1e-5)) / 2e-5,
                        within(1e-7));
    }

    private static double loss(double[][] scores, int[] classes, double sharpness) {
        double loss = 0;
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                sum += Math.exp(sharpness * scores[k][i]);
            }
            for (int k = 0; k < 3; k++) {
                double target = classes[i] == k ? 4 / 6.0 : 1 / 6.0;
                loss -= target * Math.log(Math.exp(sharpness * scores[k][i]) / sum);
            }
        }
        return loss;
    }
}
