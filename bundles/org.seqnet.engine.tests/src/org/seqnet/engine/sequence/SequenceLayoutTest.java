package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Floats;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class SequenceLayoutTest {

    /** 0 1 2 / 3 4 5. */
    private static final Tensor IMAGE = Tensor.ofUnsignedBytes(Shape.of(2, 3), new byte[] {0, 1, 2, 3, 4, 5});

    @Test
    void rows_become_time_steps() {
        var sequence = SequenceLayout.ROWS_AS_STEPS.apply(IMAGE);

        assertThat(sequence.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(Floats.of(sequence)).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void columns_become_time_steps() {
        var sequence = SequenceLayout.COLUMNS_AS_STEPS.apply(IMAGE);

        assertThat(sequence.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(Floats.of(sequence)).containsExactly(0, 3, 1, 4, 2, 5);
    }

    @Test
    void all_numbers_are_cut_into_steps_of_a_given_size() {
        assertThat(SequenceLayout.flattened(1).sequenceShape(Shape.of(2, 3))).isEqualTo(new SequenceShape(6, 1));
        assertThat(SequenceLayout.flattened(2).apply(IMAGE).shape()).isEqualTo(Shape.of(3, 2));
        assertThat(Floats.of(SequenceLayout.flattened(2).apply(IMAGE))).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void further_axes_are_features_of_a_step() {
        var colour = Tensor.ofUnsignedBytes(Shape.of(2, 2, 3), new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});

        assertThat(SequenceLayout.ROWS_AS_STEPS.sequenceShape(colour.shape())).isEqualTo(new SequenceShape(2, 6));
        assertThat(SequenceLayout.COLUMNS_AS_STEPS.apply(colour).shape()).isEqualTo(Shape.of(2, 6));
        assertThat(Floats.of(SequenceLayout.COLUMNS_AS_STEPS.apply(colour)))
                .containsExactly(0, 1, 2, 6, 7, 8, 3, 4, 5, 9, 10, 11);
    }

    @Test
    void channels_that_come_first_are_put_last() {
        // red 1 to 6, green 11 to 16; 2 rows of 3 pixels
        var image = Tensor.ofUnsignedBytes(Shape.of(2, 2, 3), new byte[] {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16});
        var byRows = SequenceLayout.channelsFirst(SequenceLayout.ROWS_AS_STEPS);
        var byColumns = SequenceLayout.channelsFirst(SequenceLayout.COLUMNS_AS_STEPS);

        assertThat(byRows.sequenceShape(image.shape())).isEqualTo(new SequenceShape(2, 6));
        assertThat(Floats.of(byRows.apply(image))).containsExactly(1, 11, 2, 12, 3, 13, 4, 14, 5, 15, 6, 16);
        assertThat(byColumns.sequenceShape(image.shape())).isEqualTo(new SequenceShape(3, 4));
        assertThat(Floats.of(byColumns.apply(image))).containsExactly(1, 11, 4, 14, 2, 12, 5, 15, 3, 13, 6, 16);
    }

    @Test
    void the_last_of_three_axes_tells_the_channels_unless_steps_are_no_rows_of_pixels() {
        assertThat(SequenceLayout.ROWS_AS_STEPS.channels(Shape.of(28, 28, 3))).hasValue(3);
        assertThat(SequenceLayout.COLUMNS_AS_STEPS.channels(Shape.of(28, 28, 3)))
                .hasValue(3);
        assertThat(SequenceLayout.channelsFirst(SequenceLayout.ROWS_AS_STEPS).channels(Shape.of(3, 28, 28)))
                .hasValue(3);
        assertThat(SequenceLayout.flattened(84).channels(Shape.of(28, 28, 3))).isEmpty();
        assertThat(SequenceLayout.ROWS_AS_STEPS.channels(Shape.of(28, 28))).isEmpty();
        assertThat(SequenceLayout.ROWS_AS_STEPS.channels(Shape.of(2, 28, 28, 3)))
                .isEmpty();
    }

    @Test
    void channels_come_first_of_three_axes_alone() {
        assertThatThrownBy(() -> SequenceLayout.channelsFirst(SequenceLayout.ROWS_AS_STEPS)
                        .apply(IMAGE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A tensor of shape 2 x 3 has no leading channels; this requires three axes, channels x "
                        + "rows x columns. Select the other channel order.");
    }

    @Test
    void a_list_has_rows_of_one_number() {
        assertThat(SequenceLayout.ROWS_AS_STEPS.sequenceShape(Shape.of(5))).isEqualTo(new SequenceShape(5, 1));
    }

    @Test
    void a_list_has_no_columns() {
        assertThatThrownBy(() -> SequenceLayout.COLUMNS_AS_STEPS.sequenceShape(Shape.of(5)))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A tensor of shape 5 has no columns to use as time steps. Use its rows as time "
                        + "steps, or flatten it.");
    }

    @Test
    void steps_that_do_not_divide_the_tensor_are_refused() {
        assertThatThrownBy(() -> SequenceLayout.flattened(4).apply(IMAGE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A tensor of shape 2 x 3 has 6 values, which cannot be divided into time steps of "
                        + "4. Use a number of values per time step that divides it.");
        assertThatThrownBy(() -> SequenceLayout.flattened(0))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A time step needs at least one feature, not 0.");
    }

    @Test
    void a_shape_too_large_for_one_sequence_is_refused() {
        assertThatThrownBy(() -> SequenceLayout.ROWS_AS_STEPS.sequenceShape(Shape.of(65536, 65536)))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A tensor of shape 65536 x 65536 is too large for a sequence; the maximum is 2^31 - "
                        + "9 values.");
        assertThatThrownBy(() -> new SequenceShape(65536, 65536))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A sequence of 65536 time steps x 65536 features is too long; the maximum is 2^31 - "
                        + "9 values per sequence.");
    }

    @Test
    void a_sequence_shape_is_said_in_words() {
        assertThat(new SequenceShape(28, 1)).hasToString("28 time steps x 1 feature");
        assertThat(new SequenceShape(1, 28)).hasToString("1 time step x 28 features");
        assertThat(SequenceShape.of(Shape.of(28, 14))).contains(new SequenceShape(28, 14));
        assertThat(SequenceShape.of(Shape.of(28))).isEmpty();
        assertThatThrownBy(() -> new SequenceShape(0, 28))
                .hasMessage("A sequence has at least one time step and one feature, not 0 x 28.");
    }
}
