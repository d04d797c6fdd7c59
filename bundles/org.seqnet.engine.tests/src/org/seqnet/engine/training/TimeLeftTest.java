package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
    @Test
    void it_is_told_in_two_units_at_most() {
        assertThat(left(Duration.ofMillis(41_900))).hasToString("41 s left");
        assertThat(left(Duration.ofSeconds(144))).hasToString("2 min 24 s left");
        assertThat(left(Duration.ofSeconds(3_900))).hasToString("1 h 5 min left");
        assertThat(new TimeLeft(Duration.ofSeconds(60), true)).hasToString("at most 1 min 0 s left");
    }

    @Test
    void a_limit_shortens_it_but_not_below_nothing() {
        var minute = left(Duration.ofMinutes(1));

        assertThat(minute.within(Duration.ofMinutes(2))).isEqualTo(minute);
        assertThat(minute.within(Duration.ofSeconds(20))).isEqualTo(left(Duration.ofSeconds(20)));
        assertThat(minute.within(Duration.ofSeconds(-1))).isEqualTo(left(Duration.ZERO));
    }

    private static TimeLeft left(Duration duration) {
        return new TimeLeft(duration, false);
    }
}
