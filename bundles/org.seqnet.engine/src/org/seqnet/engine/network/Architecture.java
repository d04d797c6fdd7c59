package org.seqnet.engine.network;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Says how a network is built, apart from the shape of the sequences that it reads.
 *
 * @param embedding what puts vectors in the place of symbols, below the encoder; empty if sequences are numbers alone
 * @param encoder what reads the sequences
 * @param head what makes the network's answer of the encoder's values
 * @param members how many such networks there are, 1 to {@value #MOST_MEMBERS}; of several, an ensemble, the answer is
 *     the mean of theirs, and the parameters stand one network after another
 */
public record Architecture(Optional<Embedding> embedding, Encoder encoder, Head head, int members) {
    /** The most members that an ensemble has. */
    public static final int MOST_MEMBERS = 100;

    /**
     * Checks that the parts go together.
     *
     * @throws SeqNetException if the number of members is outside its range, paths of labels have more than one, since
     *     there is no mean of them, the encoder reads no embeddings, or the head reads every step and the encoder gives
     *     no values at each
     */
    public Architecture {
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(head, "head");
        embedding.ifPresent(any -> requireGradients(encoder));
        Ranges.requireCount("Ensemble members", members, MOST_MEMBERS);
        if (head instanceof StepClasses steps) {
            steps.requireStepsOf(encoder);
        }
        if (members > 1 && head instanceof LabelPath) {
            throw new SeqNetException("Ensemble members: " + members
                    + " is not 1; a network that predicts label paths cannot be an ensemble.");
        }
    }

    /** Returns a network, or several, without embedding. */
    public Architecture(Encoder encoder, Head head, int members) {
        this(Optional.empty(), encoder, head, members);
    }

    /** Returns one network without embedding. */
    public Architecture(Encoder encoder, Head head) {
        this(encoder, head, 1);
    }

    private static void requireGradients(Encoder encoder) {
        boolean readsVectors = encoder.fold(
                recurrent -> true, convolutional -> false, temporal -> true, composition -> true, rocket -> false);
        if (!readsVectors) {
            throw new SeqNetException(
                    "%s does not read symbols. Use a recurrent network or a sequence CNN.".formatted(encoder.title()));
        }
    }

    /** Returns one member of an ensemble; a network that is no ensemble is its only member. */
    public Architecture member() {
        return members == 1 ? this : new Architecture(embedding, encoder, head, 1);
    }

    /** Returns as many members with another head. */
    public Architecture with(Head other) {
        return new Architecture(embedding, encoder, other, members);
    }

    /** Returns as many members with another encoder. */
    public Architecture with(Encoder other) {
        return new Architecture(embedding, other, head, members);
    }

    /** Returns as many members with another embedding, or without any. */
    public Architecture with(Optional<Embedding> other) {
        return new Architecture(other, encoder, head, members);
    }

    /** Returns the shape of what the encoder reads, of sequences of this shape. */
    public SequenceShape encoded(SequenceShape input) {
        return embedding.map(below -> below.shape(input)).orElse(input);
    }

    /**
     * Returns the layers from input to output for sequences of this shape; of an ensemble, each stands for that of all
     * members, and has the parameters of all.
     *
     * @throws SeqNetException if it cannot read sequences of this shape
     */
    public List<LayerSummary> layers(SequenceShape input) {
        return Stream.of(
                        embedding.map(below -> below.layer(input)).stream(),
                        encoder.layers(encoded(input)).stream(),
                        head.layers(encoder.outputs()).stream())
                .flatMap(layers -> layers)
                .map(layer -> layer.times(members))
                .toList();
    }

    /** Returns what the parameters of a network for sequences of this shape are, or of one member, in their order. */
    public List<ParameterBlock> parameters(SequenceShape input) {
        return Stream.of(
                        embedding.map(Embedding::parameters).stream(),
                        encoder.parameters(encoded(input)).stream(),
                        head.parameters(encoder.outputs()).stream())
                .flatMap(blocks -> blocks)
                .toList();
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
     * out, as usual, and embeddings are looked up without any.
     *
     * @throws IllegalStateException if sequences of this shape may be of any length
     */
    public long operations(SequenceShape input) {
        int answers = head.answers(input.timeSteps());
        long member = Math.addExact(
                encoder.operations(encoded(input)), Math.multiplyExact(answers, head.operations(encoder.outputs())));
        return Math.multiplyExact(members, member);
    }

    /** Returns the same layers without dropout. */
    public Architecture undropped() {
        return new Architecture(embedding, encoder.undropped(), head, members);
    }

    /**
     * Checks the numbers that a network for sequences of this shape begins with, each of which is finite.
     *
     * @throws SeqNetException if one of them is none that training could arrive at
     */
    public void check(float[] parameters, SequenceShape input) {
        if (members == 1) {
            int first = embedding.map(Embedding::parameterCount).orElse(0);
            encoder.check(
                    first == 0 ? parameters : Arrays.copyOfRange(parameters, first, parameters.length), encoded(input));
            return;
        }
        int count = parameters.length / members;
        for (int member = 0; member < members; member++) {
            try {
                member().check(Arrays.copyOfRange(parameters, member * count, (member + 1) * count), input);
            } catch (SeqNetException e) {
                throw new SeqNetException("Ensemble member " + (member + 1) + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * Makes sure that training can go on with the weights of another network below its head.
     *
     * @throws SeqNetException telling the first part in which they differ
     */
    public void requireWeightsOf(Architecture network) {
        encoder.requireWeightsOf(network.encoder());
        if (embedding.isPresent() != network.embedding().isPresent()) {
            throw new SeqNetException("The connected network reads %s; the settings specify %s."
                    .formatted(network.inputInWords(), inputInWords()));
        }
        embedding.ifPresent(own -> own.requireWeightsOf(network.embedding().orElseThrow()));
    }

    private String inputInWords() {
        return embedding.isPresent() ? "symbols" : "numbers";
    }

    /**
     * Makes sure that training can go on with the weights of a network of so many members.
     *
     * @throws SeqNetException if this is not as many
     */
    public static void requireMembers(int asked, int network) {
        if (asked != network) {
            throw new SeqNetException("The connected network is %s; the settings specify %s."
                    .formatted(membersInWords(network), membersInWords(asked)));
        }
    }

    private static String membersInWords(int members) {
        return members == 1 ? "a single network" : "an ensemble of " + members + " networks";
    }

    /**
     * Returns one line for people, such as {@code LSTM, 2 layers of 128 units}, or {@code LSTM, 2 layers of 128 units,
     * ensemble of 5}.
     */
    public String title() {
        var below = embedding.map(any -> ", " + any.title()).orElse("");
        var member = head.title(encoder.titleFor(head) + below);
        return members == 1 ? member : member + ", ensemble of " + members;
    }
}
