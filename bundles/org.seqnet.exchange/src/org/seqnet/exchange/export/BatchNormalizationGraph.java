package org.seqnet.exchange.export;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/** Draws batch normalization of values N x channels x any other dimensions. */
final class BatchNormalizationGraph {
    private static final List<String> NAMES = List.of("gamma", "beta", "mean", "variance");

    private BatchNormalizationGraph() {}

    /** @param first where gammas, betas, moving means and moving variances begin, one of each for a channel */
    static String draw(GraphDraft draft, int first, int channels, String values) {
        var parameters = IntStream.range(0, NAMES.size())
                .mapToObj(i -> draft.weights(NAMES.get(i), k -> first + i * channels + k, channels));
        return draft.node(
                "BatchNormalization",
                Stream.concat(Stream.of(values), parameters).toList(),
                Attributes.of("epsilon", (float) ConvolutionBlock.EPSILON));
    }
}
