package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.dl4j.ParameterRanges;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.trained.Evaluation;

class BestEpochTest {
    @Test
    void the_lowest_loss_is_kept_and_patience_counts_from_it() {
        var best = new BestEpoch(new EarlyStopping(Measure.VALIDATION_LOSS, 2, 0));
        try (var step = UpdateStep.of(TrainingOptions.defaults(), new ParameterRanges(List.of(), List.of(), 1))) {
            var parameter = new float[1];
            double[] losses = {0.9, 0.5, 0.6, 0.4, 0.41, 0.45};
            boolean[] givesUp = {false, false, false, false, false, true};
            for (int epoch = 1; epoch <= losses.length; epoch++) {
                parameter[0] = epoch;
                best.offer(epoch, new Evaluation(0, losses[epoch - 1]), parameter, step);
                assertThat(best.givesUp()).as("epoch " + epoch).isEqualTo(givesUp[epoch - 1]);
            }
        }

        assertThat(best.epoch()).isEqualTo(4);
        assertThat(best.parameters()).containsExactly(4f);
    }

    @Test
    void small_gains_do_not_renew_patience_yet_the_best_network_is_kept() {
        var best = new BestEpoch(new EarlyStopping(Measure.VALIDATION_ACCURACY, 2, 0.1));
        try (var step = UpdateStep.of(TrainingOptions.defaults(), new ParameterRanges(List.of(), List.of(), 1))) {
            var parameter = new float[1];
            best.offer(1, new Evaluation(0.50, 9), parameter, step);
            best.offer(2, new Evaluation(0.59, 9), parameter, step);
            assertThat(best.givesUp()).isFalse();
            best.offer(3, new Evaluation(0.60, 9), parameter, step);
        }

        assertThat(best.givesUp()).isTrue();
        assertThat(best.epoch()).isEqualTo(3);
    }
}
