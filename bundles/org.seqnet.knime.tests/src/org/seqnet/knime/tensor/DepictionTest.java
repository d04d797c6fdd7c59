package org.seqnet.knime.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.tensor.Depiction.CURVES;
import static org.seqnet.knime.tensor.Depiction.NONE;
import static org.seqnet.knime.tensor.Depiction.PICTURE;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpec;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class DepictionTest {
    private static final DataColumnSpec SEQUENCES = TensorColumn.ofSequences("sequence", Optional.empty());
    private static final DataColumnSpec IMAGES = TensorColumn.unknown("image");

    private static Tensor bytes(int... sizes) {
        var shape = Shape.of(sizes);
        return Tensor.ofUnsignedBytes(shape, new byte[(int) shape.elements()]);
    }

    private static Tensor floats(int... sizes) {
        return Tensor.ofFloats(Shape.of(sizes), i -> i);
    }

    @Test
    void readings_of_many_sensors_are_curves_though_they_have_the_sides_of_an_image() {
        assertThat(Depiction.of(SEQUENCES, floats(28, 28))).isEqualTo(CURVES);
        assertThat(Depiction.of(SEQUENCES, floats(50, 12))).isEqualTo(CURVES);
    }

    @Test
    void an_image_stays_one_as_a_sequence_of_its_rows_scaled_or_not() {
        assertThat(Depiction.of(SEQUENCES, bytes(28, 28))).isEqualTo(PICTURE);
        assertThat(Depiction.of(SEQUENCES, Scaling.standardize(1, 3).apply(bytes(28, 28))))
                .isEqualTo(PICTURE);
        var channels = TensorColumn.ofSequences("sequence", Optional.empty(), OptionalInt.of(3));
        assertThat(Depiction.of(channels, floats(32, 96))).isEqualTo(PICTURE);
    }

    @Test
    void a_column_of_images_tells_them_from_signals_by_their_sides() {
        assertThat(Depiction.of(IMAGES, floats(28, 28))).isEqualTo(PICTURE);
        assertThat(Depiction.of(IMAGES, bytes(8, 32))).isEqualTo(PICTURE);
        assertThat(Depiction.of(IMAGES, bytes(8, 33))).isEqualTo(CURVES);
        assertThat(Depiction.of(IMAGES, bytes(7, 7))).isEqualTo(CURVES);
        assertThat(Depiction.of(IMAGES, floats(100))).isEqualTo(CURVES);
    }

    @Test
    void a_tensor_of_more_than_two_axes_is_not_drawn() {
        assertThat(Depiction.of(IMAGES, bytes(8, 8, 3))).isEqualTo(NONE);
    }
}
