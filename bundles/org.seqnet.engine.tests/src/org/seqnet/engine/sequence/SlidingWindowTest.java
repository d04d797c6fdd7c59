package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Floats;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class SlidingWindowTest {
    @ParameterizedTest(name = "length {0}, stride {1}, {2} steps")
    @CsvSource({"1,1,3", "3,1,7", "3,2,9", "3,3,9", "2,5,20", "4,1,3"})
    void windows_are_the_slices_of_the_whole(int length, int stride, int steps) {
        var expected = new ArrayList<String>();
        for (int first = 0; first + length <= steps; first += stride) {
            var slice = new float[2 * length];
            for (int i = 0; i < slice.length; i++) {
                slice[i] = 2 * first + i;
            }
            expected.add(Arrays.toString(slice));
        }

        assertThat(cut(new SlidingWindow(new SequenceShape(length, 2), stride), steps))
                .isEqualTo(expected);
    }

    private static List<String> cut(SlidingWindow window, int steps) {
        var windows = new ArrayList<String>();
        for (int step = 0; step < steps; step++) {
            window.add(new double[] {2 * step, 2 * step + 1})
                    .ifPresent(tensor -> windows.add(Arrays.toString(Floats.of(tensor))));
        }
        return windows;
    }

    @Test
    void a_window_has_its_shape() {
        var window = new SlidingWindow(new SequenceShape(2, 1), 1);
        window.add(new double[] {1});

        assertThat(window.add(new double[] {2}).orElseThrow().shape()).isEqualTo(Shape.of(2, 1));
    }

    @Test
    void no_window_reaches_over_a_reset() {
        var window = new SlidingWindow(new SequenceShape(2, 1), 1);
        window.add(new double[] {1});
        window.reset();

        assertThat(window.add(new double[] {2})).isEmpty();
        assertThat(Floats.of(window.add(new double[] {3}).orElseThrow())).containsExactly(2, 3);
    }

    @Test
    void what_single_precision_cannot_tell_apart_is_kept_apart() {
        var window = new SlidingWindow(new SequenceShape(2, 1), 1);
        window.add(new double[] {5572094.1});

        var tensor = window.add(new double[] {5572094.3}).orElseThrow();

        assertThat(tensor).isEqualTo(Tensor.ofDoubles(Shape.of(2, 1), new double[] {5572094.1, 5572094.3}));
    }

    @Test
    void a_stride_of_nothing_is_refused() {
        assertThatThrownBy(() -> new SlidingWindow(new SequenceShape(2, 1), 0))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Windows need a step size of at least 1, not 0.");
    }
}
