package org.seqnet.engine.kernel;

import org.seqnet.engine.network.Embedding;

/** Time steps with vectors in the place of their symbols; vectors are the first parameters of a network. */
final class EmbeddedSteps {
    private final int vectors;
    private final int dimensions;
    private final int features;

    /** @param features the features of a time step, of which the first is a symbol */
    EmbeddedSteps(Embedding embedding, int features) {
        this.vectors = embedding.vectors();
        this.dimensions = embedding.dimensions();
        this.features = features;
    }

    /** Returns how many values an embedded time step has. */
    int width() {
        return dimensions + features - 1;
    }

    /**
     * Embeds some time steps. They may end where the embedded ones do: then these take their place.
     *
     * @param raw holds the steps from {@code from} on
     * @param target written from {@code at} on
     */
    void embed(float[] parameters, float[] raw, int from, int count, float[] target, int at) {
        for (int t = 0; t < count; t++) {
            int step = from + t * features;
            int to = at + t * width();
            int first = vector(raw[step]);
            // First what stands behind: the vector may overwrite where it came from.
            System.arraycopy(raw, step + 1, target, to + dimensions, features - 1);
            System.arraycopy(parameters, first, target, to, dimensions);
        }
    }

    /** Adds the gradients of embedded steps to those of the vectors that stand in them. */
    void addGradients(float[] raw, int count, float[] stepGradients, float[] gradients) {
        for (int t = 0; t < count; t++) {
            int first = vector(raw[t * features]);
            int from = t * width();
            for (int k = 0; k < dimensions; k++) {
                gradients[first + k] += stepGradients[from + k];
            }
        }
    }

    private int vector(float symbol) {
        int number = (int) symbol;
        if (number != symbol || number < 0 || number >= vectors) {
            throw new IllegalArgumentException(symbol + " is not the number of a symbol, 0 to " + (vectors - 1) + ".");
        }
        return number * dimensions;
    }
}
