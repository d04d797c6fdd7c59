package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Floats;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class StepCollectorTest {
    private static StepCollector<Integer> steps(int features) {
        return new StepCollector<>(features, Comparator.<Integer>naturalOrder());
    }

    @Test
    void steps_become_a_tensor_of_time_steps_by_features() {
        var steps = steps(2);
        steps.add(1, new double[] {1, 2});
        steps.add(2, new double[] {3, 4});
        steps.add(3, new double[] {5, 6});

        var sequence = steps.build();

        assertThat(sequence.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(sequence.elementType()).isEqualTo(ElementType.DOUBLE);
        assertThat(Floats.of(sequence)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void steps_are_sorted_by_position_and_ties_keep_their_order() {
        var steps = steps(1);
        steps.add(2, new double[] {20});
        steps.add(1, new double[] {10});
        steps.add(2, new double[] {21});
        steps.add(1, new double[] {11});
        steps.add(0, new double[] {0});

        assertThat(Floats.of(steps.build())).containsExactly(0, 10, 11, 20, 21);
    }

    @Test
    void a_long_shuffled_sequence_comes_out_as_a_plain_sort_has_it() {
        var random = new Random(7);
        var positions = random.ints(1000, 0, 100).boxed().toArray(Integer[]::new);
        var steps = steps(1);
        for (int i = 0; i < positions.length; i++) {
            steps.add(positions[i], new double[] {i});
        }
        var expected = IntStream.range(0, positions.length)
                .boxed()
                .sorted(Comparator.comparing(i -> positions[i]))
                .toArray(Integer[]::new);

        var values = Floats.of(steps.build());

        assertThat(IntStream.range(0, values.length).map(i -> (int) values[i]).boxed())
                .containsExactly(expected);
    }

    @Test
    void the_array_of_a_step_may_be_used_again() {
        var steps = steps(1);
        var step = new double[] {1};
        steps.add(1, step);
        step[0] = 2;
        steps.add(2, step);

        assertThat(Floats.of(steps.build())).containsExactly(1, 2);
    }

    @Test
    void what_single_precision_cannot_tell_apart_is_kept_apart() {
        var steps = steps(1);
        steps.add(2, new double[] {1700000002000d});
        steps.add(1, new double[] {1700000000000d});

        assertThat(steps.build())
                .isEqualTo(Tensor.ofDoubles(Shape.of(2, 1), new double[] {1700000000000d, 1700000002000d}));
    }

    @Test
    void values_that_are_no_numbers_are_kept() {
        var steps = steps(1);
        steps.add(1, new double[] {Float.NaN});

        assertThat(Arrays.toString(Floats.of(steps.build()))).isEqualTo("[NaN]");
    }

    @Test
    void a_sequence_without_steps_is_refused() {
        assertThatThrownBy(() -> steps(1).build())
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A sequence needs at least one time step.");
    }

    @Test
    void steps_without_features_are_refused() {
        assertThatThrownBy(() -> steps(0))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A time step needs at least one feature, not 0.");
    }
}
