package org.seqnet.engine.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class AreaScalingTest {
    @Test
    void a_pixel_is_the_mean_of_the_area_that_it_covers() {
        var image = image(2, 3, 0, 30, 60, 90, 120, 255);

        assertThat(AreaScaling.scale(image, 2, 3)).containsExactly(0, 30, 60, 90, 120, 255);
        // 555 / 6 = 92.5
        assertThat(AreaScaling.scale(image, 1, 1)).containsExactly(93);
        // each pixel covers one and a half of the three columns: (0 + 30 / 2) / 1.5 = 10 ...
        assertThat(AreaScaling.scale(image, 2, 2)).containsExactly(10, 50, 100, 210);
        assertThat(AreaScaling.scale(image, 2, 6)).containsExactly(0, 0, 30, 30, 60, 60, 90, 90, 120, 120, 255, 255);
    }

    @RepeatedTest(30)
    void any_size_agrees_with_a_grid_that_both_sizes_divide(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        int rows = 1 + random.nextInt(9);
        int columns = 1 + random.nextInt(9);
        int height = 1 + random.nextInt(12);
        int width = 1 + random.nextInt(12);
        var image = image(rows, columns, random.ints(rows * columns, 0, 256).toArray());

        assertThat(AreaScaling.scale(image, height, width)).containsExactly(onGrid(image, height, width));
    }

    /** Repeats each pixel so often that a pixel of the result covers whole ones, and takes their mean. */
    private static int[] onGrid(Tensor image, int height, int width) {
        int rows = image.shape().size(0);
        int columns = image.shape().size(1);
        var scaled = new int[height * width];
        for (int i = 0; i < scaled.length; i++) {
            long sum = 0;
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    int row = (i / width * rows + y) / height;
                    int column = (i % width * columns + x) / width;
                    sum += (int) image.value(row * columns + column);
                }
            }
            scaled[i] = (int) Math.floor((double) sum / (rows * columns) + 0.5);
        }
        return scaled;
    }

    private static Tensor image(int rows, int columns, int... grays) {
        var bytes = new byte[grays.length];
        for (int i = 0; i < grays.length; i++) {
            bytes[i] = (byte) grays[i];
        }
        return Tensor.ofUnsignedBytes(Shape.of(rows, columns), bytes);
    }
}
