package org.seqnet.engine.kernel;

import java.util.Arrays;
import java.util.Optional;
import org.seqnet.engine.kernel.NativeFloats.Cursor;

/**
 * One recurrent layer's weights and all that a mini-batch leaves behind in it, with the computing cut into pieces that
 * threads can share: by sequences (a sequence's steps depend on each other, its neighbours not), and weight
 * gradients by gates and units. What its cells compute between products is {@link CellSteps}' business.
 *
 * <p>N sequences of F inputs, H units; each may have a number of steps T of its own. Arrays are row-major with one row
 * for each step of each sequence, step by step, the longest sequences first ({@link StepOrder}). What a step reads lies
 * in one row ({@link StepRows}), so that a gate is one product. Each gate has arrays of its own, so that the arithmetic
 * between products is flat.
 */
final class RecurrentLayer implements AutoCloseable {

    /** What the weight gradients are cut into: an LSTM's four gates, a quarter each of a simple layer's units. */
    static final int GRADIENT_PARTS = 4;

    /** Rows that are summed into gradients at once, few enough to stay in a core's cache; saves 2 % of a mini-batch. */
    private static final int GRADIENT_ROWS = 192;

    private final LayerShape shape;
    private final MatrixProducts products;
    private final int gates;
    private final int units;
    private final int inputs;

    /** Rows of R', b and W' for each gate, as {@link StepRows} ask for; see {@link #pack}. */
    private final NativeFloats[] forward;

    private final NativeFloats[] backwardInput;
    private final NativeFloats[] backwardRecurrent;
    private final int unitStride;
    private final int inputStride;
    private final float[][] packing;

    private StepOrder order = StepOrder.equal(0, 1);
    private StepRows rows;
    private long stepRows;
    private NativeFloats[] dz = new NativeFloats[0];
    private NativeFloats dx;

    /** Gradients of R, b and W of each gate, side by side. */
    private final NativeFloats[] gradient;

    private final float[][] gradientValues = new float[GRADIENT_PARTS][0];
    private final int gradientStride;

    /** Where h goes as soon as a step has it. */
    interface ToAbove {
        /** Takes h after step t of the sequences [from, to), rows of H values that it leaves as they are. */
        void write(int step, int from, int to, float[] h);
    }

    /** What the layer above wants of h. */
    interface FromAbove {
        /** Adds dL/dh of step t of the sequences [from, to) to as many rows. */
        void addTo(float[] dh, int step, int from, int to);
    }

    RecurrentLayer(LayerShape shape, MatrixProducts products) {
        this.shape = shape;
        this.products = products;
        gates = shape.cell().gates();
        units = shape.units();
        inputs = shape.inputs();
        forward = new NativeFloats[gates];
        backwardInput = new NativeFloats[gates];
        backwardRecurrent = new NativeFloats[gates];
        packing = new float[gates][];
        gradient = new NativeFloats[gates];
        unitStride = NativeFloats.stride(units);
        inputStride = NativeFloats.stride(inputs);
        gradientStride = NativeFloats.stride(StepRows.width(shape));
        for (int g = 0; g < gates; g++) {
            forward[g] = new NativeFloats((long) StepRows.width(shape) * unitStride);
            packing[g] = new float[0];
        }
    }

    LayerShape shape() {
        return shape;
    }

    /** Returns what it reads and has put out, of the mini-batch that it was prepared for. */
    StepRows rows() {
        return rows;
    }

    /**
     * Takes over the weights of one gate. Going forward, rows are h, the one of the bias and x, and scaled as the cell
     * asks for. Going back, rows are units, which is how Deeplearning4j's column-major arrays lie.
     */
    void pack(LayerParameters parameters, int g, boolean backward) {
        float scale = CellSteps.scale(shape.cell(), g);
        int given = units * Math.max(inputs, units);
        int length = given + StepRows.width(shape) * unitStride;
        if (packing[g].length < length) {
            packing[g] = new float[length];
        }
        float[] values = packing[g];
        parameters.recurrentWeights().get(g * units * units, values, 0, units * units);
        transpose(values, units, given, scale);
        if (backward) {
            backwardRecurrent[g] = packRows(backwardRecurrent[g], values, units, unitStride);
        }
        int bias = given + units * unitStride;
        parameters.bias().get(g * units, values, bias, units);
        Gates.scale(values, bias, bias + units, scale);
        parameters.inputWeights().get(g * units * inputs, values, 0, units * inputs);
        transpose(values, inputs, bias + unitStride, scale);
        if (backward) {
            backwardInput[g] = packRows(backwardInput[g], values, inputs, inputStride);
        }
        forward[g].buffer().put(0, values, given, StepRows.width(shape) * unitStride);
    }

    private NativeFloats packRows(NativeFloats present, float[] values, int width, int stride) {
        NativeFloats target = present == null ? new NativeFloats((long) units * stride) : present;
        for (int row = 0; row < units; row++) {
            target.buffer().put(row * stride, values, row * width, width);
        }
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

    /** Makes room for a mini-batch; what was kept of another one is lost. */
    void prepare(StepOrder newOrder, boolean backward, boolean inputGradient) {
        if (rows == null || !rows.fits(newOrder) || newOrder.stepRows() > stepRows) {
            release();
            rows = new StepRows(shape, newOrder);
            stepRows = newOrder.stepRows();
        }
        order = newOrder;
        rows.arrange(newOrder);
        if (backward && dz.length == 0) {
            dz = new NativeFloats[gates];
            for (int g = 0; g < gates; g++) {
                dz[g] = new NativeFloats(stepRows * units);
                if (gradient[g] == null) {
                    gradient[g] = new NativeFloats((long) units * gradientStride);
                }
            }
        }
        if (inputGradient && dx == null) {
            dx = new NativeFloats(stepRows * inputs);
        }
    }

    /** What a step puts into the gates, for one thread. */
    final class GateInputs implements AutoCloseable {
        private final NativeFloats scratch;
        private final Cursor z;
        private final Cursor[] weights = cursors(forward, unitStride);

        /** @param mostRows the most sequences that it will take at once */
        GateInputs(int mostRows) {
            scratch = new NativeFloats((long) mostRows * units);
            z = scratch.cursor(units);
        }

        /**
         * Computes the gates at step {@code t}, of {@code count} sequences from a row of {@link StepRows} on.
         *
         * @param fromZero whether h is zero, so that its product need not be made
         */
        void activate(CellSteps cells, int t, Cursor row, long index, boolean fromZero, int count) {
            float[][] sums = cells.sums(t, count * units);
            for (int g = 0; g < gates; g++) {
                multiply(g, row, index, fromZero, count, sums[g]);
                cells.activate(sums[g], count * units);
            }
        }

        private void multiply(int g, Cursor row, long index, boolean fromZero, int count, float[] sums) {
            int skipped = fromZero ? units : 0;
            products.multiply(
                    count,
                    units,
                    StepRows.width(shape) - skipped,
                    row.at(index * row.stride() + skipped),
                    weights[g].row(skipped),
                    0f,
                    z);
            scratch.buffer().get(0, sums, 0, count * units);
        }

        @Override
        public void close() {
            scratch.close();
        }
    }

    /**
     * Some of the mini-batch's sequences on their way forward and back, with what the way back needs. It is for one
     * thread at a time, and can be used again for other sequences: what stays of these is h, dz and dx.
     */
    final class Share implements AutoCloseable {
        private final int mostRows;
        private final CellSteps cells = CellSteps.of(shape.cell(), true);
        private final float[] output;
        private final GateInputs gateInputs;
        private float[] dh = new float[0];
        private float[][] dzStep = new float[0][];
        private float[] zeros = new float[0];
        private int from;
        private int to;

        /** @param mostRows the most sequences that it will take at once */
        Share(int mostRows) {
            this.mostRows = mostRows;
            output = new float[Math.multiplyExact(mostRows, units)];
            gateInputs = new GateInputs(mostRows);
        }

        boolean fits(int rows) {
            return mostRows >= rows;
        }

        /**
         * Takes the sequences [from, to) through all their steps.
         *
         * @param above takes h to the layer above, if there is one
         */
        void forward(int from, int to, Optional<ToAbove> above) {
            this.from = from;
            this.to = to;
            int values = (to - from) * units;
            cells.begin(values);
            Arrays.fill(output, 0, values, 0f);
            rows.writeOutput(0, from, to, output);
            Cursor row = rows.cursor();
            for (int t = 0; t < order.length(from); t++) {
                int running = from + order.running(t, from, to);
                int computed = order.computed(t, from, to);
                gateInputs.activate(cells, t, row, rows.row(t, from), t == 0, computed);
                cells.forward(t, output, (running - from) * units);
                rows.writeOutput(t + 1, from, running, output);
                if (above.isPresent()) {
                    above.get().write(t, from, running, output);
                }
            }
        }

        /** Takes the sequences back through all steps, and leaves dz, and dx if the layer was prepared for it. */
        void backward(FromAbove above) {
            if (dh.length == 0) {
                dh = new float[mostRows * units];
                dzStep = new float[gates][mostRows * units];
            }
            Cursor[] r = cursors(backwardRecurrent, unitStride);
            Cursor[] w = cursors(backwardInput, inputStride);
            Cursor[] dzRows = cursors(dz, units);
            Cursor dhRows = gateInputs.z;
            Cursor dxRows = dx == null ? null : dx.cursor(inputs);
            // A sequence's rows stay zero until the way back comes to its last step.
            cells.beginBackward((to - from) * units);
            Arrays.fill(dh, 0, (to - from) * units, 0f);
            for (int t = order.longest() - 1; t >= 0; t--) {
                int row = rows.row(t, from);
                int running = order.running(t, from, to);
                int end = running * units;
                writeNoGradient(row + running, order.present(t, from, to) - running);
                if (running == 0) {
                    continue;
                }
                int computed = order.computed(t, from, to);
                above.addTo(dh, t, from, from + running);
                cells.backward(t, dh, dzStep, end);
                for (int g = 0; g < gates; g++) {
                    dz[g].buffer().put(row * units, dzStep[g], 0, end);
                    dzRows[g].row(row);
                    if (t > 0) {
                        products.multiply(computed, units, units, dzRows[g], r[g], g == 0 ? 0f : 1f, dhRows);
                    }
                    if (dxRows != null) {
                        products.multiply(computed, inputs, units, dzRows[g], w[g], g == 0 ? 0f : 1f, dxRows.row(row));
                    }
                }
                if (t > 0) {
                    gateInputs.scratch.buffer().get(0, dh, 0, end);
                }
            }
        }

        /** Rows of sequences that have ended add nothing to the weights' gradients. */
        private void writeNoGradient(int row, int count) {
            if (count > 0) {
                if (zeros.length < count * units) {
                    zeros = new float[count * units];
                }
                for (int g = 0; g < gates; g++) {
                    dz[g].buffer().put(row * units, zeros, 0, count * units);
                }
            }
        }

        @Override
        public void close() {
            gateInputs.close();
        }
    }

    /** Reads dL/dx of step t of the sequences [from, to), as rows of F values. */
    void readInputGradient(int step, int from, int to, float[] rows, int offset) {
        dx.buffer().get(this.rows.row(step, from) * inputs, rows, offset, (to - from) * inputs);
    }

    /**
     * Writes one part of {@value #GRADIENT_PARTS} of dL/dW, dL/db and dL/dR, summed over all rows. All parts may be
     * computed at once.
     */
    void gradients(int part, LayerParameters gradients) {
        int partsPerGate = GRADIENT_PARTS / gates;
        int g = part / partsPerGate;
        int firstUnit = units * (part % partsPerGate) / partsPerGate;
        int count = units * (part % partsPerGate + 1) / partsPerGate - firstUnit;
        if (count == 0) {
            return;
        }
        Cursor row = rows.cursor();
        Cursor dzRow = dz[g].cursor(units);
        Cursor sum = gradient[g].cursor(gradientStride).row(firstUnit);
        int end = rows.row(order.longest(), 0);
        for (int from = 0; from < end; from += GRADIENT_ROWS) {
            products.multiplyTransposed(
                    count,
                    StepRows.width(shape),
                    Math.min(GRADIENT_ROWS, end - from),
                    dzRow.at((long) from * units + firstUnit),
                    row.row(from),
                    from == 0 ? 0f : 1f,
                    sum);
        }
        if (gradientValues[part].length == 0) {
            gradientValues[part] = new float[count * gradientStride];
        }
        float[] values = gradientValues[part];
        gradient[g].buffer().get(firstUnit * gradientStride, values);
        for (int i = 0; i < count; i++) {
            int at = i * gradientStride;
            int unit = g * units + firstUnit + i;
            gradients.recurrentWeights().put(unit * units, values, at, units);
            gradients.bias().put(unit, values[at + units]);
            gradients.inputWeights().put(unit * inputs, values, at + units + 1, inputs);
        }
    }

    private static Cursor[] cursors(NativeFloats[] arrays, int stride) {
        Cursor[] cursors = new Cursor[arrays.length];
        for (int g = 0; g < arrays.length; g++) {
            cursors[g] = arrays[g] == null ? null : arrays[g].cursor(stride);
        }
        return cursors;
    }

    private void release() {
        if (rows != null) {
            rows.close();
        }
        close(dx);
        close(dz);
        rows = null;
        dx = null;
        dz = new NativeFloats[0];
    }

    @Override
    public void close() {
        release();
        close(forward);
        close(backwardInput);
        close(backwardRecurrent);
        close(gradient);
    }

    private static void close(NativeFloats... arrays) {
        for (NativeFloats array : arrays) {
            if (array != null) {
                array.close();
            }
        }
    }
}
