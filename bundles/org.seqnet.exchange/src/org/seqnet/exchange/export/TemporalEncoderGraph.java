package org.seqnet.exchange.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.seqnet.engine.network.ParameterBlock;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalOperation;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/**
 * Draws convolutions over time, operation by operation. A signal is N x channels x T. What stands behind a sequence's
 * end is zero for a convolution, smaller than all for max pooling, and left out of the mean.
 */
final class TemporalEncoderGraph {
    private static final int CHANNELS = 1;

    private final GraphDraft draft;
    private final Optional<StepMask> mask;
    /** By signal, then by the first of the channels that a value has. */
    private final Map<Integer, TreeMap<Integer, String>> parts = new HashMap<>();
    /** By signal, with zeros behind the ends. */
    private final Map<Integer, String> ended = new HashMap<>();

    private TemporalEncoderGraph(GraphDraft draft, Read read) {
        this.draft = draft;
        this.mask = StepMask.ofChannels(draft, read);
    }

    /** @param first where the encoder's parameters begin */
    static Encoded draw(GraphDraft draft, TemporalConvolutional encoder, int first, Read read) {
        var drawn = new TemporalEncoderGraph(draft, read);
        drawn.write(0, 0, draft.node("Transpose", List.of(read.values()), Attributes.of("perm", 0L, 2L, 1L)));
        int at = first;
        int last = 0;
        for (var block : encoder.graph(read.shape().features()).blocks()) {
            for (var operation : block.operations()) {
                drawn.draw(draft.part(block.name()), operation, at);
                at += Math.toIntExact(ParameterBlock.count(operation.parameters()));
                last = operation.target();
            }
        }
        var steps = draft.node("Transpose", List.of(drawn.signal(last)), Attributes.of("perm", 0L, 2L, 1L));
        return new Encoded(new PoolingGraph(draft.part("pooling"), read).mean(steps), Optional.empty());
    }

    private void write(int signal, int channel, String value) {
        parts.computeIfAbsent(signal, any -> new TreeMap<>()).put(channel, value);
    }

    private String signal(int number) {
        var written = parts.get(number);
        if (written.size() > 1) {
            var whole = draft.node("Concat", List.copyOf(written.values()), Attributes.of("axis", CHANNELS));
            written.clear();
            written.put(0, whole);
        }
        return written.firstEntry().getValue();
    }

    private String ended(int signal) {
        return mask.map(present -> ended.computeIfAbsent(signal, number -> present.replacing(signal(number), 0)))
                .orElseGet(() -> signal(signal));
    }

    private void draw(GraphDraft block, TemporalOperation operation, int first) {
        operation.fold(
                convolution -> {
                    write(convolution.target(), convolution.channel(), convolution(block, convolution, first));
                    return null;
                },
                pooling -> {
                    write(pooling.target(), 0, pooling(block, pooling));
                    return null;
                },
                normalization -> {
                    write(normalization.target(), 0, normalization(block, normalization, first));
                    return null;
                });
    }

    /** Weights stand step by step of the kernel, in each input by input; runtimes transpose them once. */
    private String convolution(GraphDraft block, TemporalOperation.Convolution convolution, int first) {
        int size = convolution.kernelSize();
        int inputs = convolution.inputs();
        int filters = convolution.filters();
        var steps = block.rows("weight", row -> first + row * filters, size, inputs, filters);
        var weights = block.node("Transpose", List.of(steps), Attributes.of("perm", 2L, 1L, 0L));
        int reach = convolution.dilation() * (size - 1);
        int before = convolution.dilation() * ((size - 1) / 2);
        var values = size == 1 ? signal(convolution.source()) : ended(convolution.source());
        return block.node(
                "Conv",
                List.of(values, weights),
                Attributes.of("kernel_shape", new long[] {size}),
                Attributes.of("dilations", new long[] {convolution.dilation()}),
                Attributes.of("pads", before, reach - before));
    }

    private String pooling(GraphDraft block, TemporalOperation.MaxPooling pooling) {
        var values = signal(pooling.source());
        var present = mask.map(all -> all.replacing(values, -Float.MAX_VALUE)).orElse(values);
        return block.node(
                "MaxPool",
                List.of(present),
                Attributes.of("kernel_shape", new long[] {3}),
                Attributes.of("pads", 1L, 1L));
    }

    private String normalization(GraphDraft block, TemporalOperation.Normalization normalization, int first) {
        var value =
                BatchNormalizationGraph.draw(block, first, normalization.channels(), signal(normalization.source()));
        if (normalization.addend().isPresent()) {
            value = block.node(
                    "Add", List.of(value, signal(normalization.addend().getAsInt())));
        }
        return normalization.isRectified() ? block.node("Relu", List.of(value)) : value;
    }
}
