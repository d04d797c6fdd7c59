package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.sequence.SequenceShape;

/** The layers of a convolutional network, which several threads take images through at once. */
final class ConvolutionalLayers implements AutoCloseable {
    /** Images that meet in one product of the dense layers. */
    static final int ROWS = 12;

    private final int imageValues;
    private final List<ConvolutionStage> stages = new ArrayList<>();
    private final LinearLayer dense;
    private final double denseDropout;
    private final SoftmaxLayer softmax;
    private final int parameterCount;

    ConvolutionalLayers(Convolutional network, SequenceShape input, int classes, MatrixProducts products) {
        var images = network.images(input);
        this.imageValues = images.get(0).values();
        this.denseDropout = network.denseDropout();
        int count = 0;
        for (int i = 0; i < network.blocks().size(); i++) {
            var stage = new ConvolutionStage(network.blocks().get(i), images.get(i), products);
            stages.add(stage);
            count += stage.parameterCount();
        }
        this.dense = new LinearLayer(images.get(stages.size()).values(), network.denseUnits(), products);
        this.softmax = new SoftmaxLayer(network.denseUnits(), classes, products);
        this.parameterCount = count + dense.parameterCount() + softmax.parameterCount();
    }

    /** Returns how many values an image has. */
    int imageValues() {
        return imageValues;
    }

    List<ConvolutionStage> stages() {
        return stages;
    }

    LinearLayer dense() {
        return dense;
    }

    double denseDropout() {
        return denseDropout;
    }

    SoftmaxLayer softmax() {
        return softmax;
    }

    int parameterCount() {
        return parameterCount;
    }

    /** Returns the parameters of each stage, of the dense layer and of the softmax layer. */
    List<FloatBuffer> parts(FloatBuffer all) {
        var parts = new ArrayList<FloatBuffer>();
        int at = 0;
        for (var stage : stages) {
            parts.add(all.slice(at, stage.parameterCount()));
            at += stage.parameterCount();
        }
        parts.add(all.slice(at, dense.parameterCount()));
        parts.add(all.slice(at + dense.parameterCount(), softmax.parameterCount()));
        return parts;
    }

    /** Puts an image into the order that Deeplearning4j's dense layer reads: channel after channel. */
    void channelsFirst(float[] image, float[] target) {
        var shape = stages.get(stages.size() - 1).output();
        int pixels = image.length / shape.channels();
        for (int c = 0, k = 0; c < shape.channels(); c++) {
            for (int pixel = 0; pixel < pixels; pixel++, k++) {
                target[k] = image[pixel * shape.channels() + c];
            }
        }
    }

    void channelsLast(float[] values, float[] image) {
        var shape = stages.get(stages.size() - 1).output();
        int pixels = image.length / shape.channels();
        for (int c = 0, k = 0; c < shape.channels(); c++) {
            for (int pixel = 0; pixel < pixels; pixel++, k++) {
                image[pixel * shape.channels() + c] = values[k];
            }
        }
    }

    @Override
    public void close() {
        stages.forEach(ConvolutionStage::close);
        dense.close();
        softmax.close();
    }
}
