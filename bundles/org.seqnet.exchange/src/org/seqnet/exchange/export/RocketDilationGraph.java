package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Dilation;
import org.seqnet.engine.network.Rocket;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/**
 * Draws what MiniRocket's kernels make of sequences at one dilation. Biases were taken from outputs of the kernels, so
 * that the last bit may decide on whether an output exceeds one: sums are added up in the engine's order.
 */
final class RocketDilationGraph {
    private static final int KERNELS = Rocket.KERNELS;
    private static final int LENGTH = Rocket.KERNEL_LENGTH;
    private static final int CHANNELS = 1;
    private static final int TIME = 2;

    private final GraphDraft draft;
    private final Signal signal;
    private final int inputs;
    private final Dilation dilation;

    /**
     * What all dilations read.
     *
     * @param values N x F x T, zeros behind the ends
     * @param lengths the numbers of time steps, N x 1 x 1; 1 x 1 x 1 if all are the same
     * @param steps the numbers of the time steps, T
     */
    record Signal(String values, String lengths, String steps) {}

    RocketDilationGraph(GraphDraft draft, Signal signal, int inputs, Dilation dilation) {
        this.draft = draft;
        this.signal = signal;
        this.inputs = inputs;
        this.dilation = dilation;
    }

    /**
     * Draws the features, N x features: for each kernel and bias the share of the kernel's outputs that exceed the
     * bias.
     *
     * @param number which of all dilations it is
     * @param channels the input features that each kernel reads
     * @param first where the biases begin
     */
    String shares(int number, int[][] channels, int first) {
        var from = from(number);
        var end = draft.node("Sub", List.of(signal.lengths(), from));
        var begun = draft.node("GreaterOrEqual", List.of(signal.steps(), from));
        var counts = draft.node("And", List.of(begun, draft.node("Less", List.of(signal.steps(), end))));
        var none = draft.floats("none", new float[] {Float.NEGATIVE_INFINITY});
        var outputs = draft.node("Where", List.of(counts, outputs(channels), none));

        int each = dilation.biases();
        var biases = draft.weights("bias", k -> first + k, KERNELS, each, 1);
        var spread = draft.node("Unsqueeze", List.of(outputs, draft.longs("axis", 2)));
        var above = floats(draft.node("Greater", List.of(spread, biases)));
        var sums = draft.node("ReduceSum", List.of(above, draft.longs("time", 3)), Attributes.of("keepdims", 0));
        var shares = draft.node("Div", List.of(sums, floats(draft.node("Sub", List.of(end, from)))));
        return draft.node("Reshape", List.of(shares, draft.longs("row", 0, (long) KERNELS * each)));
    }

    private String floats(String values) {
        return draft.node("Cast", List.of(values), Attributes.of("to", DataType.FLOAT.getNumber()));
    }

    /** Half of the kernels leave out the outputs in which zeros took part, unless these are all. */
    private String from(int number) {
        var leftOut = kernels("padding", kernel -> (number + kernel) % 2 == 1 ? padding() : 0, 1, KERNELS, 1);
        var least = draft.longs("both", 2L * padding());
        var isLonger = draft.node("Greater", List.of(signal.lengths(), least));
        var factor = draft.node("Cast", List.of(isLonger), Attributes.of("to", DataType.INT64.getNumber()));
        return draft.node("Mul", List.of(factor, leftOut));
    }

    private int padding() {
        return LENGTH / 2 * dilation.steps();
    }

    private String kernels(String name, IntToLongFunction value, long... shape) {
        return draft.longs(
                name, IntStream.range(0, KERNELS).mapToLong(value::applyAsLong).toArray(), shape);
    }

    /** Three weights of 2 and six of -1 are nine of -1 and three times the three. */
    private String outputs(int[][] channels) {
        var pads = draft.longs("pads", 0, 0, padding(), 0, 0, padding());
        var padded = draft.node("Pad", List.of(read(channels), pads));
        var moved = IntStream.range(0, LENGTH)
                .mapToObj(place -> moved(padded, place))
                .toList();
        int middle = LENGTH / 2 + 1;
        var negative = draft.node(
                "Sub",
                List.of(draft.node("Neg", List.of(sum(moved.subList(0, middle)))), sum(moved.subList(middle, LENGTH))));
        var all = draft.node("Concat", moved, Attributes.of("axis", CHANNELS));
        var chosen = IntStream.range(0, Rocket.places(0).length)
                .mapToObj(i -> chosen(all, i))
                .toList();
        var three = draft.floats("three", new float[] {3});
        return draft.node("Add", List.of(negative, draft.node("Mul", List.of(three, sum(chosen)))));
    }

    /** Draws the sum of what each kernel reads, N x kernels x T; of a single feature N x 1 x T. */
    private String read(int[][] channels) {
        if (inputs == 1) {
            return signal.values();
        }
        // Kernels that read fewer features than others read zeros besides.
        var withZeros = draft.node("Pad", List.of(signal.values(), draft.longs("zeros", 0, 0, 0, 0, 1, 0)));
        int most = Arrays.stream(channels).mapToInt(own -> own.length).max().orElseThrow();
        return sum(IntStream.range(0, most)
                .mapToObj(i -> gathered(
                        withZeros,
                        kernels(
                                "channel",
                                kernel -> i < channels[kernel].length ? channels[kernel][i] : inputs,
                                KERNELS)))
                .toList());
    }

    private String gathered(String values, String numbers) {
        return draft.node("Gather", List.of(values, numbers), Attributes.of("axis", CHANNELS));
    }

    /** Draws what the weight at this place of nine meets at each step. */
    private String moved(String padded, int place) {
        int steps = dilation.steps();
        long behind = (long) (LENGTH - 1 - place) * steps;
        return draft.node(
                "Slice",
                List.of(
                        padded,
                        draft.longs("start", (long) place * steps),
                        draft.longs("end", behind == 0 ? Long.MAX_VALUE : -behind),
                        draft.longs("axis", TIME)));
    }

    private String chosen(String all, int i) {
        return gathered(
                all,
                kernels(
                        "place",
                        kernel -> inputs == 1
                                ? Rocket.places(kernel)[i]
                                : (long) Rocket.places(kernel)[i] * KERNELS + kernel,
                        KERNELS));
    }

    private String sum(List<String> values) {
        return values.stream()
                .reduce((sum, value) -> draft.node("Add", List.of(sum, value)))
                .orElseThrow();
    }
}
