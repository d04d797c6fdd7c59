package org.seqnet.exchange.export;

import java.util.List;
import java.util.Optional;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/** Draws what becomes of values at all time steps: their mean, or what attention makes of them. */
final class PoolingGraph {
    private static final int TIME = 1;

    private final GraphDraft draft;
    private final Read read;

    /** @param read what the network reads, which says how long sequences are */
    PoolingGraph(GraphDraft draft, Read read) {
        this.draft = draft;
        this.read = read;
    }

    /** Draws the mean over the steps of sequences, N x T x outputs; the result is N x outputs. */
    String mean(String steps) {
        if (read.lengths().isEmpty()) {
            return draft.node("ReduceMean", List.of(steps, axis()), Attributes.of("keepdims", 0));
        }
        var counts = StepMask.counts(draft, read.lengths().get());
        return draft.node("Div", List.of(sum(present(steps, StepMask.ofSteps(draft, read))), counts));
    }

    /**
     * Draws attention over the steps of sequences, N x T x outputs; the result is N x outputs. Its parameters are W,
     * output by output, b and v.
     *
     * @param first where they begin
     */
    String attention(String steps, int outputs, int first) {
        var mask = StepMask.ofSteps(draft, read);
        var weight = draft.weights("weight", k -> first + k % outputs * outputs + k / outputs, outputs, outputs);
        int biases = first + outputs * outputs;
        var bias = draft.weights("bias", k -> biases + k, outputs);
        var query = draft.weights("query", k -> biases + outputs + k, outputs, 1);
        var sums = draft.node("Add", List.of(draft.node("MatMul", List.of(steps, weight)), bias));
        var scores = draft.node("MatMul", List.of(draft.node("Tanh", List.of(sums)), query));
        var all = mask.map(present -> present.replacing(scores, Float.NEGATIVE_INFINITY))
                .orElse(scores);
        var shares = draft.node("Softmax", List.of(all), Attributes.of("axis", TIME));
        return sum(draft.node("Mul", List.of(shares, present(steps, mask))));
    }

    private static String present(String steps, Optional<StepMask> mask) {
        return mask.map(present -> present.replacing(steps, 0)).orElse(steps);
    }

    private String sum(String values) {
        return draft.node("ReduceSum", List.of(values, axis()), Attributes.of("keepdims", 0));
    }

    private String axis() {
        return draft.longs("axis", TIME);
    }
}
