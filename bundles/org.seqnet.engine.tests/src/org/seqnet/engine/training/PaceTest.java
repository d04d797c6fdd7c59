package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long seconds = 1000;
    private final Pace pace = pace(3, 4, false);

    private Pace pace(int epochs, int batches, boolean mayEndSooner) {
        return new Pace(epochs, batches, mayEndSooner, () -> TimeUnit.SECONDS.toNanos(seconds));
    }

    private void learn(int batches, int secondsEach) {
        for (int i = 0; i < batches; i++) {
            seconds += secondsEach;
            pace.batchesEnded(1);
        }
    }

    private void validate(int took) {
        seconds += took;
        pace.epochEnded();
    }

    private static Optional<TimeLeft> left(int seconds) {
        return Optional.of(new TimeLeft(Duration.ofSeconds(seconds), false));
    }

    @Test
    void before_the_first_mini_batch_nothing_is_known() {
        seconds += 5;

        assertThat(pace.left()).isEmpty();
    }

    @Test
    void within_the_first_epoch_the_mini_batches_tell() {
        learn(2, 3);

        assertThat(pace.left()).isEqualTo(left(10 * 3));
    }

    @Test
    void mini_batches_may_be_counted_together() {
        seconds += 12;
        pace.batchesEnded(3);

        assertThat(pace.left()).isEqualTo(left(9 * 4));
    }

    @Test
    void afterwards_each_epoch_to_come_has_its_validation() {
        learn(4, 3);
        validate(7);

        assertThat(pace.left()).isEqualTo(left(8 * 3 + 2 * 7));

        learn(1, 8);

        // 5 mini-batches took 20 s
        assertThat(pace.left()).isEqualTo(left(7 * 4 + 2 * 7));
    }

    @Test
    void while_the_last_validation_runs_that_alone_is_left() {
        for (int epoch = 1; epoch <= 2; epoch++) {
            learn(4, 3);
            validate(7);
        }
        learn(4, 3);

        assertThat(pace.left()).isEqualTo(left(7));
    }

    @Test
    void at_the_end_no_time_is_left() {
        for (int epoch = 1; epoch <= 3; epoch++) {
            learn(4, 3);
            validate(7);
        }

        assertThat(pace.left()).isEmpty();
    }

    @Test
    void a_training_that_a_rule_may_end_takes_at_most_so_long() {
        var ruled = pace(2, 2, true);
        seconds += 60;
        ruled.batchesEnded(1);

        assertThat(ruled.left()).contains(new TimeLeft(Duration.ofSeconds(180), true));
    }
}
