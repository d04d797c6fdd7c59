package org.seqnet.exchange.export;

import org.seqnet.engine.network.Encoder;
import org.seqnet.exchange.graph.GraphDraft;

/** Draws encoders of every kind. */
final class EncoderGraph {
    private EncoderGraph() {}

    /** @param first where the encoder's parameters begin */
    static Encoded draw(GraphDraft draft, Encoder encoder, int first, Read read) {
        return encoder.fold(
                recurrent -> RecurrentGraph.draw(draft, recurrent, first, read),
                convolutional -> {
                    throw new UnsupportedOperationException("images");
                },
                temporal -> {
                    throw new UnsupportedOperationException("temporal");
                },
                composition -> {
                    throw new UnsupportedOperationException("composition");
                },
                rocket -> {
                    throw new UnsupportedOperationException("rocket");
                });
    }
}
