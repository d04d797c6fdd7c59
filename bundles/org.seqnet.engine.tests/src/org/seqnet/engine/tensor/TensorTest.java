package org.seqnet.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.MalformedException;

class TensorTest {

    private static final Tensor IMAGE = Tensor.ofUnsignedBytes(Shape.of(2, 3), new byte[] {0, 1, 2, 127, -128, -1});

    @Test
    void unsigned_bytes_are_0_to_255() {
        assertThat(Floats.of(IMAGE)).containsExactly(0, 1, 2, 127, 128, 255);
        assertThat(IMAGE.value(5)).isEqualTo(255);
    }

    @Test
    void every_type_gives_its_values() {
        var pair = Shape.of(2);

        assertThat(Floats.of(Tensor.ofBytes(pair, new byte[] {-128, 127}))).containsExactly(-128, 127);
        assertThat(Floats.of(Tensor.ofShorts(pair, new short[] {-32768, 5}))).containsExactly(-32768, 5);
        assertThat(Floats.of(Tensor.ofInts(pair, new int[] {-1 << 24, 7}))).containsExactly(-1 << 24, 7);
        assertThat(Floats.of(Tensor.ofFloats(pair, new float[] {-0f, 1.5f}))).containsExactly(-0f, 1.5f);
        assertThat(Floats.of(Tensor.ofDoubles(pair, new double[] {0.1, 1e300})))
                .containsExactly(0.1f, Float.POSITIVE_INFINITY);
    }

    @Test
    void scaling_changes_values_and_leaves_elements() {
        var scaled = IMAGE.scaled(new Affine(2, 1));

        assertThat(Floats.of(scaled)).containsExactly(1, 3, 5, 255, 257, 511);
        assertThat(scaled.elements()).isSameAs(IMAGE.elements());
        assertThat(Floats.of(scaled.scaled(new Affine(0.5f, -0.5f)))).containsExactly(0, 1, 2, 127, 128, 255);
    }

    @Test
    void the_array_given_and_the_array_taken_are_copies() {
        var bytes = new byte[] {1, 2};
        var tensor = Tensor.ofUnsignedBytes(Shape.of(2), bytes);
        bytes[0] = 9;
        Floats.of(tensor)[1] = 9;

        assertThat(Floats.of(tensor)).containsExactly(1, 2);
    }

    @Test
    void a_shape_that_does_not_fit_the_elements_is_refused() {
        assertThatThrownBy(() -> Tensor.ofBytes(Shape.of(2, 2), new byte[3]))
                .hasMessage("Shape 2 x 2 has 4 elements, not 3.");
        assertThatThrownBy(() -> IMAGE.reshaped(Shape.of(7))).hasMessage("Shape 7 has 7 elements, not 6.");
    }

    @Test
    void reshaping_keeps_row_major_order() {
        assertThat(Floats.of(IMAGE.reshaped(Shape.of(3, 2)))).containsExactly(Floats.of(IMAGE));
    }

    @Test
    void transposing_exchanges_rows_and_columns() {
        var transposed = IMAGE.permuted(1, 0);

        assertThat(transposed.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(Floats.of(transposed)).containsExactly(0, 127, 1, 128, 2, 255);
    }

    @Test
    void axes_must_be_named_once_each() {
        assertThatThrownBy(() -> IMAGE.permuted(0, 0))
                .hasMessage("Axes [0, 0] do not contain each of the 2 axes exactly once.");
        assertThatThrownBy(() -> IMAGE.reshaped(Shape.of(6)).permuted(1, 0))
                .hasMessage("Axes [1, 0] do not contain each of the 1 axes exactly once.");
        assertThatThrownBy(IMAGE::permuted).hasMessage("A shape has 1 to 255 axes, not 0.");
    }

    @Test
    void tensors_are_compared_by_type_shape_elements_and_scale() {
        var bytes = new byte[] {0, 1, 2, 127, -128, -1};

        assertThat(Tensor.ofUnsignedBytes(Shape.of(2, 3), bytes))
                .isEqualTo(IMAGE)
                .hasSameHashCodeAs(IMAGE);
        assertThat(IMAGE)
                .isNotEqualTo(Tensor.ofBytes(Shape.of(2, 3), bytes))
                .isNotEqualTo(IMAGE.reshaped(Shape.of(3, 2)))
                .isNotEqualTo(IMAGE.scaled(new Affine(2, 0)))
                .isNotEqualTo(Tensor.ofUnsignedBytes(Shape.of(2, 3), new byte[6]));
    }

    @Test
    void a_tensor_says_shape_and_type() {
        assertThat(IMAGE).hasToString("2 x 3 unsigned byte");
    }

    @Test
    void a_tensor_of_another_format_is_refused() {
        assertThatThrownBy(() -> readBack(changed(0, 9)))
                .isInstanceOf(IOException.class)
                .hasMessage("Tensor format 9 is not supported by this version of Sequence Networks; update the "
                        + "extension.");
    }

    @Test
    void a_tensor_of_unknown_type_is_refused() {
        assertThatThrownBy(() -> readBack(changed(1, 0x0A)))
                .isInstanceOf(IOException.class)
                .hasMessage("Element type 0x0A is not one of the six IDX types.");
    }

    @Test
    void a_tensor_with_a_negative_size_is_refused() {
        assertThatThrownBy(() -> readBack(changed(3, 0xFF)))
                .isInstanceOf(IOException.class)
                .hasMessage("Not a tensor: Shape -16777214 x 3: every size must be at least 1.");
    }

    @Test
    void a_tensor_too_large_for_an_array_is_refused() {
        assertThatThrownBy(() -> readBack(changed(3, 0x7F)))
                .isInstanceOf(IOException.class)
                .hasMessage("Not a tensor: 2130706434 x 3 elements exceed the maximum of 2147483639 elements.");
    }

    @Test
    void a_refusal_shows_the_first_of_many_sizes() {
        var bytes = new byte[3 + 255 * Integer.BYTES];
        bytes[0] = 1;
        bytes[1] = 0x08;
        bytes[2] = (byte) 255;
        for (var axis = 0; axis < 255; axis++) {
            bytes[3 + 4 * axis + 3] = (byte) (axis < 5 ? 200 : 1);
        }

        assertThatThrownBy(() -> readBack(bytes))
                .isInstanceOf(MalformedException.class)
                .hasMessage("Not a tensor: 200 x 200 x 200 x 200 x 200 x 1 x 1 x 1 x ... (255 axes) elements "
                        + "exceed the maximum of 2147483639 elements.");
    }

    @Test
    void an_announced_size_is_not_allocated_before_its_data_arrives() {
        // 3 x 0x20000002 doubles would be 12 GB; the stream has six bytes of them.
        var announced = changed(3, 0x20);
        announced[1] = 0x0E;

        assertThatThrownBy(() -> readBack(announced))
                .isInstanceOf(MalformedException.class)
                .hasMessage("Not a tensor: its data ends early.");
    }

    @Test
    void a_tensor_that_ends_early_is_refused_at_every_length() {
        var whole = written(IMAGE);
        for (var length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> readBack(cut))
                    .isInstanceOf(MalformedException.class)
                    .hasMessage("Not a tensor: its data ends early.");
        }
    }

    private static byte[] changed(int at, int value) {
        var bytes = written(IMAGE);
        bytes[at] = (byte) value;
        return bytes;
    }

    static byte[] written(Tensor tensor) {
        try (var bytes = new ByteArrayOutputStream();
                var out = new DataOutputStream(bytes)) {
            tensor.write(out);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static Tensor readBack(byte[] bytes) throws IOException {
        return Tensor.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
