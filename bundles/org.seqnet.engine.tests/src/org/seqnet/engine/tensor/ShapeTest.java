package org.seqnet.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void a_shape_reads_as_people_write_it() {
        assertThat(Shape.of(28, 28)).hasToString("28 x 28");
        assertThat(Shape.of(10)).hasToString("10");
    }

    @Test
    void a_shape_knows_its_axes_and_elements() {
        var shape = Shape.of(2, 3, 4);

        assertThat(shape.rank()).isEqualTo(3);
        assertThat(IntStream.range(0, 3).map(shape::size)).containsExactly(2, 3, 4);
        assertThat(shape.elements()).isEqualTo(24);
    }

    @Test
    void shapes_are_compared_by_their_sizes() {
        assertThat(Shape.of(2, 3)).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
        assertThat(Shape.of(2, 3)).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo(Shape.of(2, 3, 1));
    }

    @Test
    void a_shape_keeps_its_sizes_to_itself() {
        var sizes = new int[] {2, 3};
        var shape = Shape.of(sizes);
        sizes[0] = 9;

        assertThat(shape).isEqualTo(Shape.of(2, 3));
    }

    @Test
    void more_elements_than_an_int_holds_are_counted() {
        assertThat(Shape.of(65536, 65536).elements()).isEqualTo(1L << 32);
    }

    @Test
    void sizes_below_one_are_refused() {
        assertThatThrownBy(() -> Shape.of(28, 0)).hasMessage("Shape 28 x 0: every size must be at least 1.");
        assertThatThrownBy(() -> Shape.of(-1)).hasMessage("Shape -1: every size must be at least 1.");
    }

    @Test
    void no_axis_and_too_many_axes_are_refused() {
        assertThatThrownBy(Shape::of).hasMessage("A shape has 1 to 255 axes, not 0.");
        assertThatThrownBy(() -> Shape.of(new int[256])).hasMessage("A shape has 1 to 255 axes, not 256.");
    }

    @Test
    void more_elements_than_a_long_holds_are_refused() {
        var max = Integer.MAX_VALUE;

        assertThatThrownBy(() -> Shape.of(max, max, max))
                .hasMessage("Shape 2147483647 x 2147483647 x 2147483647 has more than 2^63 elements.");
    }

    @Test
    void a_refusal_shows_the_first_of_many_sizes() {
        var sizes = new int[255];
        sizes[1] = 7;

        assertThatThrownBy(() -> Shape.of(sizes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Shape 0 x 7 x 0 x 0 x 0 x 0 x 0 x 0 x ... (255 axes): every size must be at least 1.");
    }
}
