package org.seqnet.engine.network;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.SequenceFacts;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;

/**
 * The layers that turn a sequence into some values, from which a {@link Head} makes what the network gives. The input
 * shape is left to the data.
 */
public sealed interface Encoder permits Recurrent, Convolutional, TemporalConvolutional, Composition, Rocket {

    /**
     * Returns what the function for its kind makes of it. A new kind adds a function here, so that nothing that tells
     * encoders apart compiles before it knows the new one.
     */
    <T> T fold(
            Function<Recurrent, T> recurrent,
            Function<Convolutional, T> convolutional,
            Function<TemporalConvolutional, T> temporal,
            Function<Composition, T> composition,
            Function<Rocket, T> rocket);

    /** Says whether it reads images, of one size, rather than sequences. */
    default boolean readsImages() {
        return fold(
                recurrent -> false, convolutional -> true, temporal -> false, composition -> false, rocket -> false);
    }

    /** Returns which tensors it reads as they are. */
    InputForm inputForm();

    /** Returns this encoder for tensors of this shape, as far as they tell how it is to read them. */
    default Encoder reading(Shape tensors) {
        return this;
    }

    /**
     * Returns this encoder for images of this many channels, whose rows the sequences are.
     *
     * @throws SeqNetException if it is set for images of others
     */
    default Encoder withChannels(int images) {
        return this;
    }

    /**
     * Returns what a network that learns from these sequences reads: of any length unless one was stated for them, even
     * if all happen to have the same.
     */
    default SequenceShape inputShape(SequenceFacts training) {
        return training.declaredShape();
    }

    /**
     * Returns how many features of sequences of this shape are scaled each by its own figures: all, or the channels of
     * images, since pixels of one channel belong together.
     */
    default int scales(SequenceShape sequences) {
        return sequences.features();
    }

    /**
     * Returns its layers, first the one that reads the input, for sequences of this shape.
     *
     * @throws SeqNetException if it cannot read sequences of this shape
     */
    List<LayerSummary> layers(SequenceShape input);

    /** Returns what its parameters for sequences of this shape are, in their order. */
    List<ParameterBlock> parameters(SequenceShape input);

    /** Returns the number of values that it makes of a sequence. */
    int outputs();

    /**
     * Checks the numbers that a network for sequences of this shape begins with, each of which is finite.
     *
     * @throws SeqNetException if one of them is none that training could arrive at
     */
    default void check(float[] parameters, SequenceShape input) {
        // Most may be anything.
    }

    /**
     * Returns the floating-point operations that one sequence of this shape takes, as {@link Architecture#operations}
     * counts them.
     *
     * @throws IllegalStateException if sequences of this shape may be of any length
     */
    long operations(SequenceShape input);

    /** Says whether training drops activations. */
    boolean drops();

    /** Returns the same layers without dropout. */
    Encoder undropped();

    /**
     * Returns layers like these of another size: what a search of settings tries.
     *
     * @param size what the numbers of hidden units or filters are multiplied by; each stays at least 1 and at most what
     *     is allowed
     * @param dropout the dropout of the layers; empty to keep it
     */
    Encoder varied(double size, OptionalDouble dropout);

    /**
     * Returns all that decides on its weights, apart from the sequences' shape, part by part in words such as
     * {@code a CNN of 128 dense units}; the first part tells how many there are.
     */
    List<String> parts();

    /**
     * Makes sure that training can go on with the weights of another encoder.
     *
     * @throws SeqNetException telling the first part in which they differ
     */
    default void requireWeightsOf(Encoder network) {
        var asked = parts();
        var found = network.parts();
        for (int i = 0; i < Math.min(asked.size(), found.size()); i++) {
            if (!asked.get(i).equals(found.get(i))) {
                throw new SeqNetException(
                        "The connected network is %s; the settings specify %s.".formatted(found.get(i), asked.get(i)));
            }
        }
    }

    /** Returns one line for people, such as {@code LSTM, 2 layers of 128 units}. */
    String title();

    /** Returns the same line for a network with this head, which may decide on how the encoder is fitted. */
    default String titleFor(Head head) {
        return title();
    }
}
