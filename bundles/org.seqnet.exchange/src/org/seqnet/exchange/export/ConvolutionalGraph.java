package org.seqnet.exchange.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.ImageShape;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/** Draws convolution blocks and the dense layer behind them, on images N x channels x rows x columns. */
final class ConvolutionalGraph {
    private ConvolutionalGraph() {}

    /** @param first where the encoder's parameters begin */
    static Encoded draw(GraphDraft draft, Convolutional encoder, int first, Read read) {
        var images = encoder.images(read.shape());
        var values = images(draft.part("images"), images.get(0), read.values());
        int at = first;
        for (int i = 0; i < encoder.blocks().size(); i++) {
            var block = encoder.blocks().get(i);
            values = block(draft.part("convolution" + (i + 1)), block, images.get(i), at, values);
            at += block.parameterCount(images.get(i));
        }
        int inputs = images.get(encoder.blocks().size()).values();
        var dense = draft.part("dense");
        var flat = dense.node("Flatten", List.of(values));
        var sums = HeadGraph.linear(dense, at, inputs, encoder.denseUnits(), flat);
        return new Encoded(dense.node("Relu", List.of(sums)), Optional.empty());
    }

    /** Makes images of sequences, which are their rows, all channels of a pixel together. */
    private static String images(GraphDraft draft, ImageShape image, String sequences) {
        var shape = draft.longs("shape", 0, image.height(), image.width(), image.channels());
        var pixels = draft.node("Reshape", List.of(sequences, shape));
        return draft.node("Transpose", List.of(pixels), Attributes.of("perm", 0L, 3L, 1L, 2L));
    }

    /** Its biases stand before its weights; with batch normalization, the weights come first. */
    private static String block(GraphDraft draft, ConvolutionBlock block, ImageShape image, int first, String values) {
        int filters = block.filters();
        int size = block.kernelSize();
        boolean normalizes = block.batchNormalization();
        int weights = normalizes ? first : first + filters;
        var inputs = new ArrayList<String>();
        inputs.add(values);
        inputs.add(draft.weights("weight", k -> weights + k, filters, image.channels(), size, size));
        if (!normalizes) {
            inputs.add(draft.weights("bias", k -> first + k, filters));
        }
        int padding = block.padding();
        var convolved = draft.node(
                "Conv",
                inputs,
                Attributes.of("kernel_shape", size, size),
                Attributes.of("strides", block.stride(), block.stride()),
                Attributes.of("pads", padding, padding, padding, padding));
        var sums = normalizes
                ? BatchNormalizationGraph.draw(draft, first + filters * block.window(image), filters, convolved)
                : convolved;
        return pooled(draft, block.pooling(), draft.node("Relu", List.of(sums)));
    }

    /** What is left beside the last whole window is left out, as ONNX has it unless stated. */
    private static String pooled(GraphDraft draft, int size, String values) {
        return size == 1
                ? values
                : draft.node(
                        "MaxPool",
                        List.of(values),
                        Attributes.of("kernel_shape", size, size),
                        Attributes.of("strides", size, size));
    }
}
