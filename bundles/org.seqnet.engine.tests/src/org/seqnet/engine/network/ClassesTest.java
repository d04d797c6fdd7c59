package org.seqnet.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelDomain;

class ClassesTest {
    @Test
    void one_number_that_is_not_finite_leaves_no_likeliest_label() {
        float infinite = Float.POSITIVE_INFINITY;

        assertThat(new Classes(3).likeliest(new float[] {0.25f, 0.5f, 0.25f}, 0))
                .hasValue(1);
        assertThat(new Classes(2).likeliest(new float[] {9, 9, 0.5f, 0.5f}, 1)).hasValue(0);
        assertThat(new Classes(3).likeliest(new float[] {Float.NaN, 0.5f, 0.25f}, 0))
                .isEmpty();
        assertThat(new Classes(3).likeliest(new float[] {0.25f, 0.5f, Float.NaN}, 0))
                .isEmpty();
        assertThat(new Classes(3).likeliest(new float[] {0.25f, infinite, 0.5f}, 0))
                .isEmpty();
        assertThat(new Classes(3).likeliest(new float[] {0.25f, 0.5f, -infinite}, 0))
                .isEmpty();
    }

    @Test
    void classes_are_as_many_as_labels_and_one_at_least() {
        assertThat(Classes.of(LabelDomain.of("a", "b", "c"))).isEqualTo(new Classes(3));
        assertThatThrownBy(() -> Classes.of(LabelDomain.of()))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Classes: 0 is not at least 1.");
    }
}
