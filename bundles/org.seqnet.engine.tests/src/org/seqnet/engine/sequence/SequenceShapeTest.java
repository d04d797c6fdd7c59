package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;

class SequenceShapeTest {
    private static final SequenceShape FIXED = new SequenceShape(4, 3);
    private static final SequenceShape ANY = SequenceShape.ofAnyLength(3);

    @Test
    void any_length_takes_every_length_of_its_features_and_a_fixed_one_its_own() {
        assertThat(ANY.accepts(FIXED)).isTrue();
        assertThat(ANY.accepts(new SequenceShape(1, 3))).isTrue();
        assertThat(ANY.accepts(ANY)).isTrue();
        assertThat(ANY.accepts(new SequenceShape(4, 2))).isFalse();
        assertThat(FIXED.accepts(new SequenceShape(4, 3))).isTrue();
        assertThat(FIXED.accepts(new SequenceShape(5, 3))).isFalse();
        assertThat(FIXED.accepts(ANY)).isFalse();
    }

    @Test
    void any_length_has_no_number_of_steps_to_compute_with() {
        assertThat(ANY).hasToString("1 or more time steps x 3 features");
        assertThatThrownBy(ANY::timeSteps)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There is no fixed number of time steps: 1 or more time steps x 3 features.");
        assertThatThrownBy(ANY::values).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(ANY::toShape).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_sequence_has_a_step_and_a_feature() {
        assertThatThrownBy(() -> new SequenceShape(0, 3))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A sequence has at least one time step and one feature, not 0 x 3.");
        assertThatThrownBy(() -> SequenceShape.ofAnyLength(0)).isInstanceOf(SeqNetException.class);
    }
}
