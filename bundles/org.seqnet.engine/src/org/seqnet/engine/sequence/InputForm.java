package org.seqnet.engine.sequence;

import java.util.Optional;
import org.seqnet.engine.tensor.Shape;

/**
 * The tensors that a network reads as they are: those of two axes, time steps x features, and possibly images of three,
 * rows x columns x channels, whose rows are the time steps.
 *
 * @param channels the channels of images of three axes; 0 if none are read
 */
public record InputForm(int channels) {
    /** Tensors of two axes alone. */
    public static final InputForm SEQUENCES = new InputForm(0);

    /** Returns the size of the sequence that a tensor of this shape is; empty if it is none. */
    public Optional<SequenceShape> sequenceShape(Shape tensor) {
        return tensor.rank() == 3 && tensor.size(2) == channels
                ? Optional.of(SequenceLayout.ROWS_AS_STEPS.sequenceShape(tensor))
                : SequenceShape.of(tensor);
    }

    /**
     * Says whether what reads these tensors may read images of this many channels. A network for one channel reads rows
     * of any values.
     */
    public boolean mayRead(int imageChannels) {
        return channels <= 1 || channels == imageChannels;
    }

    /** Returns what one such tensor is, in words. */
    @Override
    public String toString() {
        return channels == 0
                ? "a sequence of time steps x features"
                : "an image of rows x columns, or rows x columns x " + channels
                        + (channels == 1 ? " channel" : " channels");
    }
}
