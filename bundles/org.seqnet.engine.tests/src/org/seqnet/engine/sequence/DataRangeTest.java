package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.Floats;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class DataRangeTest {

    private static final Shape PAIR = Shape.of(2);

    @Test
    void the_range_is_that_of_all_tensors_together() {
        var dark = Tensor.ofInts(PAIR, new int[] {0, 85});
        var bright = Tensor.ofInts(PAIR, new int[] {170, 255});

        var range = range(DataRange.ofAll(), dark, bright);

        assertThat(range).hasToString("0 to 255");
        assertThat(Floats.of(range.scaling().apply(dark))).containsExactly(0, 1 / 3f);
        assertThat(Floats.of(range.scaling().apply(bright))).containsExactly(2 / 3f, 1);
    }

    @Test
    void pixels_saved_as_a_wider_type_get_the_values_of_bytes() {
        var shorts = new short[256];
        var bytes = new byte[256];
        for (var pixel = 0; pixel < 256; pixel++) {
            shorts[pixel] = (short) pixel;
            bytes[pixel] = (byte) pixel;
        }
        var wide = Tensor.ofShorts(Shape.of(256), shorts);

        assertThat(Floats.of(range(DataRange.ofTypes(), wide).scaling().apply(wide)))
                .containsExactly(
                        Floats.of(Scaling.UNIT_RANGE.apply(Tensor.ofUnsignedBytes(Shape.of(256), bytes))),
                        within(2 * Math.ulp(0.5f)));
    }

    @Test
    void each_feature_may_have_its_own() {
        var tensor = Tensor.ofDoubles(Shape.of(2, 2), new double[] {-0.5, 101325, 0.5, 101327});

        var range = range(DataRange.ofFeatures(2), tensor);

        assertThat(range).hasToString("feature 1: -0.5 to 0.5, feature 2: 101325 to 101327");
        assertThat(Floats.of(range.scaling().apply(tensor))).containsExactly(0, 0, 1, 1);
    }

    @Test
    void many_features_are_not_all_written_out() {
        assertThat(range(DataRange.ofFeatures(4), Tensor.ofShorts(Shape.of(1, 4), new short[4])))
                .hasToString("feature 1: 0 to 0, feature 2: 0 to 0, feature 3: 0 to 0, ...");
    }

    @Test
    void bytes_alone_have_the_range_of_their_type_each() {
        var unsigned = Tensor.ofUnsignedBytes(PAIR, new byte[] {10, 20});
        var signed = Tensor.ofBytes(PAIR, new byte[] {10, 20});

        var range = range(DataRange.ofTypes(), unsigned, signed);

        assertThat(range.isMeasured()).isFalse();
        assertThat(range.scaling().apply(unsigned)).isEqualTo(unsigned.scaled(new Affine(1 / 255f, 0)));
        assertThat(range.scaling().apply(signed)).isEqualTo(signed.scaled(new Affine(1 / 255f, (float) (128 / 255.0))));
    }

    @Test
    void bytes_beside_wider_types_share_one_range_with_them_so_that_equal_values_stay_equal() {
        var bytes = Tensor.ofUnsignedBytes(PAIR, new byte[] {100, (byte) 200});
        var shorts = Tensor.ofShorts(PAIR, new short[] {100, 400});

        var range = range(DataRange.ofTypes(), bytes, shorts);

        assertThat(range.isMeasured()).isTrue();
        assertThat(range).hasToString("0 to 400");
        assertThat(Floats.of(range.scaling().apply(bytes))).containsExactly(new float[] {0.25f, 0.5f}, within(1e-7f));
        assertThat(Floats.of(range.scaling().apply(shorts))).containsExactly(0.25f, 1);
    }

    @Test
    void the_data_of_bytes_count_if_the_type_does_not() {
        var bytes = Tensor.ofUnsignedBytes(PAIR, new byte[] {100, (byte) 200});

        var scaled = range(DataRange.ofAll(), bytes).scaling().apply(bytes);

        assertThat(scaled.elementType()).isEqualTo(bytes.elementType());
        assertThat(Floats.of(scaled)).containsExactly(new float[] {0, 1}, within(1e-6f));
    }

    @Test
    void equal_bytes_become_zeros() {
        var bytes = Tensor.ofUnsignedBytes(PAIR, new byte[] {100, 100});

        assertThat(Floats.of(range(DataRange.ofAll(), bytes).scaling().apply(bytes)))
                .containsExactly(0, 0);
    }

    @Test
    void values_that_are_not_finite_do_not_count() {
        var range = range(
                DataRange.ofAll(),
                Tensor.ofFloats(Shape.of(4), new float[] {Float.NaN, 1, Float.NEGATIVE_INFINITY, 3}));

        assertThat(range).hasToString("1 to 3");
    }

    @Test
    void no_values_have_no_range() {
        assertThat(DataRange.ofAll()).hasToString("no values");
        assertThat(DataRange.ofAll().isMeasured()).isFalse();
        assertThat(DataRange.ofTypes().isMeasured()).isFalse();
        assertThat(DataRange.ofTypes().isEmpty()).isTrue();
    }

    @Test
    void exact_words_differ_even_if_only_a_feature_does_that_is_not_named() {
        var one = features(0, 1, 2, 3);
        var other = features(0, 1, 2, 4);

        assertThat(one).hasToString(other.toString());
        assertThat(one.exactly())
                .matches("feature 1: 0 to 0, feature 2: 1 to 1, feature 3: 2 to 2, \\.\\.\\. "
                        + "\\(checksum [0-9a-f]{8}\\)")
                .isEqualTo(features(0, 1, 2, 3).exactly())
                .isNotEqualTo(other.exactly());
        assertThat(features(0, 1).exactly()).isEqualTo("feature 1: 0 to 0, feature 2: 1 to 1");
        assertThat(one.isEmpty()).isFalse();
    }

    private static DataRange features(double... values) {
        var range = DataRange.ofFeatures(values.length);
        for (int feature = 0; feature < values.length; feature++) {
            range.add(feature, values[feature]);
        }
        return range;
    }

    @Test
    void values_too_far_apart_are_refused() {
        var range = range(DataRange.ofAll(), Tensor.ofDoubles(PAIR, new double[] {-1.7e308, 1.7e308}));

        assertThatThrownBy(range::scaling)
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Values from -1.7E308 to 1.7E308 are too far apart to be scaled. Remove outliers.");
    }

    private static DataRange range(DataRange range, Tensor... tensors) {
        for (var tensor : tensors) {
            range.add(tensor);
        }
        return range;
    }
}
