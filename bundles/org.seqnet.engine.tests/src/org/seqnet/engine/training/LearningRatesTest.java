package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.Schedule.Constant;
import org.seqnet.engine.options.Schedule.Cosine;
import org.seqnet.engine.options.Schedule.OneCycle;
import org.seqnet.engine.options.Schedule.ReduceOnPlateau;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;

class LearningRatesTest {
    private static LearningRates rates(Schedule schedule, int epochs, int stepsPerEpoch, double rate) {
        var options = TrainingOptions.defaults().withEpochs(epochs).withUpdater(Updater.SGD, rate);
        return new LearningRates(options.with(draft -> draft.schedule = schedule), stepsPerEpoch);
    }

    private static double[] all(Schedule schedule, int epochs, int stepsPerEpoch, double rate) {
        var rates = rates(schedule, epochs, stepsPerEpoch, rate);
        return LongStream.range(0, (long) epochs * stepsPerEpoch)
                .mapToDouble(rates::at)
                .toArray();
    }

    @Test
    void a_constant_rate_is_that_of_the_options_to_the_bit() {
        assertThat(all(Schedule.CONSTANT, 2, 2, 0.1)).containsExactly(0.1, 0.1, 0.1, 0.1);
    }

    @Test
    void a_warm_up_rises_in_equal_steps_and_may_end_within_an_epoch() {
        assertThat(all(new Constant(1.25), 2, 4, 1)).containsExactly(0.2, 0.4, 0.6, 0.8, 1, 1, 1, 1);
    }

    @Test
    void a_cosine_falls_from_the_rate_to_its_share_at_the_end() {
        // after a warm-up of one step, a half, a cosine of 60 degrees and of 120 degrees
        assertThat(all(new Cosine(1, 0.1), 4, 1, 2))
                .containsExactly(new double[] {2, 2, 0.2 + 1.8 * 0.75, 0.2 + 1.8 * 0.25}, within(1e-12));
        assertThat(all(new Cosine(0, 0), 1, 2, 1)).containsExactly(new double[] {1, 0.5}, within(1e-12));
    }

    /** The rates of PyTorch's OneCycleLR(max_lr=1, total_steps=10). */
    @Test
    void one_cycle_rises_and_falls_as_in_pytorch() {
        double low = 0.04 / 1e4;
        var expected = new double[10];
        expected[0] = 0.04;
        expected[1] = 0.52;
        for (int step = 2; step < 10; step++) {
            expected[step] = low + (1 - low) * (1 + Math.cos(Math.PI * (step - 2) / 7)) / 2;
        }
        assertThat(expected[2]).isEqualTo(1);
        assertThat(expected[9]).isCloseTo(4e-6, within(1e-12));

        assertThat(all(new OneCycle(), 5, 2, 1)).containsExactly(expected, within(1e-12));
    }

    @Test
    void one_cycle_of_one_step_is_the_rate() {
        assertThat(all(new OneCycle(), 1, 1, 0.5)).containsExactly(0.5);
        assertThat(all(new OneCycle(), 2, 1, 0.5)).containsExactly(new double[] {0.5, 0.5 / 25e4}, within(1e-12));
    }

    @Test
    void a_plateau_reduces_the_rate_after_its_patience_and_waits_anew() {
        var rates = rates(new ReduceOnPlateau(0, 0.5, 2), 100, 1, 1);
        double[] losses = {1, 0.9, 0.9, 0.89999, 0.8, 0.9, 0.8, 0.8, 0.8, Double.NaN, 0.1};
        double[] expected = {1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125, 0.125};
        for (int epoch = 0; epoch < losses.length; epoch++) {
            rates.epochEnded(losses[epoch]);
            assertThat(rates.at(epoch + 1)).as("after epoch %d", epoch + 1).isEqualTo(expected[epoch]);
        }
    }

    @Test
    void a_plateau_reduces_the_rate_to_a_millionth_at_most() {
        var rates = rates(new ReduceOnPlateau(0, 0.1, 1), 100, 1, 2);
        for (int epoch = 0; epoch < 50; epoch++) {
            rates.epochEnded(1);
        }

        assertThat(rates.at(99)).isEqualTo(2e-6);
    }
}
