package org.seqnet.exchange.export;

import java.util.List;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/** Draws the heads of single networks: what each member of an ensemble answers, and of which their mean is taken. */
final class HeadGraph {
    private HeadGraph() {}

    /**
     * Draws the head of one member.
     *
     * @param first where the head's parameters begin
     * @return the name of its answer: probabilities, N x K, of a label per step N x T x K; standardized values, N x
     *     outputs; or of a label path the sequence's place in the joint space, N x E
     */
    static String draw(GraphDraft draft, Architecture architecture, int first, Encoded encoded) {
        int inputs = architecture.encoder().outputs();
        var output = draft.part("output");
        return architecture
                .head()
                .fold(
                        classes -> softmax(
                                output,
                                tempered(
                                        output,
                                        linear(output, first, inputs, classes.count(), encoded.summary()),
                                        architecture.members() == 1 ? classes : new Classes(classes.count()))),
                        independent ->
                                sigmoid(output, linear(output, first, inputs, independent.labels(), encoded.summary())),
                        path -> new PathGraph(draft, path, first).place(inputs, encoded.summary()),
                        values -> linear(output, first, inputs, values.outputs(), encoded.summary()),
                        steps -> softmax(output, steps(output, first, inputs, steps, encoded)));
    }

    static String softmax(GraphDraft draft, String logits) {
        return draft.node("Softmax", List.of(logits), Attributes.of("axis", -1));
    }

    /** A sum that grew too large says nothing, though its sigmoid is 0 or 1: it becomes NaN. */
    private static String sigmoid(GraphDraft draft, String logits) {
        var nothing = draft.node("Sub", List.of(logits, logits));
        return draft.node("Add", List.of(draft.node("Sigmoid", List.of(logits)), nothing));
    }

    /** Divides logits by the temperature of these classes. */
    static String tempered(GraphDraft draft, String logits, Classes classes) {
        return classes.temperature() == 1
                ? logits
                : draft.node("Div", List.of(logits, draft.floats("temperature", new float[] {classes.temperature()})));
    }

    private static String steps(GraphDraft output, int first, int inputs, StepClasses steps, Encoded encoded) {
        int count = steps.count();
        var weights = output.weights("weight", k -> first + k % count * inputs + k / count, inputs, count);
        var biases = output.rows("bias", row -> first + inputs * count, count);
        var products = output.node("MatMul", List.of(encoded.steps().orElseThrow(), weights));
        return output.node("Add", List.of(products, biases));
    }

    /** The weights stand output by output, the biases behind them. */
    static String linear(GraphDraft draft, int first, int inputs, int outputs, String values) {
        var weights = draft.rows("weight", row -> first + row * inputs, outputs, inputs);
        var biases = draft.rows("bias", row -> first + inputs * outputs, outputs);
        return draft.node("Gemm", List.of(values, weights, biases), Attributes.of("transB", 1));
    }
}
