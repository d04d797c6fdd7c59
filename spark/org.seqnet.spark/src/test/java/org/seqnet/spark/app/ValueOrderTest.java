package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.ValueSteps.Order;

class ValueOrderTest {
    private static final ValueOrder ORDER = new ValueOrder(true, 1, Order.STEP_BY_STEP);

    @Test
    void a_pattern_stands_for_the_columns_that_it_stands_for_in_training() {
        assertThat(ORDER.columns(List.of("x_*"), List.of("x_1", "X_2", "x_3"))).containsExactly("x_1", "x_3");
    }

    @Test
    void columns_that_are_not_there_or_named_twice_are_refused() {
        assertThatThrownBy(() -> ORDER.columns(List.of("x_9"), List.of("x_1", "y")))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("--columns: the table has no column 'x_9'. Did you mean 'x_1'?");
        assertThatThrownBy(() -> ORDER.columns(List.of("x_1", "x_*"), List.of("x_1", "y")))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("--columns: column 'x_1' is given twice. Enter each column only once.");
    }
}
