package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeanIntervalTest {

    @Test
    void two_measurements_lie_12_7_standard_errors_wide() {
        var interval = MeanInterval.of(1, 3);

        assertThat(interval.mean()).isEqualTo(2);
        // standard deviation sqrt(2), standard error 1
        assertThat(interval.lower()).isCloseTo(2 - 12.706204736, within(1e-9));
        assertThat(interval.upper()).isCloseTo(2 + 12.706204736, within(1e-9));
    }

    @Test
    void the_table_goes_on_smoothly_and_ends_at_the_normal_distribution() {
        // R: qt(0.975, 31) = 2.039513446, qt(0.975, 9999) = 1.960201264
        assertThat(standardErrors(32)).isCloseTo(2.039513446, within(1e-4));
        assertThat(standardErrors(10_000)).isCloseTo(1.960201264, within(1e-8));
    }

    private static double standardErrors(int count) {
        var measured = new double[count];
        Arrays.setAll(measured, i -> i % 2 == 0 ? 1 : -1);
        double deviation = Math.sqrt(count / (count - 1.0));
        return MeanInterval.of(measured).upper() / (deviation / Math.sqrt(count));
    }

    @Test
    void equal_measurements_leave_no_doubt() {
        assertThat(MeanInterval.of(0.25, 0.25, 0.25)).isEqualTo(new MeanInterval(0.25, 0.25, 0.25));
    }

    @Test
    void one_measurement_has_no_interval() {
        assertThatThrownBy(() -> MeanInterval.of(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An interval takes at least 2 measurements, not 1.");
    }
}
