package org.seqnet.exchange.export;

import java.util.Map;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.network.ParameterBlock;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.exchange.graph.GraphDraft;
import org.seqnet.exchange.graph.ModelDraft;

/** Draws a whole network: what it does with raw sequences, its layers and its answer. */
public final class NetworkGraph {
    private NetworkGraph() {}

    /** Returns the graph of a network. */
    public static ModelDraft of(TrainedNetwork network) {
        var draft = new GraphDraft("network");
        var architecture = network.architecture();
        var raw = InputGraph.draw(draft, network.input(), architecture.encoder());
        var read = PreprocessingGraph.draw(draft, network.input().preprocessing(), raw);
        var encoded = encoded(draft, architecture, read);
        HeadGraph.draw(draft, architecture, firstOfHead(architecture, read), encoded);
        return new ModelDraft(
                draft.graph(),
                draft.weights(),
                "Sequence Networks",
                network.provenance().seqNet(),
                Map.of("title", architecture.title()));
    }

    /** Draws the layers of one network, or of one member of an ensemble, below its head. */
    private static Encoded encoded(GraphDraft draft, Architecture architecture, Read read) {
        var embedding = architecture.embedding();
        int first = embedding.map(Embedding::parameterCount).orElse(0);
        var embedded = embedding
                .map(vectors -> EmbeddingGraph.draw(draft, vectors, read))
                .orElse(read);
        return EncoderGraph.draw(draft, architecture.encoder(), first, embedded);
    }

    private static int firstOfHead(Architecture architecture, Read read) {
        int embedding = architecture.embedding().map(Embedding::parameterCount).orElse(0);
        var encoder = architecture.encoder().parameters(architecture.encoded(read.shape()));
        return embedding + Math.toIntExact(ParameterBlock.count(encoder));
    }
}
