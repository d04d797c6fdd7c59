package org.seqnet.engine.options;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.options.Schedule.Constant;
import org.seqnet.engine.options.Schedule.Cosine;
import org.seqnet.engine.options.Schedule.ReduceOnPlateau;

class ScheduleTest {
    @Test
    void settings_outside_their_range_are_refused_by_name() {
        refused(() -> new Constant(-1), "Warm-up: -1.0 epochs is not a non-negative number (0 disables it).");
        refused(() -> new Cosine(Double.NaN, 0), "Warm-up: NaN epochs is not a non-negative number (0 disables it).");
        refused(() -> new Cosine(0, 1.5), "Final learning rate: 1.5 of the learning rate is not between 0 and 1.");
        refused(
                () -> new ReduceOnPlateau(0, 1, 2),
                "Reduce on plateau, factor: 1.0 is not greater than 0 and less than 1.");
        refused(() -> new ReduceOnPlateau(0, 0.5, 0), "Reduce on plateau, patience: 0 is not at least 1 epoch.");
    }

    @Test
    void a_warm_up_is_no_longer_than_training() {
        refused(
                () -> TrainingOptions.defaults().with(draft -> draft.schedule = new Constant(10.5)),
                "Warm-up: 10.5 epochs are more than training has, 10.");
    }

    @Test
    void smoothing_leaves_some_certainty() {
        refused(
                () -> TrainingOptions.defaults().with(draft -> draft.labelSmoothing = 1),
                "Label smoothing: 1.0 is not at least 0 and less than 1.");
        refused(
                () -> TrainingOptions.defaults().with(draft -> draft.labelSmoothing = -0.1),
                "Label smoothing: -0.1 is not at least 0 and less than 1.");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(SeqNetException.class).hasMessage(message);
    }
}
