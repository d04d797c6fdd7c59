package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.trained.Evaluation;

class BestEpochTest {
    private final StillLearning learning = new StillLearning();

    @Test
    void the_lowest_loss_is_kept_and_patience_counts_from_it() {
        var best = new BestEpoch(new EarlyStopping(Measure.VALIDATION_LOSS, 2, 0));
        double[] losses = {0.9, 0.5, 0.6, 0.4, 0.41, 0.45};
        boolean[] givesUp = {false, false, false, false, false, true};
        for (int epoch = 1; epoch <= losses.length; epoch++) {
            learning.step(1);
            best.offer(epoch, new Evaluation(0, losses[epoch - 1]), new float[] {epoch}, learning);
            assertThat(best.givesUp()).as("epoch " + epoch).isEqualTo(givesUp[epoch - 1]);
        }

        assertThat(best.epoch()).isEqualTo(4);
        assertThat(best.parameters()).containsExactly(4f);
        assertThat(best.updaterState()).containsExactly(4f);
        assertThat(best.steps()).isEqualTo(4);
    }

    @Test
    void small_gains_do_not_renew_patience_yet_the_best_network_is_kept() {
        var best = new BestEpoch(new EarlyStopping(Measure.VALIDATION_ACCURACY, 2, 0.1));
        best.offer(1, new Evaluation(0.50, 9), new float[1], learning);
        best.offer(2, new Evaluation(0.59, 9), new float[1], learning);
        assertThat(best.givesUp()).isFalse();
        best.offer(3, new Evaluation(0.60, 9), new float[1], learning);

        assertThat(best.givesUp()).isTrue();
        assertThat(best.epoch()).isEqualTo(3);
    }
}
