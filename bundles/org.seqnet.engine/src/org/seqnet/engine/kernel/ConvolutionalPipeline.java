package org.seqnet.engine.kernel;

import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.kernel.ConvolutionalClassifier.ImageSource;

/** A thread's way through all layers of a convolutional network, for a few images at a time. */
final class ConvolutionalPipeline implements AutoCloseable {
    private final ConvolutionalLayers layers;
    private final LinearLayer dense;
    private final List<ConvolutionStage.Share> shares = new ArrayList<>();
    private final List<float[]> outputs = new ArrayList<>();
    private final float[] image;
    private final float[] features;
    private final float[] activations;
    private final float[] rows;
    private final NativeFloats featureRows;
    private final NativeFloats z;
    private final int activationStride;
    private final NativeFloats activationRows;
    private final NativeFloats logits;

    ConvolutionalPipeline(ConvolutionalLayers layers) {
        this.layers = layers;
        this.dense = layers.dense();
        this.image = new float[layers.imageValues()];
        this.features = new float[dense.inputs()];
        this.activations = new float[dense.outputs()];
        this.rows = new float[ConvolutionalLayers.ROWS * layers.softmax().classes()];
        this.featureRows = new NativeFloats((long) ConvolutionalLayers.ROWS * dense.inputStride());
        this.z = new NativeFloats((long) ConvolutionalLayers.ROWS * dense.outputStride());
        this.activationStride = NativeFloats.stride(dense.outputs() + 1);
        this.activationRows = new NativeFloats((long) ConvolutionalLayers.ROWS * activationStride);
        this.logits = new NativeFloats(
                (long) ConvolutionalLayers.ROWS * layers.softmax().scratchWidth());
        layers.stages().forEach(stage -> {
            shares.add(stage.new Share(false));
            outputs.add(new float[stage.output().values()]);
        });
        for (int i = 0; i < ConvolutionalLayers.ROWS; i++) {
            featureRows.buffer().put(i * dense.inputStride() + dense.inputs(), 1f);
            activationRows.buffer().put(i * activationStride + dense.outputs(), 1f);
        }
    }

    /** Writes the class probabilities of the images [from, to), at most {@value ConvolutionalLayers#ROWS}. */
    void classify(ImageSource source, int from, int to, float[] probabilities, int offset) {
        for (int n = from; n < to; n++) {
            source.copyTo(n, image, 0);
            float[] read = image;
            for (int s = 0; s < shares.size(); s++) {
                shares.get(s).predict(read, 0, outputs.get(s));
                read = outputs.get(s);
            }
            layers.channelsFirst(read, features);
            featureRows.buffer().put((n - from) * dense.inputStride(), features);
        }
        dense.forward(
                featureRows.cursor(dense.inputStride()), ConvolutionalLayers.ROWS, z.cursor(dense.outputStride()));
        for (int i = 0; i < to - from; i++) {
            z.buffer().get(i * dense.outputStride(), activations);
            for (int k = 0; k < activations.length; k++) {
                activations[k] = Math.max(activations[k], 0);
            }
            activationRows.buffer().put(i * activationStride, activations);
        }
        int classes = layers.softmax().classes();
        layers.softmax()
                .classify(
                        activationRows.cursor(activationStride),
                        ConvolutionalLayers.ROWS,
                        logits,
                        rows,
                        i -> i * classes);
        System.arraycopy(rows, 0, probabilities, offset + from * classes, (to - from) * classes);
    }

    @Override
    public void close() {
        shares.forEach(ConvolutionStage.Share::close);
        featureRows.close();
        z.close();
        activationRows.close();
        logits.close();
    }
}
