package org.seqnet.engine.kernel.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepOrderTest {
    @Test
    void the_longest_come_first_and_equals_keep_their_order() {
        var order = StepOrder.of(new int[] {2, 4, 1, 4, 2, 99}, 5);

        assertThat(IntStream.range(0, 5).map(order::sequence)).containsExactly(1, 3, 0, 4, 2);
        assertThat(IntStream.range(0, 5).map(order::length)).containsExactly(4, 4, 2, 2, 1);
        assertThat(order.longest()).isEqualTo(4);
        assertThat(order.isEqual()).isFalse();
        assertThat(IntStream.range(0, 5).map(t -> order.running(t, 0, 5))).containsExactly(5, 4, 2, 2, 0);
        assertThat(IntStream.range(0, 4).map(t -> order.running(t, 3, 5))).containsExactly(2, 1, 0, 0);
    }

    @Test
    void given_sequences_begin_where_those_before_them_end() {
        var order = StepOrder.of(new int[] {2, 4, 1, 4, 2, 99}, 5);

        // Given, they begin at 0, 2, 6, 7 and 11; they are computed in the order 1, 3, 0, 4, 2.
        assertThat(order.starts()).containsExactly(2, 7, 0, 11, 6);
    }

    @Test
    void rows_stand_step_by_step_for_those_that_run_or_have_just_ended() {
        var order = StepOrder.of(new int[] {3, 2, 1}, 3);

        // Before steps 0 and 1 all three; before step 2 two; behind it the last one, and one more for an even number.
        assertThat(IntStream.range(0, 4).map(t -> order.row(t, 0))).containsExactly(0, 3, 6, 8);
        assertThat(order.stepRows()).isEqualTo(8);
        assertThat(order.rows()).isEqualTo(10);
    }

    @Test
    void no_sequence_is_computed_alone_unless_there_is_but_one() {
        var order = StepOrder.of(new int[] {9, 5, 5, 2}, 4);

        assertThat(order.running(7, 0, 4)).isEqualTo(1);
        assertThat(order.computed(7, 0, 4)).isEqualTo(2);
        assertThat(order.computed(3, 2, 4)).isEqualTo(2);
        assertThat(order.computed(7, 2, 4)).isZero();
        assertThat(StepOrder.equal(1, 3).computed(2, 0, 1)).isEqualTo(1);
    }

    @Test
    void equal_lengths_give_a_full_grid() {
        var order = StepOrder.equal(7, 3);

        assertThat(order.isEqual()).isTrue();
        assertThat(order.row(2, 5)).isEqualTo(2 * 7 + 5);
        assertThat(order.stepRows()).isEqualTo(21);
        assertThat(order.rows()).isEqualTo(28);
        assertThat(order.computed(2, 0, 7)).isEqualTo(7);
        assertThat(order.present(2, 0, 7)).isEqualTo(7);
    }

    @Test
    void a_sequence_without_steps_is_refused() {
        assertThatThrownBy(() -> StepOrder.of(new int[] {3, 0}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Sequence 2 has 0 time steps; at least one is required for classification.");
    }
}
