package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.Schedule.Constant;
import org.seqnet.engine.options.Schedule.Cosine;
import org.seqnet.engine.options.Schedule.OneCycle;
import org.seqnet.engine.options.Schedule.ReduceOnPlateau;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.EpochRecord;

/** 150 sequences in batches of 16: 10 steps an epoch. */
class ScheduledTrainingTest extends SmallTraining {

    private static TrainingOptions options(Schedule schedule) {
        return SHORT.with(draft -> draft.schedule = schedule);
    }

    private List<OptionalDouble> rates(TrainingOptions options) {
        return train(SMALL, options, validation).history().stream()
                .map(EpochRecord::learningRate)
                .toList();
    }

    @Test
    void the_history_has_the_rate_of_the_last_step_of_each_epoch() {
        assertThat(rates(SHORT)).containsOnly(OptionalDouble.of(0.01));
        assertThat(rates(options(new Constant(1.5))))
                .extracting(OptionalDouble::getAsDouble)
                .containsExactly(0.01 * 10 / 15, 0.01, 0.01);
        var cosine = rates(options(new Cosine(0, 0.5)));
        for (int epoch = 1; epoch <= 3; epoch++) {
            double share = (10 * epoch - 1) / 30.0;
            assertThat(cosine.get(epoch - 1).getAsDouble())
                    .isCloseTo(0.005 + 0.005 * (1 + Math.cos(Math.PI * share)) / 2, within(1e-12));
        }
    }

    @Test
    void a_plateau_of_the_validation_loss_reduces_the_rate() {
        var options = options(new ReduceOnPlateau(0, 0.1, 1)).withEpochs(6);
        var result = train(SMALL, options, contradicting());

        var losses = result.history().stream()
                .map(epoch -> epoch.validation().orElseThrow().loss())
                .toList();
        double expected = 0.01;
        double least = Double.POSITIVE_INFINITY;
        for (int epoch = 0; epoch < 6; epoch++) {
            assertThat(result.history().get(epoch).learningRate().getAsDouble()).isCloseTo(expected, within(1e-12));
            expected = losses.get(epoch) < 0.9999 * least ? expected : expected / 10;
            least = Math.min(least, losses.get(epoch));
        }
        assertThat(expected).isLessThan(0.01);
    }

    @Test
    void without_validation_data_a_plateau_of_the_training_loss_reduces_the_rate() {
        // so long a step that the loss jumps
        var options = options(new ReduceOnPlateau(0, 0.5, 1))
                .withUpdater(Updater.ADAM, 0.5)
                .withEpochs(8);
        var result = train(SMALL, options, validation);
        var alone = new Trainer()
                .train(
                        result.network().architecture(),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.empty(),
                        TrainingListener.NONE);

        double expected = 0.5;
        double least = Double.POSITIVE_INFINITY;
        for (var epoch : alone.history()) {
            assertThat(epoch.learningRate().getAsDouble()).isCloseTo(expected, within(1e-12));
            expected = epoch.loss() < 0.9999 * least ? expected : expected / 2;
            least = Math.min(least, epoch.loss());
        }
        assertThat(expected).isLessThan(0.5);
    }

    @ParameterizedTest
    @EnumSource
    void every_updater_follows_a_schedule(Updater updater) {
        var falling = options(new Cosine(0, 0)).withUpdater(updater, 0.01).withAverageWeights(false);
        var constant = SHORT.withUpdater(updater, 0.01).withAverageWeights(false);

        var scheduled = train(SMALL, falling, validation).network().parameters();

        assertThat(scheduled)
                .isNotEqualTo(train(SMALL, constant, validation).network().parameters());
        assertThat(scheduled)
                .isEqualTo(train(SMALL, falling.withThreads(5), validation)
                        .network()
                        .parameters());
    }

    static List<Schedule> schedules() {
        return List.of(new Constant(1), new Cosine(0.5, 0.1), new OneCycle(), new ReduceOnPlateau(0, 0.5, 1));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void a_resumed_training_begins_its_schedule_anew(Schedule schedule) {
        var first = train(SMALL, options(schedule), validation);

        var resumed = new Trainer()
                .resume(
                        first.network(),
                        SMALL,
                        options(schedule),
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);

        assertThat(resumed.history()).hasSize(6);
        assertThat(resumed.history().get(3).learningRate().getAsDouble())
                .isEqualTo(first.history().get(0).learningRate().getAsDouble());
        assertThat(resumed.history().get(5).loss())
                .isLessThan(first.history().get(0).loss());
    }
}
