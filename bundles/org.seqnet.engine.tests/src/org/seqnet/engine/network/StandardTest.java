package org.seqnet.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.TargetValues;

class StandardTest {

    private static List<Standard> standards(int targets, int width, double... values) {
        return Values.of(TargetValues.of(width, values), targets, ValueLoss.SQUARED, Optional.empty())
                .standards();
    }

    @Test
    void each_target_is_standardized_by_the_mean_and_deviation_of_its_known_values() {
        assertThat(standards(2, 2, 1, 100, Double.NaN, 300, 5, Double.NaN))
                .containsExactly(new Standard(3, 2), new Standard(200, 100));
    }

    @Test
    void the_steps_of_a_forecast_share_the_standard_of_their_target() {
        var forecast = new Forecast(2, false, List.of(0, 1), List.of(), Normalization.NONE);
        var values = TargetValues.of(4, new double[] {1, 10, 5, 30});

        assertThat(Values.of(values, 2, ValueLoss.SQUARED, Optional.of(forecast))
                        .standards())
                .containsExactly(new Standard(3, 2), new Standard(20, 10));
    }

    @Test
    void values_that_do_not_vary_have_a_deviation_of_1() {
        assertThat(standards(1, 1, 0.1, 0.1, 0.1)).containsExactly(new Standard(0.1, 1));
        assertThat(standards(1, 1, 7)).containsExactly(new Standard(7, 1));
        assertThat(standards(1, 1, Double.NaN)).containsExactly(new Standard(0, 1));
    }

    @Test
    void times_in_milliseconds_keep_their_precision() {
        double noon = 1_796_040_000_000.0;
        var standard = standards(1, 1, noon - 1, noon + 1).get(0);

        assertThat(standard).isEqualTo(new Standard(noon, 1));
        assertThat(standard.standardized(noon + 1)).isEqualTo(1);
        var values = new Values(List.of(standard), ValueLoss.SQUARED, Optional.empty());
        assertThat(values.error(1.25f, TargetValues.of(1, new double[] {noon + 1}), 0, 0))
                .isEqualTo(0.25);
    }

    @Test
    void an_error_has_the_unit_of_its_target_and_of_its_window() {
        var values = new Values(List.of(new Standard(10, 4)), ValueLoss.SQUARED, Optional.empty());

        assertThat(values.error(0.5f, TargetValues.of(1, new double[] {14}), 0, 0))
                .isEqualTo(-2);
        assertThat(values.error(0.5f, TargetValues.relative(1, new double[] {14}, 1, new double[] {7, 3}), 0, 0))
                .isCloseTo(-6, within(1e-12));
    }

    @Test
    void values_too_large_to_be_squared_are_refused() {
        assertThatThrownBy(() -> standards(1, 1, -1e200, 1e200))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "Target 1 has values that are too large to be standardized. Divide them by a number first.");
    }
}
