package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import org.seqnet.engine.network.Embedding;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/** Draws the vectors of symbols, which take the place of their numbers, the first feature. */
final class EmbeddingGraph {
    private static final int FEATURES = 2;

    private EmbeddingGraph() {}

    /** Its vectors are the first parameters of a network. */
    static Read draw(GraphDraft network, Embedding embedding, Read read) {
        var draft = network.part("embedding");
        var vectors =
                draft.rows("weight", row -> row * embedding.dimensions(), embedding.vectors(), embedding.dimensions());
        var first = draft.node(
                "Gather",
                List.of(read.values(), draft.longs("symbol", new long[] {0}, new long[0])),
                Attributes.of("axis", FEATURES));
        var numbers = draft.node("Cast", List.of(first), Attributes.of("to", DataType.INT64.getNumber()));
        var embedded = draft.node("Gather", List.of(vectors, numbers));
        return new Read(beside(draft, embedded, read), read.lengths(), embedding.shape(read.shape()));
    }

    private static String beside(GraphDraft draft, String embedded, Read read) {
        if (read.shape().features() == 1) {
            return embedded;
        }
        var others = draft.node(
                "Slice",
                List.of(
                        read.values(),
                        draft.longs("start", 1),
                        draft.longs("end", Long.MAX_VALUE),
                        draft.longs("axis", FEATURES)));
        return draft.node("Concat", List.of(embedded, others), Attributes.of("axis", FEATURES));
    }
}
