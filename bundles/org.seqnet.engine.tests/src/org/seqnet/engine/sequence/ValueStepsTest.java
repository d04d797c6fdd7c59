package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.ValueSteps.Order;
import org.seqnet.engine.tensor.Floats;
import org.seqnet.engine.tensor.Shape;

class ValueStepsTest {
    private static final double GAP = Double.NaN;

    @Test
    void values_stand_step_by_step_or_feature_by_feature() {
        double[] values = {1, 2, 3, 4, 5, 6};

        var bySteps = new ValueSteps(2, Order.STEP_BY_STEP, false).cut(values);
        var byFeatures = new ValueSteps(2, Order.FEATURE_BY_FEATURE, false).cut(values);

        assertThat(bySteps.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(Floats.of(bySteps)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(byFeatures.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(Floats.of(byFeatures)).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void of_one_feature_both_orders_are_the_same() {
        for (var order : Order.values()) {
            assertThat(Floats.of(new ValueSteps(1, order, true).cut(new double[] {1, 2, GAP})))
                    .containsExactly(1, 2);
        }
    }

    @Test
    void steps_that_are_missing_at_the_end_are_left_out_if_asked() {
        var bySteps = new ValueSteps(2, Order.STEP_BY_STEP, true);
        var byFeatures = new ValueSteps(2, Order.FEATURE_BY_FEATURE, true);

        assertThat(Floats.of(bySteps.cut(new double[] {1, 2, 3, 4, GAP, GAP}))).containsExactly(1, 2, 3, 4);
        assertThat(Floats.of(bySteps.cut(new double[] {1, 2, 3, 4, GAP}))).containsExactly(1, 2, 3, 4);
        assertThat(Floats.of(byFeatures.cut(new double[] {1, 2, GAP, 4, 5, GAP})))
                .containsExactly(1, 4, 2, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "STEP_BY_STEP, false, '1 2 3 4', -1",
        "STEP_BY_STEP, false, '1 2 ? ?', 2",
        "STEP_BY_STEP, true, '1 2 ? ?', -1",
        "STEP_BY_STEP, true, '1 2 3 ?', 3",
        "STEP_BY_STEP, true, '? 2 ? ?', 0",
        "STEP_BY_STEP, true, '? ? 3 4', 0",
        "STEP_BY_STEP, true, '? ? ? ?', 0",
        "STEP_BY_STEP, true, '1 2 3', -1",
        "FEATURE_BY_FEATURE, false, '1 ? 3 4', 1",
        "FEATURE_BY_FEATURE, true, '1 ? 3 ?', -1",
        "FEATURE_BY_FEATURE, true, '1 ? 3 4', 1",
        "FEATURE_BY_FEATURE, true, '? 2 3 4', 0",
        "FEATURE_BY_FEATURE, true, '? ? ? ?', 0"
    })
    void a_value_missing_within_the_sequence_is_a_gap(Order order, boolean endsAtMissing, String values, int gap) {
        var steps = new ValueSteps(2, order, endsAtMissing);

        assertThat(steps.gap(parsed(values)).orElse(-1)).isEqualTo(gap);
    }

    @Test
    void what_is_missing_in_a_part_of_the_last_step_is_told_from_what_is_missing_before() {
        var steps = new ValueSteps(2, Order.STEP_BY_STEP, true);

        assertThat(steps.isInLastStep(3, parsed("1 2 3 ? ? ?"))).isTrue();
        assertThat(steps.isInLastStep(1, parsed("1 ? 3 4"))).isFalse();
        assertThat(steps.isInLastStep(0, parsed("? ?"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"STEP_BY_STEP, false", "STEP_BY_STEP, true", "FEATURE_BY_FEATURE, false", "FEATURE_BY_FEATURE, true"})
    void values_that_cannot_be_cut_are_refused(Order order, boolean endsAtMissing) {
        assertThatThrownBy(() -> new ValueSteps(2, order, endsAtMissing).cut(new double[] {1, 2, 3}))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The list has 3 numbers, which cannot be divided into time steps of 2. Use a number "
                        + "of values per time step that divides it.");
    }

    @Test
    void steps_of_nothing_are_refused() {
        assertThatThrownBy(() -> new ValueSteps(0, Order.STEP_BY_STEP, false))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A time step needs at least one feature, not 0.");
    }

    private static double[] parsed(String values) {
        return Arrays.stream(values.split(" "))
                .mapToDouble(value -> value.equals("?") ? GAP : Double.parseDouble(value))
                .toArray();
    }
}
