package org.seqnet.knime.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.strings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataColumnProperties;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;

class TensorColumnTest {
    private static final SequenceShape SHAPE = new SequenceShape(28, 14);

    @Test
    void the_spec_tells_the_shape() {
        var column = TensorColumn.of("image", Shape.of(3, 28, 28), ElementType.UNSIGNED_BYTE);

        assertThat(TensorColumn.shape(column)).contains(Shape.of(3, 28, 28));
        assertThat(TensorColumn.holdsSequences(column)).isFalse();
    }

    @Test
    void the_spec_tells_the_element_type_when_known() {
        assertThat(TensorColumn.elementType(TensorColumn.of("image", Shape.of(2), ElementType.INT)))
                .contains(ElementType.INT);
        assertThat(TensorColumn.elementType(TensorColumn.unknown("image"))).isEmpty();
    }

    @Test
    void the_spec_tells_steps_and_features_when_known() {
        var column = TensorColumn.ofSequences("sequence", Optional.of(SHAPE));

        assertThat(TensorColumn.shape(column)).contains(SHAPE.toShape());
        assertThat(TensorColumn.holdsSequences(column)).isTrue();
    }

    @Test
    void sequences_of_unknown_shape_are_still_sequences() {
        var column = TensorColumn.ofSequences("sequence", Optional.empty());

        assertThat(TensorColumn.shape(column)).isEmpty();
        assertThat(TensorColumn.holdsSequences(column)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "28 x",
                "x",
                "28 x -1",
                "twenty",
                "9999999999",
                "0 x 3",
                "999999999 x 999999999 x 999999999",
                "999999999 x 999999999",
                "999999999 x 1 x 3"
            })
    void a_property_that_is_no_shape_tells_nothing(String text) {
        var creator = new DataColumnSpecCreator("image", TensorCell.TYPE);
        creator.setProperties(new DataColumnProperties(Map.of("tensor.shape", text)));

        assertThat(TensorColumn.shape(creator.createSpec())).isEmpty();
    }

    @Test
    void the_spec_tells_channels_when_known() {
        var rgb = TensorColumn.ofSequences("sequence", Optional.of(new SequenceShape(28, 84)), OptionalInt.of(3));

        assertThat(TensorColumn.channels(rgb)).hasValue(3);
        assertThat(TensorColumn.shape(rgb)).contains(Shape.of(28, 84));
        assertThat(TensorColumn.channels(TensorColumn.ofSequences("sequence", Optional.of(SHAPE))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-3", "3.0", "three", "9999999999", " 3"})
    void a_property_that_is_no_number_of_channels_tells_nothing(String text) {
        var creator = new DataColumnSpecCreator("image", TensorCell.TYPE);
        creator.setProperties(new DataColumnProperties(Map.of("tensor.channels", text)));

        assertThat(TensorColumn.channels(creator.createSpec())).isEmpty();
    }

    @Test
    void the_latest_sequences_are_preferred_then_the_latest_tensors() {
        var image = TensorColumn.unknown("image");
        var first = TensorColumn.ofSequences("first", Optional.empty());
        var second = TensorColumn.ofSequences("second", Optional.empty());
        var other = TensorColumn.unknown("other");

        assertThat(TensorColumn.preferred(new DataTableSpec(image, first, second, other)))
                .isEqualTo("second");
        assertThat(TensorColumn.preferred(new DataTableSpec(image, other))).isEqualTo("other");
        assertThat(TensorColumn.preferred(new DataTableSpec(strings("label")))).isEmpty();
    }

    @Test
    void the_spec_tells_what_was_done_to_the_tensors() {
        var plain = TensorColumn.ofSequences("sequence", Optional.of(SHAPE));
        var preparation = Preparation.UNKNOWN.withFeatures(List.of("x", "y")).with(Preparation.SCALING, "none");
        var prepared = TensorColumn.prepared(plain, preparation);

        assertThat(TensorColumn.preparation(plain)).isEqualTo(Preparation.UNKNOWN);
        assertThat(TensorColumn.preparation(prepared)).isEqualTo(preparation);
        assertThat(TensorColumn.shape(prepared)).isEqualTo(TensorColumn.shape(plain));
        assertThat(prepared.getName()).isEqualTo("sequence");
    }
}
