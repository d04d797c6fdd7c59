package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Floats;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class ScalingTest {

    private static final Tensor BYTES = Tensor.ofUnsignedBytes(Shape.of(3), new byte[] {0, 51, -1});

    @Test
    void no_scaling_leaves_values() {
        assertThat(Scaling.NONE.apply(BYTES)).isEqualTo(BYTES);
    }

    @Test
    void unsigned_bytes_are_divided_by_255() {
        assertThat(Scaling.UNIT_RANGE.apply(BYTES).scale()).isEqualTo(new Affine(1 / 255f, 0));
        assertThat(Floats.of(Scaling.UNIT_RANGE.apply(BYTES)))
                .startsWith(0)
                .endsWith(1)
                .containsExactly(new float[] {0, 0.2f, 1}, within(1e-7f));
    }

    @Test
    void the_unit_range_of_what_is_scaled_already_changes_nothing_more() {
        var once = Scaling.UNIT_RANGE.apply(BYTES);

        assertThat(Scaling.UNIT_RANGE.apply(once)).isEqualTo(once);
        assertThat(Floats.of(Scaling.UNIT_RANGE.apply(BYTES.scaled(new Affine(-1, 255)))))
                .containsExactly(new float[] {1, 0.8f, 0}, within(1e-7f));
    }

    @Test
    void signed_bytes_go_from_their_minimum_to_their_maximum() {
        var bytes = Tensor.ofBytes(Shape.of(3), new byte[] {-128, 127, 0});

        assertThat(Floats.of(Scaling.UNIT_RANGE.apply(bytes)))
                .containsExactly(new float[] {0, 1, 128 / 255f}, within(1e-7f));
    }

    @Test
    void what_a_wider_type_can_hold_is_no_range_of_the_data() {
        var ints = Tensor.ofInts(Shape.of(2), new int[] {0, 255});

        assertThatThrownBy(() -> Scaling.UNIT_RANGE.apply(ints))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Elements of type int do not define a range to scale from. Specify minimum and "
                        + "maximum, or standardize.");
    }

    @Test
    void a_given_range_is_mapped_to_0_to_1() {
        assertThat(Floats.of(Scaling.range(-10, 10).apply(Tensor.ofFloats(Shape.of(3), new float[] {-10, 0, 10}))))
                .containsExactly(new float[] {0, 0.5f, 1}, within(1e-7f));
    }

    @Test
    void a_range_that_is_none_is_refused() {
        assertThatThrownBy(() -> Scaling.range(1, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Cannot scale from 1.0 to 1.0; the minimum must be less than the maximum, and both "
                        + "must be finite.");
        assertThatThrownBy(() -> Scaling.range(0, Double.NaN)).isInstanceOf(SeqNetException.class);
        assertThatThrownBy(() -> Scaling.range(0, Double.POSITIVE_INFINITY)).isInstanceOf(SeqNetException.class);
    }

    @Test
    void each_tensor_gets_mean_0_and_deviation_1() {
        var tensor = Tensor.ofInts(Shape.of(4), new int[] {2, 4, 4, 6});

        // Mean 4, population variance 2.
        assertThat(Floats.of(Scaling.STANDARDIZE_EACH.apply(tensor)))
                .containsExactly(new float[] {(float) -Math.sqrt(2), 0, 0, (float) Math.sqrt(2)}, within(1e-6f));
    }

    @Test
    void bytes_stay_bytes_with_a_scale_of_single_precision() {
        var mean = (0 + 51 + 255) / 3.0;
        var deviation = Math.sqrt((mean * mean + (51 - mean) * (51 - mean) + (255 - mean) * (255 - mean)) / 3);

        assertThat(Scaling.STANDARDIZE_EACH.apply(BYTES))
                .isEqualTo(BYTES.scaled(new Affine((float) (1 / deviation), (float) (0 - mean / deviation))));
        assertThat(Scaling.range(-100, 300).apply(BYTES)).isEqualTo(BYTES.scaled(new Affine(1 / 400f, 0.25f)));
        assertThat(Scaling.range(0, 2).apply(Scaling.UNIT_RANGE.apply(BYTES)))
                .isEqualTo(BYTES.scaled(new Affine(1 / 510f, 0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {28, 256})
    void nearly_constant_bytes_are_scaled_as_finely_as_others(int size) {
        var raw = new byte[size * size];
        Arrays.fill(raw, (byte) 255);
        raw[5] = (byte) 254;
        var image = Tensor.ofUnsignedBytes(Shape.of(size, size), raw);

        // one of n lies sqrt(n - 1) deviations below the mean, the others 1 / sqrt(n - 1) above it
        var root = Math.sqrt(raw.length - 1);
        var scaled = Scaling.STANDARDIZE_EACH.apply(image);
        assertThat(scaled.value(5)).isCloseTo((float) -root, within(1e-4f));
        assertThat(scaled.value(6)).isCloseTo((float) (1 / root), within(1e-6f));
        assertThat(Scaling.STANDARDIZE_EACH
                        .apply(Scaling.UNIT_RANGE.apply(image))
                        .value(6))
                .isCloseTo((float) (1 / root), within(1e-6f));
        assertThat(Scaling.range(254, 254.5).apply(image).value(6)).isEqualTo(2);
    }

    @Test
    void constant_bytes_stay_bytes() {
        var constant = Tensor.ofUnsignedBytes(Shape.of(2), new byte[] {(byte) 255, (byte) 255});

        assertThat(Scaling.STANDARDIZE_EACH.apply(constant).elementType()).isEqualTo(ElementType.UNSIGNED_BYTE);
        assertThat(Floats.of(Scaling.STANDARDIZE_EACH.apply(constant))).containsExactly(0, 0);
    }

    @Test
    void a_constant_tensor_becomes_zeros() {
        var constant = Tensor.ofFloats(Shape.of(2), new float[] {7, 7});

        assertThat(Floats.of(Scaling.STANDARDIZE_EACH.apply(constant))).containsExactly(0, 0);
    }

    @Test
    void one_nan_stays_alone_when_standardizing() {
        var holed = Tensor.ofFloats(Shape.of(3), new float[] {-1, Float.NaN, 1});

        assertThat(Floats.of(Scaling.STANDARDIZE_EACH.apply(holed))).containsExactly(-1, Float.NaN, 1);
    }

    @Test
    void values_that_are_not_finite_stay_in_their_places_even_beside_a_constant() {
        var odd = new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};
        var tensor = Tensor.ofFloats(Shape.of(3), odd);
        var constant = Tensor.ofFloats(
                Shape.of(5), new float[] {7, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 7});

        for (var scaling : List.of(Scaling.STANDARDIZE_EACH, ofData(tensor), Scaling.range(0, 1))) {
            assertThat(Floats.of(scaling.apply(tensor))).containsExactly(odd);
        }
        for (var scaling : List.of(Scaling.STANDARDIZE_EACH, ofData(constant))) {
            assertThat(Floats.of(scaling.apply(constant)))
                    .containsExactly(0, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 0);
        }
    }

    @Test
    void what_gets_too_large_for_single_precision_becomes_infinite_in_its_place() {
        var tensor = Tensor.ofDoubles(Shape.of(3), new double[] {-1e300, 1, 1e300});

        assertThat(Floats.of(Scaling.SINGLE_PRECISION.apply(tensor)))
                .containsExactly(Float.NEGATIVE_INFINITY, 1, Float.POSITIVE_INFINITY);
        assertThat(Floats.of(Scaling.STANDARDIZE_EACH.apply(tensor)))
                .containsExactly(new float[] {-1.224745f, 0, 1.224745f}, within(1e-6f));
    }

    @Test
    void single_precision_leaves_bytes_alone_and_keeps_the_sign_of_zero() {
        assertThat(Scaling.SINGLE_PRECISION.apply(BYTES)).isEqualTo(BYTES);
        assertThat(Floats.of(Scaling.SINGLE_PRECISION.apply(Tensor.ofDoubles(Shape.of(2), new double[] {-0.0, 0.1}))))
                .containsExactly(-0f, 0.1f);
    }

    @Test
    void a_given_mean_and_deviation_are_used() {
        var tensor = Tensor.ofFloats(Shape.of(2), new float[] {1, 5});

        assertThat(Floats.of(Scaling.standardize(3, 2).apply(tensor))).containsExactly(-1, 1);
        assertThat(Scaling.standardize(3, 2).apply(BYTES).scale()).isEqualTo(new Affine(0.5f, -1.5f));
        assertThatThrownBy(() -> Scaling.standardize(3, 0))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Cannot standardize with mean 3.0 and standard deviation 0.0; the standard "
                        + "deviation must be positive, and both must be finite.");
    }

    private static Scaling ofData(Tensor tensor) {
        var range = DataRange.ofAll();
        range.add(tensor);
        return range.scaling();
    }
}
