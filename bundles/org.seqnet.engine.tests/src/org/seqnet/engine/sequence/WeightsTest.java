package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;

class WeightsTest {
    private static float[] all(Weights weights, int count) {
        var all = new float[count];
        IntStream.range(0, count).forEach(n -> all[n] = weights.get(n));
        return all;
    }

    @Test
    void balanced_classes_weigh_the_same_and_a_class_that_does_not_occur_does_not_count() {
        // of classes 0 to 3, 2 does not occur: K = 3, N = 6
        var weights = Weights.balanced(LabelSets.ofClasses(new int[] {0, 0, 0, 1, 1, 3}));

        float two3 = (float) (2 / 3.0);
        assertThat(all(weights, 6)).containsExactly(two3, two3, two3, 1, 1, 2);
    }

    @Test
    void a_mean_of_one_keeps_proportions() {
        assertThat(Weights.of(new float[] {1, 0, 5, 2}).ofMeanOne())
                .isEqualTo(Weights.of(new float[] {0.5f, 0, 2.5f, 1}));
        assertThat(Weights.EQUAL.ofMeanOne()).isSameAs(Weights.EQUAL);
    }

    @Test
    void some_are_selected_by_their_numbers() {
        var weights = Weights.of(new float[] {1, 2, 3});

        assertThat(weights.select(n -> 2 - n, 2)).isEqualTo(Weights.of(new float[] {3, 2}));
        assertThat(Weights.EQUAL.select(n -> n, 2).get(1)).isEqualTo(1);
    }

    @Test
    void weights_that_are_all_0_teach_nothing() {
        assertThatThrownBy(() -> Weights.of(new float[2]).ofMeanOne())
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The weights of all training sequences are 0; at least one must be positive.");
    }

    @ParameterizedTest
    @ValueSource(floats = {-1, Float.NaN, Float.POSITIVE_INFINITY})
    void a_weight_that_is_none_is_refused(float weight) {
        assertThatThrownBy(() -> Weights.of(new float[] {1, weight}))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Sequence 2 has the weight " + weight + ", not a finite number of at least 0.");
    }
}
