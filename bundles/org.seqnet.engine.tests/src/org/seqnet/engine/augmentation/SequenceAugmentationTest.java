package org.seqnet.engine.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.engine.augmentation.Samples.random;
import static org.seqnet.engine.augmentation.Samples.sequence;
import static org.seqnet.engine.augmentation.Samples.stream;
import static org.seqnet.engine.augmentation.Samples.values;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceAugmentationTest {
    static Stream<Transformation> all() {
        return Stream.of(new Jitter(0.5), new FeatureScaling(0.5), new TimeWarp(0.5), new Crop(0.6));
    }

    @Test
    void jitter_adds_noise_of_its_deviation_to_each_value() {
        var sample = sequence(2, 0, new float[20_000]);

        new Jitter(0.25).apply(sample, stream(1));

        double sum = 0;
        double squares = 0;
        for (float value : values(sample)) {
            sum += value;
            squares += value * value;
        }
        // Deviations: of the mean 0.25 / sqrt(20,000) = 0.0018, of the deviation 0.25 / sqrt(40,000) = 0.0013.
        assertThat(sum / 20_000).isCloseTo(0, within(0.008));
        assertThat(Math.sqrt(squares / 20_000)).isCloseTo(0.25, within(0.006));
    }

    @Test
    void scaling_multiplies_a_feature_by_one_factor_at_all_steps() {
        double squares = 0;
        for (int n = 0; n < 5_000; n++) {
            var sample = sequence(2, 0, 1, 1, 2, 4, 3, 9);

            new FeatureScaling(0.125).apply(sample, stream(n));

            var values = values(sample);
            assertThat(values)
                    .containsExactly(values[0], values[1], 2 * values[0], 4 * values[1], 3 * values[0], 9 * values[1]);
            assertThat(values[0]).isNotEqualTo(values[1]);
            squares += (values[0] - 1) * (values[0] - 1);
        }
        // Deviation: 0.125 / sqrt(10,000).
        assertThat(Math.sqrt(squares / 5_000)).isCloseTo(0.125, within(0.005));
    }

    @Test
    void a_crop_is_stretched_by_linear_interpolation() {
        var sample = sequence(1, 0, 0, 10, 30, 60, 100);

        new Crop(0.5).crop(sample, 1);

        // times 1, 1.5, 2, 2.5, 3
        assertThat(values(sample)).containsExactly(10, 20, 30, 45, 60);
    }

    @Test
    void a_crop_of_the_whole_changes_nothing() {
        for (int n = 0; n < 100; n++) {
            var sample = random(1 + n % 7, 3, 1, 1, n);
            var before = values(sample);

            new Crop(1).apply(sample, stream(n));

            assertThat(values(sample)).isEqualTo(before);
        }
    }

    @Test
    void crops_begin_anywhere_and_end_inside() {
        double least = 1;
        double most = 0;
        for (int n = 0; n < 1_000; n++) {
            var sample = sequence(1, 0, 0, 1, 2, 3, 4);

            new Crop(0.75).apply(sample, stream(n));

            var values = values(sample);
            assertThat(values[4] - values[0]).isCloseTo(3, within(1e-6f));
            least = Math.min(least, values[0]);
            most = Math.max(most, values[0]);
        }
        assertThat(least).isBetween(0.0, 0.01);
        assertThat(most).isBetween(0.99, 1.0);
    }

    @Test
    void a_warp_with_one_speed_changes_nothing() {
        var sample = sequence(1, 0, 0, 1, 2, 3, 4, 5, 6);

        TimeWarp.warp(sample, 2, 2, 2, 2);

        assertThat(values(sample)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void a_warp_follows_its_speeds() {
        var sample = sequence(1, 0, 0, 1, 2, 3, 4);

        TimeWarp.warp(sample, 1, 3);

        // The speed at share s of the time is 1 + 2 s, so that s + s^2 is passed, of 2 in all.
        assertThat(values(sample)).containsExactly(0, 4 * 0.3125f / 2, 4 * 0.75f / 2, 4 * 1.3125f / 2, 4);
    }

    @Test
    void a_warp_keeps_the_ends_and_the_order_of_time() {
        for (int n = 0; n < 1_000; n++) {
            int timeSteps = 1 + n % 40;
            var times = new float[timeSteps];
            for (int step = 0; step < timeSteps; step++) {
                times[step] = step;
            }
            var sample = sequence(1, 0, times);

            new TimeWarp(0.1 + n % 20 / 10.0).apply(sample, stream(n));

            var warped = values(sample);
            assertThat(warped[0]).isEqualTo(0);
            assertThat(warped[timeSteps - 1]).isEqualTo(timeSteps - 1);
            for (int step = 1; step < timeSteps; step++) {
                assertThat(warped[step]).isGreaterThan(warped[step - 1]);
            }
        }
    }

    @Test
    void masks_are_moved_with_their_time_and_stay_0_or_1() {
        var sample = sequence(2, 1, 0, 0, 10, 1, 30, 0, 60, 1, 100, 0);

        new Crop(0.6).crop(sample, 1.6);

        // times 1.6, 2.2, 2.8, 3.4, 4; the masks are those of the steps 2, 2, 3, 3, 4
        assertThat(values(sample)[0]).isCloseTo(22, within(1e-5f));
        assertThat(values(sample)[2]).isCloseTo(36, within(1e-5f));
        assertThat(new float[] {
                    values(sample)[1], values(sample)[3], values(sample)[5], values(sample)[7], values(sample)[9]
                })
                .containsExactly(0, 0, 1, 1, 0);
    }

    @ParameterizedTest
    @MethodSource("all")
    void masks_stay_0_or_1_whatever_changes(Transformation transformation) {
        for (int n = 0; n < 200; n++) {
            var sample = random(1 + n % 9, 4, 2, 1, n);

            transformation.apply(sample, stream(n));

            var values = values(sample);
            for (int i = 0; i < values.length; i++) {
                if (i % 4 >= 2) {
                    assertThat(values[i]).isIn(0f, 1f);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void values_stay_finite_and_other_sequences_as_they_are(Transformation transformation) {
        for (int n = 0; n < 500; n++) {
            var sample = random(1 + n % 13, 1 + n % 4, 0, 1, n);
            var before = values(sample);

            transformation.apply(sample, stream(n));

            assertThat(values(sample)).hasSameSizeAs(before);
            for (float value : values(sample)) {
                assertThat(value).isFinite();
            }
            if (n % 13 > 1) {
                assertThat(values(sample)).isNotEqualTo(before);
            }
        }
    }

    @Test
    void what_is_constant_stays_so_when_time_is_changed() {
        for (var transformation : new Transformation[] {new TimeWarp(0.5), new Crop(0.3)}) {
            for (float value : new float[] {0.1f, -Float.MAX_VALUE, 1e-30f}) {
                var sample = sequence(1, 0, value, value, value, value, value, value, value);

                transformation.apply(sample, stream(3));

                assertThat(values(sample)).containsOnly(value);
            }
        }
    }

    @Test
    void even_the_largest_values_stay_finite_when_time_is_changed() {
        var sample = sequence(1, 0, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE);

        new Crop(0.5).apply(sample, stream(3));

        for (float value : values(sample)) {
            assertThat(value).isFinite();
        }
    }
}
