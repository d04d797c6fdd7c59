package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/**
 * Draws that a network has no answer to sequences with infinite values, or with missing ones that it does not fill in:
 * NaN. The engine refuses such sequences, but recurrent layers of ONNX Runtime make ordinary numbers of them.
 */
final class MissingGraph {
    private MissingGraph() {}

    /**
     * Draws it.
     *
     * @param read what the network reads after its preprocessing
     * @param axes the number of dimensions of its answer, 2 or 3
     * @param answer the name of its answer to each sequence
     * @return the name of the answer with NaN where a value is missing
     */
    static String draw(GraphDraft draft, NetworkInput input, Read read, int axes, String answer) {
        boolean hasNumbers = input.vocabulary().isEmpty() || input.shape().features() > 1;
        if (!hasNumbers) {
            return answer;
        }
        var part = draft.part("missing");
        var missing = part.node(
                "Cast",
                // what is infinite is missing, too: times 0, both are NaN
                List.of(part.node(
                        "IsNaN", List.of(part.node("Mul", List.of(read.values(), part.floats("zero", new float[1])))))),
                Attributes.of("to", DataType.FLOAT.getNumber()));
        var within = StepMask.ofSteps(part, read)
                .map(steps -> steps.replacing(missing, 0))
                .orElse(missing);
        var most = part.node("ReduceMax", List.of(within, part.longs("axes", 1, 2)));
        var each = axes == 3 ? most : part.node("Squeeze", List.of(most, part.longs("axis", 2)));
        var isMissing = part.node("Greater", List.of(each, part.floats("none", new float[1])));
        return part.node("Where", List.of(isMissing, part.floats("nothing", new float[] {Float.NaN}), answer));
    }
}
