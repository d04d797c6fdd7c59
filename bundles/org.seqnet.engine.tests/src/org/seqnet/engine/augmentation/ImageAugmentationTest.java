package org.seqnet.engine.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.engine.augmentation.Samples.image;
import static org.seqnet.engine.augmentation.Samples.random;
import static org.seqnet.engine.augmentation.Samples.stream;
import static org.seqnet.engine.augmentation.Samples.values;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageAugmentationTest {
    static Stream<Transformation> all() {
        return Stream.of(new Shift(1), new Rotation(30), new HorizontalFlip(1), new VerticalFlip(1), new Cutout(1));
    }

    private static Sample digits() {
        return image(
                3, 1, //
                1, 2, 3, //
                4, 5, 6, //
                7, 8, 9);
    }

    /** An image of two rows, two columns and two channels. */
    private static Sample colors() {
        return image(
                2, 2, //
                1, -1, 2, -2, //
                3, -3, 4, -4);
    }

    @Test
    void a_shift_repeats_the_edge_that_it_leaves_behind() {
        var down = digits();
        Shift.move(down, 1, 0);
        var left = digits();
        Shift.move(left, 0, -1);
        var far = digits();
        Shift.move(far, -2, 2);
        var right = colors();
        Shift.move(right, 0, 1);

        assertThat(values(down)).containsExactly(1, 2, 3, 1, 2, 3, 4, 5, 6);
        assertThat(values(left)).containsExactly(2, 3, 3, 5, 6, 6, 8, 9, 9);
        assertThat(values(far)).containsExactly(7, 7, 7, 7, 7, 7, 7, 7, 7);
        assertThat(values(right)).containsExactly(1, -1, 1, -1, 3, -3, 3, -3);
    }

    @Test
    void a_shift_of_up_to_two_pixels_has_each_of_25_outcomes_and_no_other() {
        var outcomes = new HashSet<List<Float>>();
        for (int n = 0; n < 1_000; n++) {
            var values = new float[25];
            for (int i = 0; i < 25; i++) {
                values[i] = i;
            }
            var sample = image(5, 1, values);
            new Shift(2).apply(sample, stream(n));
            outcomes.add(List.of(values(sample)[0], values(sample)[24]));
        }

        assertThat(outcomes).hasSize(25).contains(List.of(0f, 24f), List.of(12f, 24f), List.of(0f, 12f));
    }

    @Test
    void quarter_turns_are_exact() {
        var clockwise = digits();
        Rotation.turn(clockwise, 90);
        var back = digits();
        Rotation.turn(back, -90);
        var half = digits();
        Rotation.turn(half, 180);
        var colors = colors();
        Rotation.turn(colors, 90);

        assertThat(values(clockwise)).containsExactly(7, 4, 1, 8, 5, 2, 9, 6, 3);
        assertThat(values(back)).containsExactly(3, 6, 9, 2, 5, 8, 1, 4, 7);
        assertThat(values(half)).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(values(colors)).containsExactly(3, -3, 1, -1, 4, -4, 2, -2);
    }

    @Test
    void a_turn_interpolates_between_four_pixels() {
        var sample = digits();

        Rotation.turn(sample, 45);

        // The corner at (-1, -1) comes from (0, -sqrt(2)), beyond the edge: from the middle of the left edge.
        assertThat(values(sample)[0]).isEqualTo(4);
        // The edge at (0, 1) comes from (-s, s) with s = sqrt(0.5), that is from row 1 - s, column 1 + s.
        double s = Math.sqrt(0.5);
        double row = 1 - s;
        double column = 1 + s;
        assertThat(values(sample)[5]).isCloseTo((float) (1 + 3 * row + column), within(1e-6f));
        assertThat(values(sample)[4]).isEqualTo(5);
    }

    @Test
    void flips_mirror_pixels_with_all_their_channels() {
        var horizontal = colors();
        HorizontalFlip.flip(horizontal);
        var vertical = colors();
        VerticalFlip.flip(vertical);

        assertThat(values(horizontal)).containsExactly(2, -2, 1, -1, 4, -4, 3, -3);
        assertThat(values(vertical)).containsExactly(3, -3, 4, -4, 1, -1, 2, -2);
    }

    @Test
    void two_flips_are_none() {
        var sample = random(5, 12, 0, 3, 1);
        var before = values(sample);

        HorizontalFlip.flip(sample);
        VerticalFlip.flip(sample);
        assertThat(values(sample)).isNotEqualTo(before);
        HorizontalFlip.flip(sample);
        VerticalFlip.flip(sample);

        assertThat(values(sample)).isEqualTo(before);
    }

    @Test
    void a_flip_comes_as_often_as_its_probability_says() {
        int flipped = 0;
        for (int n = 0; n < 10_000; n++) {
            var sample = colors();
            new HorizontalFlip(0.25).apply(sample, stream(n));
            flipped += values(sample)[0] == 2 ? 1 : 0;
        }

        // Deviation: sqrt(10,000 * 0.25 * 0.75) = 43.
        assertThat(flipped).isBetween(2_300, 2_700);
    }

    @Test
    void a_cutout_is_filled_with_the_mean_of_its_channel() {
        var corner = digits();
        new Cutout(2).cover(corner, 0, 0);
        var middle = digits();
        new Cutout(2).cover(middle, 1, 1);
        var edge = digits();
        new Cutout(3).cover(edge, 1, 2);
        var colors = colors();
        new Cutout(1).cover(colors, 1, 0);

        assertThat(values(corner)).containsExactly(5, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(values(middle)).containsExactly(5, 5, 3, 5, 5, 6, 7, 8, 9);
        assertThat(values(edge)).containsExactly(1, 5, 5, 4, 5, 5, 7, 5, 5);
        assertThat(values(colors)).containsExactly(1, -1, 2, -2, 2.5f, -2.5f, 4, -4);
    }

    @Test
    void the_center_of_a_cutout_is_any_pixel() {
        var covered = new HashSet<Integer>();
        for (int n = 0; n < 500; n++) {
            var sample = digits();
            sample.values()[sample.at(1) + 1] = 50;
            new Cutout(1).apply(sample, stream(n));
            for (int i = 0; i < 9; i++) {
                if (values(sample)[i] == 10) {
                    covered.add(i);
                }
            }
        }

        assertThat(covered).isEqualTo(Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8));
    }

    @ParameterizedTest
    @MethodSource("all")
    void values_stay_finite_and_other_images_as_they_are(Transformation transformation) {
        for (int n = 0; n < 300; n++) {
            int channels = 1 + n % 3;
            var sample = random(2 + n % 5, (2 + n % 4) * channels, 0, channels, n);
            var before = values(sample);

            transformation.apply(sample, stream(n));

            assertThat(values(sample)).hasSameSizeAs(before);
            for (float value : values(sample)) {
                assertThat(value).isFinite();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void an_image_of_one_color_stays_as_it_is(Transformation transformation) {
        for (int n = 0; n < 50; n++) {
            var values = new float[4 * 5 * 2];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % 2 == 0 ? 0.25f : -3;
            }
            var sample = image(5, 2, values);

            transformation.apply(sample, stream(n));

            assertThat(values(sample)).isEqualTo(values);
        }
    }
}
