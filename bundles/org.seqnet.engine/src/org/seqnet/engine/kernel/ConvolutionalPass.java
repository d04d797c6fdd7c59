package org.seqnet.engine.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

/**
 * A thread's way through all layers of a convolutional network and back, for some images of a mini-batch. At stages that
 * normalize, images wait for the others; the way to the next of these, or to the end, is a leg.
 */
final class ConvolutionalPass implements AutoCloseable {
    private final ConvolutionalLayers layers;
    private final LinearLayer dense;
    private final SoftmaxLayer softmax;
    private final List<ConvolutionStage.Share> shares = new ArrayList<>();
    private final List<Trace> ownTraces;
    private final float[] features;
    private final float[] activations;
    private final float[] slopes;
    private final List<float[]> above = new ArrayList<>();
    private final boolean[][] active;

    /** What an image leaves behind: for each stage, what it gave, and what its way back needs. */
    record Trace(List<float[]> outputs, List<ConvolutionStage.Kept> kept) {
        static Trace of(ConvolutionalLayers layers) {
            return new Trace(
                    layers.stages().stream()
                            .map(stage -> new float[stage.output().values()])
                            .toList(),
                    layers.stages().stream().map(stage -> stage.new Kept()).toList());
        }
    }

    /**
     * A mini-batch.
     *
     * @param values image after image
     * @param seeds for each image, what dropout is drawn by; empty if nothing is dropped
     */
    record Batch(float[] values, int[] actual, long[] seeds) {}

    ConvolutionalPass(ConvolutionalLayers layers) {
        this.layers = layers;
        this.dense = layers.dense();
        this.softmax = layers.softmax();
        this.features = new float[dense.inputs()];
        this.activations = new float[dense.outputs()];
        this.slopes = new float[dense.outputs()];
        this.active = new boolean[ConvolutionalLayers.ROWS][dense.outputs()];
        var stages = layers.stages();
        for (int s = 0; s < stages.size(); s++) {
            shares.add(stages.get(s).new Share(s > 0));
            above.add(new float[stages.get(s).output().values()]);
        }
        this.ownTraces = stages.stream().anyMatch(ConvolutionStage::normalizes)
                ? List.of()
                : Stream.generate(() -> Trace.of(layers))
                        .limit(ConvolutionalLayers.ROWS)
                        .toList();
    }

    /** Returns traces for images that wait for no others, at most {@value ConvolutionalLayers#ROWS}. */
    List<Trace> ownTraces() {
        return ownTraces;
    }

    /**
     * Takes image n ahead.
     *
     * @param from the stage where it waits, convolved; -1 if it has not begun
     * @param to the stage that it is to wait at; the number of stages if it is to pass all
     */
    void goAhead(Batch batch, int n, Trace trace, int from, int to) {
        for (int s = from; s <= to; s++) {
            if (s > from && s < shares.size()) {
                shares.get(s).convolve(input(batch, trace, s), inputAt(n, s), trace.kept.get(s));
            }
            if (s >= 0 && s < to) {
                finish(batch, n, trace, s);
            }
        }
    }

    private void finish(Batch batch, int n, Trace trace, int s) {
        var stage = layers.stages().get(s);
        var output = trace.outputs.get(s);
        shares.get(s).finish(output, trace.kept.get(s));
        if (stage.drops()) {
            stage.drop(output, trace.kept.get(s), new SeedStream(batch.seeds[n], Purpose.DROPOUT, s));
        }
    }

    private static float[] input(Batch batch, Trace trace, int s) {
        return s > 0 ? trace.outputs.get(s - 1) : batch.values;
    }

    private int inputAt(int n, int s) {
        return s > 0 ? 0 : n * layers.imageValues();
    }

    /**
     * Takes the images [from, to) from the last stage that they wait at to the end and back, at most
     * {@value ConvolutionalLayers#ROWS}.
     *
     * @param traces theirs
     * @param last that stage; -1 if there is none
     */
    void turn(Batch batch, int from, int to, List<Trace> traces, int last, List<ConvolutionStage.Gradient> sums) {
        for (int n = from; n < to; n++) {
            var trace = traces.get(n - from);
            goAhead(batch, n, trace, last, shares.size());
            layers.channelsFirst(trace.outputs.get(shares.size() - 1), features);
            dense.writeInput(n, features);
        }
        dense.forward(from, to);
        for (int n = from; n < to; n++) {
            activate(n, active[n - from], batch.seeds);
        }
        softmax.differentiate(batch.actual, from, to);
        for (int n = from; n < to; n++) {
            softmax.readGradient(n, n + 1, slopes, 0);
            float scale = (float) (1 / (1 - layers.denseDropout()));
            for (int k = 0; k < slopes.length; k++) {
                slopes[k] = active[n - from][k] ? scale * slopes[k] : 0;
            }
            dense.z().put(n * dense.outputStride(), slopes);
        }
        dense.backward(from, to);
        for (int n = from; n < to; n++) {
            dense.readInputGradient(n, n + 1, features, 0);
            layers.channelsLast(features, above.get(shares.size() - 1));
            goBack(batch, n, traces.get(n - from), shares.size(), last, sums);
        }
    }

    /** Takes a row of the dense layer through ReLU and dropout. */
    private void activate(int n, boolean[] isActive, long[] seeds) {
        dense.z().get(n * dense.outputStride(), activations);
        double dropout = layers.denseDropout();
        var stream = dropout > 0 ? new SeedStream(seeds[n], Purpose.DROPOUT, shares.size()) : null;
        float scale = (float) (1 / (1 - dropout));
        for (int k = 0; k < activations.length; k++) {
            isActive[k] = activations[k] > 0 && !(stream != null && stream.nextDouble() < dropout);
            activations[k] = isActive[k] ? scale * activations[k] : 0;
        }
        softmax.writeInput(n, activations);
    }

    /**
     * Takes image n back.
     *
     * @param from the stage where it waits, its output's gradient known; the number of stages if it comes from the end
     * @param to the stage that it is to wait at; -1 if it is to pass all
     */
    void goBack(Batch batch, int n, Trace trace, int from, int to, List<ConvolutionStage.Gradient> sums) {
        for (int s = from; s >= to; s--) {
            if (s >= 0 && s < from) {
                shares.get(s).unpool(above.get(s), trace.kept.get(s), sums.get(s));
            }
            if (s > to && s < shares.size()) {
                shares.get(s)
                        .goBack(
                                input(batch, trace, s),
                                inputAt(n, s),
                                trace.kept.get(s),
                                sums.get(s),
                                above.get(Math.max(s - 1, 0)));
            }
        }
    }

    @Override
    public void close() {
        shares.forEach(ConvolutionStage.Share::close);
    }
}
