package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Map;
import java.util.Optional;
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
        var shape = network.inputShape();
        var values = draft.input(
                "sequences",
                DataType.FLOAT,
                "batch",
                shape.isAnyLength() ? "time" : shape.timeSteps(),
                shape.features());
        var lengths = shape.isAnyLength()
                ? Optional.of(draft.input("lengths", DataType.INT64, "batch"))
                : Optional.<String>empty();
        var read = new Read(values, lengths, network.input().preprocessed());
        var encoded = EncoderGraph.draw(draft, architecture.encoder(), 0, read);
        int first = architecture.encoder().parameters(read.shape()).stream()
                .map(ParameterBlock::count)
                .reduce(0L, Long::sum)
                .intValue();
        HeadGraph.draw(draft, architecture, first, encoded);
        return new ModelDraft(
                draft.graph(),
                draft.weights(),
                "Sequence Networks",
                network.provenance().seqNet(),
                Map.of("title", architecture.title()));
    }
}
