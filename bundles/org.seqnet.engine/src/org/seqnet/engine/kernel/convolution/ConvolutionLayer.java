package org.seqnet.engine.kernel.convolution;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.kernel.layer.Layer;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.Stream;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.NativeMemory;
import org.seqnet.engine.kernel.product.Weights;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.ImageShape;

/**
 * A convolution block on images that have but one step: convolution, batch normalization, ReLU, max pooling, dropout.
 * Images are row-major, all channels of a pixel together, as sequences bring them.
 *
 * <p>Where it normalizes, all images of the mini-batch meet twice: forward behind the convolution, for mean and
 * variance; backward behind pooling and ReLU, for the sums of the gradients. Prediction needs no such meeting: there,
 * the normalization is part of the weights. The same holds where the input is differentiated.
 *
 * <p>Parameters lie as Deeplearning4j keeps them: b, then W, filters x channels x rows x columns; with batch
 * normalization W, then its own.
 */
public final class ConvolutionLayer implements Layer {
    /** What the filters see at all places of one image: 1 GB, and every thread has arrays of this size. */
    private static final long MOST_PATCH_VALUES = 268_435_456;

    private final MatrixProducts products;
    private final ConvolutionBlock block;
    private final ImageShape input;
    private final Dropout dropout;
    private final boolean passesGradient;
    private final boolean asInPrediction;
    private final int filters;
    private final int window;
    private final NativeFloats forward;
    private final NativeFloats backward;
    private final Weights forwardWeights;
    private final Weights backwardWeights;
    /** What is added before ReLU; 0 where training normalizes. */
    private final float[] bias;

    private final Optional<BatchNormalization> normalization;
    private final List<ImageTrace> traces = new ArrayList<>();
    private final List<WeightSums> sums = new ArrayList<>();
    private Batch batch;
    private boolean waits;

    /**
     * @param dropout of the share that the block says
     * @param passesGradient whether a layer below asks for gradients
     * @param asInPrediction whether passes normalize by moving averages, and not over the mini-batch
     * @throws SeqNetException if one image takes too much memory
     */
    public ConvolutionLayer(
            ConvolutionBlock block,
            ImageShape input,
            Dropout dropout,
            boolean passesGradient,
            boolean asInPrediction,
            MatrixProducts products) {
        this.products = products;
        this.block = block;
        this.input = input;
        this.dropout = dropout;
        this.passesGradient = passesGradient;
        this.asInPrediction = asInPrediction;
        this.filters = block.filters();
        this.window = block.window(input);
        var convolved = block.convolved(input);
        requireRoom(block, input, Math.multiplyExact(convolved.height(), convolved.width()));
        this.forward = new NativeFloats((long) window * filters);
        this.backward = new NativeFloats((long) window * filters);
        this.forwardWeights = products.weights(window, filters);
        this.backwardWeights = products.weights(filters, window);
        this.bias = new float[filters];
        this.normalization =
                block.batchNormalization() ? Optional.of(new BatchNormalization(convolved)) : Optional.empty();
    }

    private static void requireRoom(ConvolutionBlock block, ImageShape input, int places) {
        long patchValues = (long) places * block.window(input);
        if (patchValues > MOST_PATCH_VALUES) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "A %d x %d convolution on images of %s takes %,d values at once, more than %,d; choose a smaller "
                            + "kernel, a larger stride, fewer filters in the block before or smaller images.",
                    block.kernelSize(),
                    block.kernelSize(),
                    input,
                    patchValues,
                    MOST_PATCH_VALUES));
        }
    }

    MatrixProducts products() {
        return products;
    }

    ConvolutionBlock block() {
        return block;
    }

    ImageShape input() {
        return input;
    }

    Dropout dropout() {
        return dropout;
    }

    boolean passesGradient() {
        return passesGradient;
    }

    float[] bias() {
        return bias;
    }

    /** Returns the weights, window x filters. */
    Weights forwardWeights() {
        return forwardWeights;
    }

    /** Returns the weights, filters x window. */
    Weights backwardWeights() {
        return backwardWeights;
    }

    Batch batch() {
        return batch;
    }

    /** Returns what all images of the mini-batch have kept; nothing if groups do not wait. */
    List<ImageTrace> traces() {
        return waits ? traces : List.of();
    }

    ImageTrace newTrace() {
        return new ImageTrace(block.output(input), joins() ? normalization : Optional.empty());
    }

    WeightSums sums(int task) {
        return sums.get(task);
    }

    @Override
    public int parameterCount() {
        return block.parameterCount(input);
    }

    /** Returns where weights stand among the parameters. */
    private int firstWeight() {
        return normalization.isPresent() ? 0 : filters;
    }

    private FloatBuffer ofNormalization(FloatBuffer parameters) {
        return parameters.slice(filters * window, BatchNormalization.PARAMETERS * filters);
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return List.of(() -> pack(parameters, training));
    }

    private void pack(FloatBuffer parameters, boolean training) {
        if (normalization.isEmpty()) {
            parameters.get(0, bias);
            packWeights(parameters, filter -> 1);
            return;
        }
        var own = normalization.get();
        own.pack(ofNormalization(parameters));
        boolean normalizes = training && joins();
        for (int f = 0; f < filters; f++) {
            bias[f] = normalizes ? 0 : own.predictionShift(f);
        }
        packWeights(parameters, normalizes ? filter -> 1 : own::predictionFactor);
    }

    private void packWeights(FloatBuffer parameters, IntToDoubleFunction factors) {
        float[] given = new float[window];
        float[] own = new float[window];
        for (int f = 0; f < filters; f++) {
            float factor = (float) factors.applyAsDouble(f);
            parameters.get(firstWeight() + f * window, given);
            int cells = window / input.channels();
            for (int c = 0, k = 0; c < input.channels(); c++) {
                for (int cell = 0; cell < cells; cell++, k++) {
                    own[cell * input.channels() + c] = factor * given[k];
                }
            }
            backward.buffer().put(f * window, own);
            for (int k = 0; k < window; k++) {
                forward.buffer().put(k * filters + f, own[k]);
            }
        }
        forwardWeights.pack(forward.cursor(filters));
        backwardWeights.pack(backward.cursor(window));
    }

    @Override
    public void prepare(Batch newBatch, boolean groupsWait) {
        batch = newBatch;
        waits = groupsWait;
        while (waits && traces.size() < batch.order().sequences()) {
            traces.add(newTrace());
        }
        while (sums.size() < batch.tasks()) {
            sums.add(new WeightSums(window, filters));
        }
        sums.forEach(WeightSums::begin);
    }

    @Override
    public boolean isOneByOne() {
        return true;
    }

    @Override
    public boolean joins() {
        return normalization.isPresent() && !asInPrediction;
    }

    @Override
    public void joinForward() {
        normalization.orElseThrow().joinMeasured(convolved());
    }

    @Override
    public void joinBackward() {
        normalization.orElseThrow().joinGathered(convolved());
    }

    private List<BatchNormalization.Image> convolved() {
        return traces.subList(0, batch.order().sequences()).stream()
                .map(ImageTrace::convolved)
                .toList();
    }

    @Override
    public Pass pass(int sequences) {
        return new ConvolutionPass(this);
    }

    @Override
    public Stream stream(Stream.Size size) {
        return new ConvolutionStream(this, size);
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return List.of(() -> writeGradients(target));
    }

    /** Writes dL/db or the gradients of the normalization, and dL/dW, added up in the order of the tasks. */
    private void writeGradients(FloatBuffer target) {
        float[] weights = new float[window * filters];
        float[] biases = new float[filters];
        float[] one = new float[window * filters];
        for (var sum : sums.subList(0, batch.tasks())) {
            sum.read(one);
            add(one, weights);
            add(sum.biases(), biases);
        }
        if (joins()) {
            normalization.orElseThrow().gradient(ofNormalization(target));
        } else {
            target.put(0, biases);
        }
        int cells = window / input.channels();
        float[] given = new float[window];
        for (int f = 0; f < filters; f++) {
            for (int c = 0, k = 0; c < input.channels(); c++) {
                for (int cell = 0; cell < cells; cell++, k++) {
                    given[k] = weights[(cell * input.channels() + c) * filters + f];
                }
            }
            target.put(firstWeight() + f * window, given);
        }
    }

    private static void add(float[] values, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    @Override
    public void close() {
        NativeMemory.closeAll(forwardWeights, backwardWeights, forward, backward);
        sums.forEach(WeightSums::close);
    }
}
