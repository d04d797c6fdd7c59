package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class SelectedSequencesTest {

    private static Sequences ramps(int count, IntUnaryOperator timeSteps) {
        var packer = Sequences.packer(SequenceShape.ofAnyLength(1), InputForm.SEQUENCES, "")
                .keepingMissing();
        for (int n = 0; n < count; n++) {
            int first = 10 * n;
            packer.add(Tensor.ofFloats(Shape.of(timeSteps.applyAsInt(n), 1), i -> i == 2 ? Float.NaN : first + i));
        }
        return packer.build();
    }

    private static float[] values(Sequences sequences, int index) {
        var values = new float[sequences.timeSteps(index) * sequences.shape().features()];
        sequences.copyTo(index, values, 0);
        return values;
    }

    @Test
    void some_sequences_keep_their_values_in_the_order_asked_for() {
        var all = ramps(4, n -> n + 1);
        var some = all.select(new int[] {3, 1});

        assertThat(some).hasToString("2 sequences of 2 to 4 time steps x 1 feature");
        assertThat(values(some, 0)).containsExactly(30, 31, Float.NaN, 33);
        assertThat(values(some, 1)).containsExactly(10, 11);
        assertThat(some.timeSteps(0, 2)).containsExactly(4, 2);
        assertThat(some.longestValues()).isEqualTo(4);
        assertThat(some.missingValues()).isEqualTo(1);
        assertThatThrownBy(() -> some.copyTo(2, new float[9], 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void some_of_some_are_some_of_all() {
        var all = ramps(6, n -> 2);
        var some = all.select(new int[] {5, 4, 0}).select(new int[] {2, 0});
        var batch = new float[4];
        some.copyBatch(new int[] {1, 0}, 0, 2, batch);

        assertThat(batch).containsExactly(50, 51, 0, 1);
        assertThat(some.areSelectedAs(all.select(new int[] {1}))).isTrue();
        assertThat(some.areSelectedAs(all)).isFalse();
        assertThat(some.areSelectedAs(ramps(6, n -> 2).select(new int[] {1}))).isFalse();
        assertThat(some.missingValues()).isZero();
    }

    @Test
    void sequences_of_one_length_are_recognized_among_others() {
        var all = ramps(3, n -> n == 1 ? 5 : 3);

        assertThat(all.shape()).isEqualTo(SequenceShape.ofAnyLength(1));
        assertThat(all.select(new int[] {0, 2}).shape()).isEqualTo(new SequenceShape(3, 1));
        assertThat(all.select(new int[] {0, 2}).declaredShape()).isEqualTo(SequenceShape.ofAnyLength(1));
        assertThat(all.select(new int[0])).hasToString("0 sequences of 1 or more time steps x 1 feature");
    }

    @Test
    void no_value_is_copied() {
        var all = ramps(3, n -> 2);

        assertThat(all.select(new int[] {1}).packed).isSameAs(all.packed);
    }

    @Test
    void they_can_be_preprocessed() {
        var some = ramps(3, n -> 3).select(new int[] {1});
        var rule = new PreprocessingRule(Optional.of(FeatureScale.RANGE), Filling.PREVIOUS, true);
        var preprocessing = rule.learn(some, 1, () -> false);

        assertThat(preprocessing.shifts()).containsExactly(10);
        assertThat(preprocessing.factors()).containsExactly(1);
        assertThat(values(some.preprocessed(preprocessing), 0)).containsExactly(0, 0, 1, 0, 1, 1);
    }

    @Test
    void labels_go_with_their_sequences() {
        var all = new LabelledSequences(ramps(3, n -> 1), new int[] {0, 1, 0}, LabelDomain.of("a", "b"));
        var some = all.select(new int[] {1, 2});

        assertThat(some.size()).isEqualTo(2);
        assertThat(some.label(0)).isEqualTo(1);
        assertThat(some.label(1)).isZero();
    }
}
