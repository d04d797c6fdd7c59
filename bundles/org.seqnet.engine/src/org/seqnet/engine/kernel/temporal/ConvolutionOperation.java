package org.seqnet.engine.kernel.temporal;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.kernel.product.Weights;
import org.seqnet.engine.network.TemporalOperation.Convolution;

/** A convolution over time: for each step that its kernel sees, a product of the rows moved by as many steps. */
final class ConvolutionOperation implements Operation {
    private final Convolution shape;
    private final boolean passesGradient;
    private final MatrixProducts products;
    private final int size;
    private final int inputs;
    private final int filters;
    private final int weights;
    /** For each step of the kernel inputs x filters, as parameters lie. */
    private final NativeFloats forward;
    /** For each step of the kernel filters x inputs. */
    private final NativeFloats backward;

    private final List<Weights> forwardWeights;
    private final List<Weights> backwardWeights;
    /** By task: the gradients of the weights, as {@link #forward} lies. */
    private final List<NativeFloats> sums = new ArrayList<>();

    private boolean[] isFresh = new boolean[0];

    /** @param isForInput whether the gradient of the input is wanted too */
    ConvolutionOperation(Convolution shape, boolean isForInput, MatrixProducts products) {
        this.shape = shape;
        this.passesGradient = isForInput || shape.source() > 0;
        this.products = products;
        this.size = shape.kernelSize();
        this.inputs = shape.inputs();
        this.filters = shape.filters();
        this.weights = Math.toIntExact(shape.weights());
        this.forward = new NativeFloats(weights);
        this.backward = new NativeFloats(weights);
        this.forwardWeights = Stream.generate(() -> products.weights(inputs, filters))
                .limit(size)
                .toList();
        this.backwardWeights = Stream.generate(() -> products.weights(filters, inputs))
                .limit(size)
                .toList();
    }

    @Override
    public int parameterCount() {
        return weights;
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return IntStream.range(0, size)
                .<Runnable>mapToObj(k -> () -> pack(parameters, k, training))
                .toList();
    }

    private void pack(FloatBuffer parameters, int k, boolean training) {
        int count = inputs * filters;
        var values = new float[count];
        parameters.get(k * count, values);
        forward.buffer().put(k * count, values);
        forwardWeights.get(k).pack(forward.cursor(filters).row((long) k * inputs));
        if (training && passesGradient) {
            var transposed = new float[count];
            for (int c = 0; c < inputs; c++) {
                for (int f = 0; f < filters; f++) {
                    transposed[f * inputs + c] = values[c * filters + f];
                }
            }
            backward.buffer().put(k * count, transposed);
            backwardWeights.get(k).pack(backward.cursor(inputs).row((long) k * filters));
        }
    }

    @Override
    public void prepare(int sequences, int tasks) {
        while (sums.size() < tasks) {
            sums.add(new NativeFloats(weights));
        }
        isFresh = new boolean[tasks];
        Arrays.fill(isFresh, true);
    }

    /** What a step of the kernel does: rows [from, to) of the output see the input's rows {@code offset} further on. */
    private interface KernelStep {
        void apply(int k, int offset, int from, int to);
    }

    /** Takes the middle of the kernel first: it alone sees as many rows as there are, and the others are added. */
    private void forKernel(int length, KernelStep step) {
        int middle = (size - 1) / 2;
        step.apply(middle, 0, 0, length);
        for (int k = 0; k < size; k++) {
            int offset = (k - middle) * shape.dilation();
            int from = Math.max(0, -offset);
            int to = Math.min(length, length - offset);
            if (k != middle && from < to) {
                step.apply(k, offset, from, to);
            }
        }
    }

    private static float beta(int offset) {
        return offset == 0 ? 0f : 1f;
    }

    @Override
    public void forward(Signals signals, int sequence) {
        int start = signals.start(sequence);
        Cursor x = signals.rows(shape.source());
        Cursor z = signals.rows(shape.target());
        forKernel(signals.length(sequence), (k, offset, from, to) -> forwardWeights
                .get(k)
                .multiply(
                        to - from,
                        x.row(start + from + offset),
                        beta(offset),
                        z.at((long) (start + from) * z.stride() + shape.channel())));
    }

    @Override
    public void backward(Signals signals, int sequence, int task) {
        int start = signals.start(sequence);
        int length = signals.length(sequence);
        if (isFresh[task]) {
            sums.get(task).buffer().put(0, new float[weights]);
            isFresh[task] = false;
        }
        Cursor x = signals.rows(shape.source());
        Cursor dz = signals.gradientRows(shape.target());
        Cursor dw = sums.get(task).cursor(filters);
        forKernel(
                length,
                (k, offset, from, to) -> products.multiplyTransposed(
                        inputs,
                        filters,
                        to - from,
                        x.row(start + from + offset),
                        dz.at((long) (start + from) * dz.stride() + shape.channel()),
                        1f,
                        dw.row((long) k * inputs)));
        if (signals.hasGradient(shape.source())) {
            boolean adds = signals.addsGradient(shape.source(), sequence);
            Cursor dx = signals.gradientRows(shape.source());
            forKernel(length, (k, offset, from, to) -> backwardWeights
                    .get(k)
                    .multiply(
                            to - from,
                            dz.at((long) (start + from) * dz.stride() + shape.channel()),
                            adds ? 1f : beta(offset),
                            dx.row(start + from + offset)));
        }
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return IntStream.range(0, size)
                .<Runnable>mapToObj(k -> () -> gradients(target, k))
                .toList();
    }

    private void gradients(FloatBuffer target, int k) {
        int count = inputs * filters;
        var total = new float[count];
        var part = new float[count];
        for (int task = 0; task < isFresh.length; task++) {
            sums.get(task).buffer().get(k * count, part);
            Lines.add(total, part, count);
        }
        target.put(k * count, total);
    }

    @Override
    public void close() {
        forwardWeights.forEach(Weights::close);
        backwardWeights.forEach(Weights::close);
        forward.close();
        backward.close();
        sums.forEach(NativeFloats::close);
    }
}
