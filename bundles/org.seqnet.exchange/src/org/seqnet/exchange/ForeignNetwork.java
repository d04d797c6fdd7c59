package org.seqnet.exchange;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * A network as a file of another program has it: layers of an encoder and a linear layer, without some of what we know
 * of a network.
 *
 * @param file what messages call the file
 * @param program what wrote it, such as {@code pytorch 2.13.0}, or the format
 * @param encoder its layers but the last
 * @param outputs how many numbers its last layer gives for each sequence
 * @param answer what the file makes of these numbers
 * @param input the shape of the sequences that its first layer reads; of any length if the file allows it
 * @param preprocessing what the file does before its first layer
 * @param labels the names of the outputs, if the file has them
 * @param parameters in the engine's order: those of the encoder, then those of the last layer. Nobody changes them
 */
public record ForeignNetwork(
        String file,
        String program,
        Encoder encoder,
        int outputs,
        Answer answer,
        SequenceShape input,
        Preprocessing preprocessing,
        Optional<List<String>> labels,
        float[] parameters) {

    /** What a file makes of the outputs of its last layer. */
    public enum Answer {
        /** Softmax or its logarithm: one of several classes. */
        CLASSES,
        /** The logistic function of each: independent labels. */
        LABELS,
        /** Nothing, so that they may be logits or values. */
        UNKNOWN
    }

    public ForeignNetwork {
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(preprocessing, "preprocessing");
        labels = labels.map(List::copyOf);
    }
}
