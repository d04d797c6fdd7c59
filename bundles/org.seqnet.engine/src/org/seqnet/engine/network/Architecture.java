package org.seqnet.engine.network;

import java.util.List;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;

/** Says how a network is built, apart from what the data decides: the input shape and the number of classes. */
public sealed interface Architecture permits Recurrent, Convolutional {

    /** Returns which tensors it reads as they are. */
    InputForm inputForm();

    /** Returns this architecture for tensors of this shape, as far as they tell how it is to read them. */
    default Architecture reading(Shape tensors) {
        return this;
    }

    /**
     * Returns this architecture for images of this many channels, whose rows the sequences are.
     *
     * @throws SeqNetException if it is set for images of others
     */
    default Architecture withChannels(int images) {
        return this;
    }

    /**
     * Returns what a network that learns from these sequences reads: of any length unless one was stated for them, even
     * if all happen to have the same.
     */
    default SequenceShape inputShape(Sequences training) {
        return training.declaredShape();
    }

    /**
     * Returns the layers from input to output for sequences of this shape and this many classes.
     *
     * @throws SeqNetException if it cannot read sequences of this shape
     */
    List<LayerSummary> layers(SequenceShape input, int classes);

    /**
     * Returns how many numbers a network for sequences of this shape and this many classes holds, as
     * {@link LayerSummary#parameters} counts them.
     */
    default long parameterCount(SequenceShape input, int classes) {
        return layers(input, classes).stream()
                .mapToLong(LayerSummary::parameters)
                .reduce(0, Math::addExact);
    }

    /**
     * Checks the numbers that a network for sequences of this shape holds, each of which is finite.
     *
     * @throws SeqNetException if one of them is none that training could arrive at
     */
    default void check(float[] parameters, SequenceShape input) {
        // Most may be anything.
    }

    /**
     * Returns the floating-point operations that one sequence of this shape takes to classify: a multiplication and an
     * addition for every use of a weight. What biases, normalization, activation functions and pooling add is left out, as
     * usual.
     *
     * @throws IllegalStateException if sequences of this shape may be of any length
     */
    long operations(SequenceShape input, int classes);

    /** Says whether training drops activations. */
    boolean drops();

    /** Returns the same layers without dropout. */
    Architecture undropped();

    /**
     * Returns all that decides on its weights, apart from the sequences' shape and the number of classes, part by part
     * in words such as {@code a CNN of 128 dense units}; the first part tells how many there are.
     */
    List<String> parts();

    /**
     * Makes sure that training can go on with the weights of a network of another architecture.
     *
     * @throws SeqNetException telling the first part in which they differ
     */
    default void requireWeightsOf(Architecture network) {
        var asked = parts();
        var found = network.parts();
        for (int i = 0; i < Math.min(asked.size(), found.size()); i++) {
            if (!asked.get(i).equals(found.get(i))) {
                throw new SeqNetException(
                        "The network to resume is %s; the settings specify %s.".formatted(found.get(i), asked.get(i)));
            }
        }
    }

    /** Returns one line for people, such as {@code LSTM, 2 layers of 128 units}. */
    String title();
}
