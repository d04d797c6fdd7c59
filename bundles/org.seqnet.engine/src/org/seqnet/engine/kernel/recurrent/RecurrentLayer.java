package org.seqnet.engine.kernel.recurrent;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.kernel.layer.Layer;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;
import org.seqnet.engine.kernel.product.Activations;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.kernel.product.NativeMemory;
import org.seqnet.engine.kernel.product.Rows;
import org.seqnet.engine.kernel.product.Weights;

/**
 * One recurrent layer's weights and all that a mini-batch leaves behind in it, with the computing cut into pieces that
 * threads can share: by sequences (a sequence's steps depend on each other, its neighbors not), and weight
 * gradients by gates and units. What its cells compute between products is {@link CellSteps}' business.
 *
 * <p>With x the input, h the output, c the cell and * the product of elements, step t of an LSTM computes
 *
 * <pre>
 * i = tanh(x(t) Wi + h(t-1) Ri + bi)      f, o, g = sigmoid(the same with Wf, Wo, Wg ...)
 * c(t) = f * c(t-1) + g * i               h(t) = o * tanh(c(t))
 * </pre>
 *
 * (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000 and no peepholes; names as in
 * Deeplearning4j), that of a GRU
 *
 * <pre>
 * r, z = sigmoid(x(t) Wr + h(t-1) Rr + br, the same with Wz ...)
 * n = tanh(x(t) Wn + bn + r * (h(t-1) Rn + cn))      h(t) = (1 - z) * n + z * h(t-1)
 * </pre>
 *
 * (Cho et al. 2014, with the reset gate after the product, as in cuDNN), and that of a simple layer
 *
 * <pre>
 * h(t) = f(x(t) W + h(t-1) R + b)         f = tanh or max(0, .)
 * </pre>
 *
 * (Elman 1990; with max(0, .) Le, Jaitly and Hinton 2015).
 *
 * <p>N sequences of F inputs, H units; each may have a number of steps T of its own. Arrays are row-major with one row
 * for each step of each sequence, step by step, the longest sequences first ({@link StepOrder}). What a step reads lies
 * in one row ({@link StepRows}), so that a {@link WeightedSum} is one product. Each has arrays of its own, so that the
 * arithmetic between products is flat.
 */
public final class RecurrentLayer implements Layer {

    /** What the weight gradients are cut into: four weighted sums, or a quarter each of a simple layer's units. */
    private static final int GRADIENT_PARTS = 4;

    /** Rows that are summed into gradients at once, few enough to stay in a core's cache; saves 2 % of a mini-batch. */
    private static final int GRADIENT_ROWS = 192;

    private final LayerShape shape;
    private final Dropout dropout;
    private final boolean passesGradient;
    private final MatrixProducts products;
    private final List<WeightedSum> sums;
    private final int units;
    private final int inputs;

    /** Rows of R', b and W' for each gate, as {@link StepRows} ask for; see {@link #pack}. */
    private final NativeFloats[] forward;

    private final Weights[] forwardWeights;
    /** The same without those of h, which is zero in the first step. */
    private final Weights[] firstWeights;

    private final RowWeights[] backwardInput;
    private final RowWeights[] backwardRecurrent;
    private final int unitStride;
    private final float[][] packing;

    private Batch batch;
    private StepRows rows;
    private long stepRows;
    private Activations[] dz = new Activations[0];
    private NativeFloats dx;

    /** Gradients of R, b and W of each gate, side by side. */
    private final NativeFloats[] gradient;

    private final float[][] gradientValues = new float[GRADIENT_PARTS][0];
    private final int gradientStride;

    /**
     * @param dropout drops h on its way to the layer above
     * @param passesGradient whether a layer below asks for gradients
     */
    public RecurrentLayer(LayerShape shape, Dropout dropout, boolean passesGradient, MatrixProducts products) {
        this.shape = shape;
        this.dropout = dropout;
        this.passesGradient = passesGradient;
        this.products = products;
        sums = shape.sums();
        int count = sums.size();
        units = shape.units();
        inputs = shape.inputs();
        forward = new NativeFloats[count];
        forwardWeights = new Weights[count];
        firstWeights = new Weights[count];
        backwardInput = new RowWeights[count];
        backwardRecurrent = new RowWeights[count];
        packing = new float[count][];
        gradient = new NativeFloats[count];
        unitStride = NativeFloats.stride(units);
        gradientStride = NativeFloats.stride(StepRows.width(shape));
        for (int g = 0; g < count; g++) {
            forward[g] = new NativeFloats((long) StepRows.width(shape) * unitStride);
            forwardWeights[g] = products.weights(columns(g, false), units);
            firstWeights[g] = products.weights(columns(g, true), units);
            packing[g] = new float[0];
        }
    }

    LayerShape shape() {
        return shape;
    }

    List<WeightedSum> sums() {
        return sums;
    }

    Dropout dropout() {
        return dropout;
    }

    Batch batch() {
        return batch;
    }

    /** Returns what it reads and has put out, of the mini-batch that it was prepared for. */
    StepRows rows() {
        return rows;
    }

    @Override
    public int parameterCount() {
        return shape.parameterCount();
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        var parts = LayerParameters.of(parameters, shape);
        return IntStream.range(0, sums.size())
                .<Runnable>mapToObj(g -> () -> pack(parts, g, training))
                .toList();
    }

    /**
     * Takes over the weights of one sum. Going forward, rows are h, the one of the bias and x, and scaled as the cell
     * asks for. Going back, rows are units, which is how Deeplearning4j's column-major arrays lie.
     */
    private void pack(LayerParameters parameters, int g, boolean backward) {
        WeightedSum sum = sums.get(g);
        int given = units * Math.max(inputs, units);
        int length = given + StepRows.width(shape) * unitStride;
        if (packing[g].length < length) {
            packing[g] = new float[length];
        }
        float[] values = packing[g];
        if (sum.readsOutput()) {
            parameters.recurrentWeights().get(sum.recurrent() * units * units, values, 0, units * units);
            transpose(values, units, given, sum.scale());
            if (backward) {
                backwardRecurrent[g] = packRows(backwardRecurrent[g], values, units);
            }
        }
        int bias = given + units * unitStride;
        parameters.bias().get(g * units, values, bias, units);
        Gates.scale(values, bias, bias + units, sum.scale());
        if (sum.readsInput()) {
            parameters.inputWeights().get(sum.input() * units * inputs, values, 0, units * inputs);
            transpose(values, inputs, bias + unitStride, sum.scale());
            if (backward) {
                backwardInput[g] = packRows(backwardInput[g], values, inputs);
            }
        }
        forward[g].buffer().put(0, values, given, StepRows.width(shape) * unitStride);
        forwardWeights[g].pack(forward[g].cursor(unitStride).row(sum.firstColumn(shape, false)));
        firstWeights[g].pack(forward[g].cursor(unitStride).row(sum.firstColumn(shape, true)));
    }

    private int columns(int g, boolean isFirstStep) {
        return sums.get(g).endColumn(shape) - sums.get(g).firstColumn(shape, isFirstStep);
    }

    private RowWeights packRows(RowWeights present, float[] values, int width) {
        var target = present == null ? new RowWeights(units, width, products) : present;
        target.pack(values);
        return target;
    }

    /** Writes the transpose of {@code units} rows of this width behind them, a cache line of a row at a time. */
    private void transpose(float[] values, int width, int target, float scale) {
        for (int first = 0; first < units; first += NativeFloats.LINE) {
            int last = Math.min(units, first + NativeFloats.LINE);
            for (int column = 0; column < width; column++) {
                int to = target + column * unitStride;
                for (int row = first; row < last; row++) {
                    values[to + row] = scale * values[row * width + column];
                }
            }
        }
    }

    @Override
    public void prepare(Batch newBatch, boolean waits) {
        if (waits) {
            throw new IllegalStateException("A recurrent layer keeps what its backward pass needs of one group only.");
        }
        batch = newBatch;
        StepOrder order = batch.order();
        if (rows == null || !rows.fits(order) || order.stepRows() > stepRows) {
            release();
            rows = new StepRows(shape, order, products);
            stepRows = order.stepRows();
        }
        rows.arrange(order);
        if (dz.length == 0) {
            dz = new Activations[sums.size()];
            for (int g = 0; g < dz.length; g++) {
                dz[g] = products.activations(stepRows, units, units);
                if (gradient[g] == null) {
                    gradient[g] = new NativeFloats((long) units * gradientStride);
                }
            }
        }
        if (passesGradient && dx == null) {
            dx = new NativeFloats(stepRows * inputs);
        }
    }

    @Override
    public Pass pass(int sequences) {
        return new RecurrentPass(this, sequences);
    }

    @Override
    public Stream stream(Stream.Size size) {
        return new RecurrentStream(this, size);
    }

    /** Returns what a step's row is multiplied by, from the column on that {@link WeightedSum#firstColumn} says. */
    Weights forwardWeights(int g, boolean isFirstStep) {
        return isFirstStep ? firstWeights[g] : forwardWeights[g];
    }

    /** Returns what leads from dL/dz to dL/dx. */
    Weights backwardInputWeights(int g) {
        return backwardInput[g].weights();
    }

    /** Returns what leads from dL/dz to dL/dh of the step before. */
    Weights backwardRecurrentWeights(int g) {
        return backwardRecurrent[g].weights();
    }

    MatrixProducts products() {
        return products;
    }

    /** Returns where dL/dx is written, F values for each row; null if nobody asks for it. */
    Cursor inputGradientRows() {
        return dx == null ? null : dx.cursor(inputs);
    }

    /** Returns dL/dz of each gate, H values for each row, for one thread. */
    Rows[] sumGradientRows() {
        return Arrays.stream(dz).map(Activations::rows).toArray(Rows[]::new);
    }

    /** Writes dL/dz of a gate to {@code count} rows from a row on. */
    void writeSumGradient(int g, int row, float[] values, int count) {
        dz[g].write(row, count, 0, units, values, 0);
    }

    void readInputGradient(int step, int from, int to, float[] target, int offset) {
        dx.buffer().get(rows.row(step, from) * inputs, target, offset, (to - from) * inputs);
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        var parts = LayerParameters.of(target, shape);
        return IntStream.range(0, GRADIENT_PARTS)
                .<Runnable>mapToObj(part -> () -> gradients(part, parts))
                .toList();
    }

    /**
     * Writes one part of {@value #GRADIENT_PARTS} of dL/dW, dL/db and dL/dR, summed over all rows. All parts may be
     * computed at once.
     */
    private void gradients(int part, LayerParameters gradients) {
        int partsPerSum = GRADIENT_PARTS / sums.size();
        int g = part / partsPerSum;
        int firstUnit = units * (part % partsPerSum) / partsPerSum;
        int count = units * (part % partsPerSum + 1) / partsPerSum - firstUnit;
        if (count == 0) {
            return;
        }
        Rows row = rows.rows();
        Rows dzRow = dz[g].rows();
        WeightedSum sum = sums.get(g);
        int first = sum.firstColumn(shape, false);
        Cursor sumGradient = gradient[g].cursor(gradientStride).at((long) firstUnit * gradientStride + first);
        int end = rows.row(batch.order().longest(), 0);
        for (int from = 0; from < end; from += GRADIENT_ROWS) {
            int some = Math.min(GRADIENT_ROWS, end - from);
            dzRow.take(from, some);
            row.take(from, some);
            products.multiplyTransposed(
                    count,
                    sum.endColumn(shape) - first,
                    dzRow,
                    firstUnit,
                    row,
                    first,
                    from == 0 ? 0f : 1f,
                    sumGradient);
        }
        if (gradientValues[part].length == 0) {
            gradientValues[part] = new float[count * gradientStride];
        }
        float[] values = gradientValues[part];
        gradient[g].buffer().get(firstUnit * gradientStride, values);
        for (int i = 0; i < count; i++) {
            int at = i * gradientStride;
            int unit = firstUnit + i;
            gradients.bias().put(g * units + unit, values[at + units]);
            if (sum.readsOutput()) {
                gradients.recurrentWeights().put((sum.recurrent() * units + unit) * units, values, at, units);
            }
            if (sum.readsInput()) {
                gradients.inputWeights().put((sum.input() * units + unit) * inputs, values, at + units + 1, inputs);
            }
        }
    }

    private void release() {
        if (rows != null) {
            rows.close();
        }
        NativeMemory.closeAll(dx);
        NativeMemory.closeAll(dz);
        rows = null;
        dx = null;
        dz = new Activations[0];
    }

    @Override
    public void close() {
        release();
        NativeMemory.closeAll(forward);
        NativeMemory.closeAll(forwardWeights);
        NativeMemory.closeAll(firstWeights);
        NativeMemory.closeAll(backwardInput);
        NativeMemory.closeAll(backwardRecurrent);
        NativeMemory.closeAll(gradient);
    }
}
