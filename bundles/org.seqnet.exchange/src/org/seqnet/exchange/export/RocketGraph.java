package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.network.Rocket;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/** Draws MiniRocket: the features of all dilations, standardized. */
final class RocketGraph {
    /** The greatest value that no sum of a kernel's makes infinite, whatever the channels. */
    private static final float MOST = Float.MAX_VALUE / (32 * Rocket.MOST_CHANNELS);

    private RocketGraph() {}

    /** @param first where the encoder's parameters begin: biases, means and deviations of all features */
    static Encoded draw(GraphDraft draft, Rocket rocket, int first, Read read) {
        var signal = signal(draft, read);
        int inputs = read.shape().features();
        var channels = rocket.channels(inputs);
        var shares = new ArrayList<String>();
        int bias = first;
        for (int d = 0; d < rocket.dilations().size(); d++) {
            var dilation = rocket.dilations().get(d);
            var own = Arrays.copyOfRange(channels, d * Rocket.KERNELS, (d + 1) * Rocket.KERNELS);
            var drawn = new RocketDilationGraph(draft.part("dilation" + dilation.steps()), signal, inputs, dilation);
            shares.add(drawn.shares(d, own, bias));
            bias += Rocket.KERNELS * dilation.biases();
        }
        var features = draft.node("Concat", shares, Attributes.of("axis", 1));
        var standardized = standardized(draft, rocket.features(), bias, features);
        return new Encoded(refusing(draft, signal, standardized), Optional.empty());
    }

    private static RocketDilationGraph.Signal signal(GraphDraft draft, Read read) {
        var channels = draft.node("Transpose", List.of(read.values()), Attributes.of("perm", 0L, 2L, 1L));
        var ended = StepMask.ofChannels(draft, read)
                .map(mask -> mask.replacing(channels, 0))
                .orElse(channels);
        var lengths = read.lengths()
                .map(given -> draft.node("Unsqueeze", List.of(given, draft.longs("axes", 1, 2))))
                .orElseGet(() -> draft.longs("length", new long[] {read.shape().timeSteps()}, 1, 1, 1));
        return new RocketDilationGraph.Signal(ended, lengths, StepMask.steps(draft, read));
    }

    private static String standardized(GraphDraft draft, int features, int first, String values) {
        var means = draft.weights("mean", k -> first + k, features);
        var deviations = draft.weights("deviation", k -> first + features + k, features);
        var centered = draft.node("Sub", List.of(values, means));
        return draft.node("Mul", List.of(centered, draft.node("Reciprocal", List.of(deviations))));
    }

    /** Answers no number for sequences with a value that is too large or missing, as the engine does. */
    private static String refusing(GraphDraft draft, RocketDilationGraph.Signal signal, String features) {
        var sizes = draft.node("Abs", List.of(signal.values()));
        var most = draft.floats("most", new float[] {MOST});
        var fits = draft.node("LessOrEqual", List.of(sizes, most));
        var refused = draft.node(
                "Cast", List.of(draft.node("Not", List.of(fits))), Attributes.of("to", DataType.FLOAT.getNumber()));
        var any = draft.node("ReduceMax", List.of(refused, draft.longs("axes", 1, 2)), Attributes.of("keepdims", 0));
        var row = draft.node("Unsqueeze", List.of(any, draft.longs("axis", 1)));
        var none = draft.node("Cast", List.of(row), Attributes.of("to", DataType.BOOL.getNumber()));
        return draft.node("Where", List.of(none, draft.floats("none", new float[] {Float.NaN}), features));
    }
}
