package org.seqnet.exchange.export;

import java.util.List;
import java.util.Optional;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.ParameterBlock;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/** Draws encoders of every kind. */
final class EncoderGraph {
    private EncoderGraph() {}

    /** @param first where the encoder's parameters begin */
    static Encoded draw(GraphDraft draft, Encoder encoder, int first, Read read) {
        return encoder.fold(
                recurrent -> RecurrentGraph.draw(draft, recurrent, first, read),
                convolutional -> ConvolutionalGraph.draw(draft, convolutional, first, read),
                temporal -> TemporalEncoderGraph.draw(draft, temporal, first, read),
                composition -> composition(draft, composition, first, read),
                rocket -> RocketGraph.draw(draft.part("rocket"), rocket, first, read));
    }

    private static Encoded composition(GraphDraft draft, Composition composition, int first, Read read) {
        var recurrent = composition.recurrent();
        int behind = first + Math.toIntExact(ParameterBlock.count(recurrent.parameters(read.shape())));
        var summaries = List.of(
                RecurrentGraph.draw(draft, recurrent, first, read).summary(),
                TemporalEncoderGraph.draw(draft, composition.convolutional(), behind, read)
                        .summary());
        return new Encoded(draft.node("Concat", summaries, Attributes.of("axis", 1)), Optional.empty());
    }
}
