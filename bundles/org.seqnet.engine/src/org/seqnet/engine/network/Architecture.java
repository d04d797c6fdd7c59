package org.seqnet.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Says how a network is built, apart from the shape of the sequences that it reads.
 *
 * @param encoder what reads the sequences
 * @param head what makes the network's answer of the encoder's values
 * @param members how many such networks there are, 1 to {@value #MOST_MEMBERS}; of several, an ensemble, the answer is
 *     the mean of theirs, and the parameters stand one network after another
 */
public record Architecture(Encoder encoder, Head head, int members) {
    /** The most members that an ensemble has. */
    public static final int MOST_MEMBERS = 100;

    /**
     * Checks the number of members.
     *
     * @throws SeqNetException if it is outside its range
     */
    public Architecture {
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(head, "head");
        Ranges.requireCount("Ensemble members", members, MOST_MEMBERS);
    }

    /** Returns one network. */
    public Architecture(Encoder encoder, Head head) {
        this(encoder, head, 1);
    }

    /**
     * Returns the layers from input to output for sequences of this shape.
     *
     * @throws SeqNetException if it cannot read sequences of this shape
     */
    public List<LayerSummary> layers(SequenceShape input) {
        var layers = new ArrayList<>(encoder.layers(input));
        layers.addAll(head.layers(encoder.outputs()));
        return List.copyOf(layers);
    }

    /**
     * Returns how many numbers a network for sequences of this shape holds, as {@link LayerSummary#parameters} counts
     * them.
     */
    public long parameterCount(SequenceShape input) {
        return layers(input).stream().mapToLong(LayerSummary::parameters).reduce(0, Math::addExact);
    }

    /**
     * Returns the floating-point operations that one sequence of this shape takes to be answered: a multiplication and
     * an addition for every use of a weight. What biases, normalization, activation functions and pooling add is left
     * out, as usual.
     *
     * @throws IllegalStateException if sequences of this shape may be of any length
     */
    public long operations(SequenceShape input) {
        return Math.addExact(encoder.operations(input), head.operations(encoder.outputs()));
    }

    /** Returns the same layers without dropout. */
    public Architecture undropped() {
        return new Architecture(encoder.undropped(), head, members);
    }

    /** Returns one line for people, such as {@code LSTM, 2 layers of 128 units}. */
    public String title() {
        return head.title(encoder.title());
    }
}
