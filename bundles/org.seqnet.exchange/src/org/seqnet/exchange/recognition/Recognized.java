package org.seqnet.exchange.recognition;

import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * A network found in a graph.
 *
 * @param program what wrote the file
 * @param encoder its layers but the last
 * @param outputs the outputs of its last layer
 * @param ending what is done with them
 * @param input the shape of the sequences that it reads
 * @param preprocessing what is done before the first layer
 * @param parameters in the engine's order
 */
public record Recognized(
        String program,
        Encoder encoder,
        int outputs,
        Ending ending,
        SequenceShape input,
        Preprocessing preprocessing,
        float[] parameters) {

    /** What is done with the outputs of the last layer. */
    public enum Ending {
        /** Nothing. */
        NONE,
        /** Softmax or its logarithm. */
        SOFTMAX,
        /** The logistic function of each. */
        SIGMOID
    }
}
