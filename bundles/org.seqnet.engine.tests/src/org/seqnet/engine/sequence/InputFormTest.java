package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class InputFormTest {
    private static final InputForm COLOURS = new InputForm(3);

    @Test
    void tensors_of_two_axes_are_sequences_in_any_form() {
        assertThat(InputForm.SEQUENCES.sequenceShape(Shape.of(5, 6))).contains(new SequenceShape(5, 6));
        assertThat(COLOURS.sequenceShape(Shape.of(5, 6))).contains(new SequenceShape(5, 6));
    }

    @Test
    void images_with_channels_are_sequences_of_their_rows_only_if_the_channels_are_these() {
        assertThat(COLOURS.sequenceShape(Shape.of(5, 6, 3))).contains(new SequenceShape(5, 18));
        assertThat(COLOURS.sequenceShape(Shape.of(5, 6, 2))).isEmpty();
        assertThat(InputForm.SEQUENCES.sequenceShape(Shape.of(5, 6, 3))).isEmpty();
    }

    @Test
    void tensors_of_other_numbers_of_axes_are_none() {
        assertThat(COLOURS.sequenceShape(Shape.of(3))).isEmpty();
        assertThat(COLOURS.sequenceShape(Shape.of(2, 5, 6, 3))).isEmpty();
    }

    @Test
    void a_form_is_told_in_words() {
        assertThat(InputForm.SEQUENCES).hasToString("a sequence of time steps x features");
        assertThat(COLOURS).hasToString("an image of rows x columns, or rows x columns x 3 channels");
        assertThat(new InputForm(1)).hasToString("an image of rows x columns, or rows x columns x 1 channel");
    }

    @Test
    void images_are_packed_as_the_sequences_of_their_rows() {
        var values = new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

        var packed = Sequences.packer(new SequenceShape(2, 6), COLOURS, "")
                .add(Tensor.ofBytes(Shape.of(2, 2, 3), values))
                .add(Tensor.ofBytes(Shape.of(2, 6), values))
                .build();

        var image = new float[12];
        var sequence = new float[12];
        packed.copyTo(0, image, 0);
        packed.copyTo(1, sequence, 0);
        assertThat(image).isEqualTo(sequence).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void an_image_of_other_channels_is_refused() {
        var packer = Sequences.packer(new SequenceShape(2, 6), COLOURS, "");

        assertThatThrownBy(() -> packer.add(Tensor.ofBytes(Shape.of(2, 3, 2), new byte[12]), () -> "Row 'a'"))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Row 'a' is a tensor of shape 2 x 3 x 2, not an image of rows x columns, or rows x "
                        + "columns x 3 channels. Use a Sequence Reshaper before this node.");
    }
}
