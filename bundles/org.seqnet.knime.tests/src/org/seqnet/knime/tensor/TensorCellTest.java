package org.seqnet.knime.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.floats;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class TensorCellTest {
    private static final Shape TWO_BY_THREE = Shape.of(2, 3);

    @Test
    void a_column_of_tensors_is_compatible_with_tensor_values() {
        assertThat(TensorCell.TYPE.isCompatible(TensorValue.class)).isTrue();
        assertThat(bytes(TWO_BY_THREE, 1, 2, 3, 4, 5, 6).getType()).isEqualTo(TensorCell.TYPE);
    }

    @Test
    void cells_are_equal_if_their_tensors_are() {
        var cell = bytes(TWO_BY_THREE, 1, 2, 3, 4, 5, 6);

        assertThat(cell)
                .isEqualTo(bytes(TWO_BY_THREE, 1, 2, 3, 4, 5, 6))
                .hasSameHashCodeAs(bytes(TWO_BY_THREE, 1, 2, 3, 4, 5, 6));
        assertThat(cell).isNotEqualTo(bytes(Shape.of(3, 2), 1, 2, 3, 4, 5, 6));
        assertThat(cell).isNotEqualTo(floats(TWO_BY_THREE, 1, 2, 3, 4, 5, 6));
        assertThat(cell).isNotEqualTo(DataType.getMissingCell());
    }

    @Test
    void serializing_keeps_type_shape_scale_and_values() throws IOException {
        var tensor = ((TensorValue) bytes(TWO_BY_THREE, 0, 1, 127, 128, 254, 255))
                .tensor()
                .scaled(new Affine(1 / 255f, 0));
        var serializer = new TensorCell.TensorSerializer();
        var stored = new ByteArrayOutputStream();

        serializer.serialize(new TensorCell(tensor), CellStreams.output(new DataOutputStream(stored)));
        var read = serializer.deserialize(
                CellStreams.input(new DataInputStream(new ByteArrayInputStream(stored.toByteArray()))));

        assertThat(read.tensor()).isEqualTo(tensor);
    }

    @Test
    void a_damaged_cell_is_refused_in_one_sentence() {
        assertRefused(
                "02",
                "Tensor format 2 is not supported by this version of Sequence Networks; update the " + "extension.");
        assertRefused("01 0A", "Element type 0x0A is not one of the six IDX types.");
        assertRefused("01 08 00", "Not a tensor: A shape has 1 to 255 axes, not 0.");
        assertRefused("01 08 02 00000000 00000003", "Not a tensor: Shape 0 x 3: every size must be at least 1.");
        assertRefused(
                "01 0E 02 7FFFFFFF 7FFFFFFF",
                "Not a tensor: 2147483647 x 2147483647 elements exceed the maximum of 2147483639 elements.");
        assertRefused("01 0E 01 7FFFFFF7 3F800000 00000000 00", "Not a tensor: its data ends early.");
        assertRefused("", "Not a tensor: its data ends early.");
    }

    private static void assertRefused(String hex, String fault) {
        var stored = HexFormat.of().parseHex(hex.replace(" ", ""));
        var input = CellStreams.input(new DataInputStream(new ByteArrayInputStream(stored)));

        assertThatThrownBy(() -> new TensorCell.TensorSerializer().deserialize(input))
                .isInstanceOf(IOException.class)
                .hasMessage("A tensor in a table cannot be loaded. " + fault + " Execute the node again.");
    }

    @Test
    void text_tells_shape_type_and_first_values() {
        assertThat(bytes(TWO_BY_THREE, 0, 1, 2, 3, 254, 255)).hasToString("2 x 3 unsigned byte [0, 1, 2, 3, 254, 255]");
        assertThat(floats(Shape.of(9), 0.5f, -1, 1e9f, Float.NaN, 4, 5, 6, 7, 8))
                .hasToString("9 float [0.5000, -1, 1.000e+09, NaN, 4, 5, 6, 7, ...]");
    }

    @Test
    void the_comparator_orders_by_rank_then_shape_then_values() {
        var comparator = TensorCell.TYPE.getComparator();
        DataCell line = bytes(Shape.of(6), 9, 9, 9, 9, 9, 9);
        DataCell low = bytes(TWO_BY_THREE, 1, 2, 3, 4, 5, 6);
        DataCell high = bytes(TWO_BY_THREE, 1, 2, 3, 4, 5, 200);
        DataCell tall = bytes(Shape.of(3, 2), 0, 0, 0, 0, 0, 0);

        assertThat(Stream.of(tall, high, low, line).sorted(comparator)).containsExactly(line, low, high, tall);
        assertThat(comparator.compare(low, bytes(TWO_BY_THREE, 1, 2, 3, 4, 5, 6)))
                .isZero();
        assertThat(comparator.compare(DataType.getMissingCell(), low)).isNegative();
    }

    @Test
    void the_picture_stretches_grey_from_smallest_to_largest_value_and_shows_nan_red() {
        var picture = TensorPicture.of(Tensor.ofFloats(Shape.of(1, 4), new float[] {-1, 0, 1, Float.NaN}));

        assertThat(picture.getWidth()).isEqualTo(4);
        assertThat(picture.getHeight()).isEqualTo(1);
        assertThat(new int[] {picture.getRGB(0, 0), picture.getRGB(1, 0), picture.getRGB(2, 0), picture.getRGB(3, 0)})
                .containsExactly(0xFF000000, 0xFF808080, 0xFFFFFFFF, 0xFFCC0000);
    }

    @Test
    void a_constant_tensor_is_a_black_picture() {
        var picture = TensorPicture.of(Tensor.ofFloats(Shape.of(1, 1), new float[] {7}));

        assertThat(picture.getRGB(0, 0)).isEqualTo(0xFF000000);
    }
}
