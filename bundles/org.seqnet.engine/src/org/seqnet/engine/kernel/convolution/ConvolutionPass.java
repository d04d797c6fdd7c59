package org.seqnet.engine.kernel.convolution;

import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Pass;

/** A group on its way through a convolution block, image by image. */
final class ConvolutionPass implements Pass {
    private final ConvolutionLayer layer;
    private final Convolver convolver;
    private final int imageValues;
    private final float[] outputGradient;
    /** What is kept of the images of one group, unless all are kept by the layer. */
    private final List<ImageTrace> own = new ArrayList<>();

    private List<ImageTrace> traces = List.of();
    private int first;
    private WeightSums sums;

    ConvolutionPass(ConvolutionLayer layer) {
        this.layer = layer;
        this.convolver = new Convolver(layer, layer.passesGradient());
        this.imageValues = layer.input().values();
        this.outputGradient = new float[layer.block().output(layer.input()).values()];
    }

    @Override
    public void begin(Group group) {
        boolean keptByLayer = !layer.traces().isEmpty();
        while (!keptByLayer && own.size() < group.size()) {
            own.add(layer.newTrace());
        }
        traces = keptByLayer ? layer.traces() : own;
        first = keptByLayer ? 0 : group.from();
        sums = layer.sums(group.task());
    }

    private ImageTrace trace(int n) {
        return traces.get(n - first);
    }

    @Override
    public void write(int step, int from, int to, float[] rows, int offset) {
        for (int n = from; n < to; n++) {
            trace(n).read(rows, offset + (n - from) * imageValues);
        }
    }

    @Override
    public void forwardToJoin(int from, int to) {
        for (int n = from; n < to; n++) {
            convolve(n);
            trace(n).convolved().measure(convolver.z());
        }
    }

    private void convolve(int n) {
        convolver.convolve(trace(n).input(), trace(n).inputAt());
    }

    @Override
    public void forward(int from, int to, Inputs above) {
        for (int n = from; n < to; n++) {
            var trace = trace(n);
            if (layer.joins()) {
                trace.convolved().normalize(convolver.z());
            } else {
                convolve(n);
            }
            convolver.pool(trace.output(), trace.choices());
            drop(n, trace);
            above.write(0, n, n + 1, trace.output(), 0);
        }
    }

    private void drop(int n, ImageTrace trace) {
        var dropout = layer.dropout();
        if (!dropout.drops()) {
            return;
        }
        var stream = dropout.stream(layer.batch().seeds()[n], 0);
        float scale = dropout.scale();
        float[] values = trace.output();
        byte[] choices = trace.choices();
        for (int i = 0; i < choices.length; i++) {
            boolean dropped = stream.nextDouble() < dropout.share();
            values[i] *= dropped ? 0 : scale;
            choices[i] = dropped ? MaxPooling.NONE : choices[i];
        }
    }

    @Override
    public void backwardToJoin(int from, int to, Pass above) {
        for (int n = from; n < to; n++) {
            var trace = trace(n);
            above.readInputGradient(0, n, n + 1, trace.outputGradient(), 0);
            convolver.unpool(trace.outputGradient(), trace.choices(), sums.biases());
            trace.convolved().gather(convolver.z());
        }
    }

    @Override
    public void backward(int from, int to, Pass above) {
        for (int n = from; n < to; n++) {
            var trace = trace(n);
            if (layer.joins()) {
                convolver.unpool(trace.outputGradient(), trace.choices(), sums.biases());
                trace.convolved().backward(convolver.z());
            } else {
                above.readInputGradient(0, n, n + 1, outputGradient, 0);
                convolver.unpool(outputGradient, trace.choices(), sums.biases());
            }
            convolver.backward(trace.input(), trace.inputAt(), sums);
        }
    }

    /** Reads the gradient of the image that has come last, and no other. */
    @Override
    public void readInputGradient(int step, int from, int to, float[] target, int offset) {
        convolver.readInputGradient(target, offset);
    }

    @Override
    public void close() {
        convolver.close();
    }
}
