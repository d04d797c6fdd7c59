package org.seqnet.engine.network;

import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Puts vectors, which are learned, in the place of symbols: the first feature of each time step is the number of a
 * symbol in a {@link org.seqnet.engine.sequence.Vocabulary}, and becomes that symbol's vector. Further features stand
 * behind it as they are. Vectors stand one after another in the parameters, that of all unknown symbols first.
 *
 * @param symbols how many symbols are known, 1 to {@value #MOST_SYMBOLS}
 * @param dimensions how many numbers a vector has, 1 to {@value #MOST_DIMENSIONS}
 */
public record Embedding(int symbols, int dimensions) {
    /** The most symbols: with more, a step over all vectors would take longer than the rest of a mini-batch. */
    public static final int MOST_SYMBOLS = 100_000;
    /** The most numbers of a vector. */
    public static final int MOST_DIMENSIONS = 1024;

    private static final int MOST_FITTING = 64;

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range
     */
    public Embedding {
        Ranges.requireCount("Symbols", symbols, MOST_SYMBOLS);
        Ranges.requireCount("Embedding size", dimensions, MOST_DIMENSIONS);
    }

    /**
     * Returns an embedding whose size fits the number of symbols: 1.6 x symbols^0.56, which is fastai's rule of thumb,
     * but at most {@value #MOST_FITTING}.
     */
    public static Embedding fitting(int symbols) {
        long size = Math.round(1.6 * Math.pow(symbols, 0.56));
        return new Embedding(symbols, (int) Math.max(1, Math.min(MOST_FITTING, size)));
    }

    /** Returns how many vectors there are: one for each known symbol, and that of unknown ones. */
    public int vectors() {
        return symbols + 1;
    }

    /** Returns how many numbers all vectors have together. */
    public int parameterCount() {
        return vectors() * dimensions;
    }

    /** Returns the shape of what the encoder reads, of sequences of this shape. */
    public SequenceShape shape(SequenceShape input) {
        int features = outputs(input.features());
        return input.isAnyLength()
                ? SequenceShape.ofAnyLength(features)
                : new SequenceShape(input.timeSteps(), features);
    }

    private int outputs(int features) {
        return Math.addExact(dimensions - 1, features);
    }

    /** Returns what it is among the layers. */
    LayerSummary layer(SequenceShape input) {
        return new LayerSummary(
                "embedding", "symbol embeddings", input.features(), outputs(input.features()), parameterCount());
    }

    /** Returns what its parameters are. */
    ParameterBlock parameters() {
        return ParameterBlock.weights(parameterCount());
    }

    /**
     * Makes sure that training can go on with the vectors of another network.
     *
     * @throws SeqNetException if these have another size
     */
    void requireWeightsOf(Embedding network) {
        if (network.dimensions != dimensions) {
            throw new SeqNetException(
                    "The connected network has symbol embeddings of %d values; the settings specify %d."
                            .formatted(network.dimensions, dimensions));
        }
    }

    /** Returns a part of a line for people. */
    String title() {
        return "symbol embeddings of %d".formatted(dimensions);
    }
}
