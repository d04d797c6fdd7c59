package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.seqnet.engine.kernel.NativeFloats.Cursor;

/**
 * One LSTM layer's weights and all that a mini-batch leaves behind in it, with the computing cut into pieces that
 * threads can share: by sequences (a sequence's steps depend on each other, its neighbours not), and weight
 * gradients by gates.
 *
 * <p>N sequences of F inputs, H units; each may have a number of steps T of its own. Arrays are row-major with one row
 * for each step of each sequence, step by step, the longest sequences first ({@link StepOrder}). What a step reads lies
 * in one row ({@link StepRows}), so that a gate is one product. Each gate has arrays of its own, so that the arithmetic
 * between products is flat.
 */
final class LstmLayer implements AutoCloseable {

    static final int GATES = 4;

    /** Rows that are summed into gradients at once, few enough to stay in a core's cache; saves 2 % of a mini-batch. */
    private static final int GRADIENT_ROWS = 192;

    static final int I = 0;
    static final int F = 1;
    static final int O = 2;
    static final int G = 3;

    private final LstmShape shape;
    private final MatrixProducts products;
    private final int units;
    private final int inputs;

    /** Rows of R', b and W' for each gate, as {@link StepRows} ask for; see {@link #pack}. */
    private final NativeFloats[] forward = new NativeFloats[GATES];

    private final NativeFloats[] backwardInput = new NativeFloats[GATES];
    private final NativeFloats[] backwardRecurrent = new NativeFloats[GATES];
    private final int unitStride;
    private final int inputStride;
    private final float[][] packing = new float[GATES][];

    private StepOrder order = StepOrder.equal(0, 1);
    private boolean startsAtZero;
    private StepRows rows;
    private long stepRows;
    private NativeFloats[] dz = new NativeFloats[0];
    private NativeFloats dx;

    /** Gradients of R, b and W of each gate, side by side. */
    private final NativeFloats[] gradient = new NativeFloats[GATES];

    private final float[][] gradientValues = new float[GATES][];
    private final int gradientStride;

    /** What the layer above wants of h. */
    interface FromAbove {
        /** Adds dL/dh of step t of the sequences [from, to) to as many rows. */
        void addTo(float[] dh, int step, int from, int to);
    }

    LstmLayer(LstmShape shape, MatrixProducts products) {
        this.shape = shape;
        this.products = products;
        units = shape.units();
        inputs = shape.inputs();
        unitStride = NativeFloats.stride(units);
        inputStride = NativeFloats.stride(inputs);
        gradientStride = NativeFloats.stride(StepRows.width(shape));
        for (int g = 0; g < GATES; g++) {
            forward[g] = new NativeFloats((long) StepRows.width(shape) * unitStride);
            packing[g] = new float[0];
        }
    }

    LstmShape shape() {
        return shape;
    }

    StepOrder order() {
        return order;
    }

    /** Returns what it reads and has put out, of the mini-batch that it was prepared for. */
    StepRows rows() {
        return rows;
    }

    /**
     * Takes over the weights of one gate. Going forward, rows are h, the one of the bias and x; F, O and G are halved
     * (see {@link Gates}). Going back, rows are units, which is how Deeplearning4j's column-major arrays lie.
     */
    void pack(LstmParameters parameters, int g, boolean backward) {
        float scale = g == I ? 1f : 0.5f;
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
            dz = new NativeFloats[GATES];
            for (int g = 0; g < GATES; g++) {
                dz[g] = new NativeFloats(stepRows * units);
                if (gradient[g] == null) {
                    gradient[g] = new NativeFloats((long) units * gradientStride);
                    gradientValues[g] = new float[units * gradientStride];
                }
            }
        }
        if (inputGradient && dx == null) {
            dx = new NativeFloats(stepRows * inputs);
        }
    }

    /** Says where all sequences start, of which {@code first} is the first one's place in {@code initial}. */
    void start(Optional<LstmState> initial, int first) {
        startsAtZero = initial.isEmpty() || isZero(initial.get(), first * units, order.sequences() * units);
    }

    private static boolean isZero(LstmState state, int from, int length) {
        for (int k = from; k < from + length; k++) {
            if (state.output()[k] != 0 || state.cell()[k] != 0) {
                return false;
            }
        }
        return true;
    }

    /** What a step puts into the four gates, for one thread. */
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
         * Computes one gate, as {@link Gates} keeps it, of {@code count} sequences from a row of {@link StepRows} on.
         *
         * @param fromZero whether h is zero, so that its product need not be made
         */
        void activate(int g, Cursor row, long index, boolean fromZero, int count, float[] gate) {
            int skipped = fromZero ? units : 0;
            products.multiply(
                    count,
                    units,
                    StepRows.width(shape) - skipped,
                    row.at(index * row.stride() + skipped),
                    weights[g].row(skipped),
                    0f,
                    z);
            scratch.buffer().get(0, gate, 0, count * units);
            Gates.tanh(gate, 0, count * units);
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
        /** By gate and step, as long as the sequences that run then ask for. */
        private final float[][][] gate = new float[GATES][0][];

        private float[][] cell;
        /** tanh(c) of one step; computing it twice takes less time than fetching it from memory. */
        private final float[] tanhCell;

        private final float[] output;
        private final GateInputs gateInputs;
        private float[] dh = new float[0];
        private float[] dc = new float[0];
        private float[][] dzStep = new float[0][];
        private float[] zeros = new float[0];
        private int from;
        private int to;

        /** @param mostRows the most sequences that it will take at once */
        Share(int mostRows) {
            this.mostRows = mostRows;
            int values = Math.multiplyExact(mostRows, units);
            cell = new float[][] {new float[values]};
            tanhCell = new float[values];
            output = new float[values];
            gateInputs = new GateInputs(mostRows);
        }

        boolean fits(int rows) {
            return mostRows >= rows;
        }

        private void makeRoom(int steps) {
            if (cell.length <= steps) {
                cell = Arrays.copyOf(cell, steps + 1);
                for (int g = 0; g < GATES; g++) {
                    gate[g] = Arrays.copyOf(gate[g], steps);
                }
            }
        }

        private void makeRoom(int step, int values) {
            for (int g = 0; g < GATES; g++) {
                gate[g][step] = atLeast(values, gate[g][step]);
            }
            cell[step + 1] = atLeast(values, cell[step + 1]);
        }

        private static float[] atLeast(int length, float[] array) {
            return array != null && array.length >= length ? array : new float[length];
        }

        /**
         * Takes the sequences [from, to) through all their steps.
         *
         * @param mask that of the whole mini-batch, N x T; for sequences of one length only
         * @param above where the layer above reads h, if there is one
         */
        void forward(
                Optional<LstmState> initial,
                int firstOfState,
                Optional<float[]> mask,
                int from,
                int to,
                Optional<StepRows> above) {
            this.from = from;
            this.to = to;
            begin(initial, firstOfState, (to - from) * units);
            Cursor row = rows.cursor();
            int steps = order.length(from);
            makeRoom(steps);
            for (int t = 0; t < steps; t++) {
                int running = from + order.running(t, from, to);
                int end = (running - from) * units;
                int computed = order.computed(t, from, to);
                makeRoom(t, computed * units);
                for (int g = 0; g < GATES; g++) {
                    gateInputs.activate(g, row, rows.row(t, from), t == 0 && startsAtZero, computed, gate[g][t]);
                }
                Gates.cell(gate[I][t], gate[F][t], gate[G][t], cell[t], cell[t + 1], 0, end);
                Gates.tanh(cell[t + 1], tanhCell, 0, end);
                Gates.output(gate[O][t], tanhCell, output, 0, end);
                if (mask.isPresent()) {
                    mask(mask.get(), t, output, cell[t + 1]);
                }
                rows.writeOutput(t + 1, from, running, output);
                if (above.isPresent()) {
                    above.get().writeInput(t, from, running, output);
                }
            }
        }

        private void begin(Optional<LstmState> initial, int firstOfState, int values) {
            if (startsAtZero) {
                Arrays.fill(cell[0], 0, values, 0f);
                Arrays.fill(output, 0, values, 0f);
            } else {
                int at = (firstOfState + from) * units;
                System.arraycopy(initial.orElseThrow().cell(), at, cell[0], 0, values);
                System.arraycopy(initial.orElseThrow().output(), at, output, 0, values);
            }
            rows.writeOutput(0, from, to, output);
        }

        private void mask(float[] mask, int t, float[]... arrays) {
            for (int n = 0; n < to - from; n++) {
                float factor = mask[(from + n) * order.longest() + t];
                if (factor != 1f) {
                    for (float[] array : arrays) {
                        Gates.scale(array, n * units, (n + 1) * units, factor);
                    }
                }
            }
        }

        /** Reads c after the last step of sequences of one length, as rows of H values. */
        void readCell(float[] rows, int offset) {
            System.arraycopy(cell[order.longest()], 0, rows, offset, (to - from) * units);
        }

        /**
         * Takes the sequences back through all steps down to {@code firstStep}, and leaves dz, and dx if the layer
         * was prepared for it.
         */
        void backward(FromAbove above, Optional<float[]> mask, int firstStep) {
            if (dh.length == 0) {
                dh = new float[mostRows * units];
                dc = new float[mostRows * units];
                dzStep = new float[GATES][mostRows * units];
            }
            Cursor[] r = cursors(backwardRecurrent, unitStride);
            Cursor[] w = cursors(backwardInput, inputStride);
            Cursor[] dzRows = cursors(dz, units);
            Cursor dhRows = gateInputs.z;
            Cursor dxRows = dx == null ? null : dx.cursor(inputs);
            // A sequence's rows stay zero until the way back comes to its last step.
            Arrays.fill(dc, 0, (to - from) * units, 0f);
            Arrays.fill(dh, 0, (to - from) * units, 0f);
            for (int t = order.longest() - 1; t >= firstStep; t--) {
                int row = rows.row(t, from);
                int running = order.running(t, from, to);
                int end = running * units;
                writeNoGradient(row + running, order.present(t, from, to) - running);
                if (running == 0) {
                    continue;
                }
                int computed = order.computed(t, from, to);
                above.addTo(dh, t, from, from + running);
                if (mask.isPresent()) {
                    mask(mask.get(), t, dh, dc);
                }
                if (mask.isPresent()) {
                    // The mask has been applied to c(t + 1).
                    Gates.cell(gate[I][t], gate[F][t], gate[G][t], cell[t], tanhCell, 0, end);
                    Gates.tanh(tanhCell, 0, end);
                } else {
                    Gates.tanh(cell[t + 1], tanhCell, 0, end);
                }
                Gates.backOutput(gate[O][t], tanhCell, dh, dc, dzStep[O], 0, end);
                Gates.backInput(gate[I][t], gate[G][t], dc, dzStep[I], dzStep[G], 0, end);
                Gates.backForget(gate[F][t], cell[t], dc, dzStep[F], 0, end);
                for (int g = 0; g < GATES; g++) {
                    dz[g].buffer().put(row * units, dzStep[g], 0, end);
                    dzRows[g].row(row);
                    if (t > firstStep) {
                        products.multiply(computed, units, units, dzRows[g], r[g], g == 0 ? 0f : 1f, dhRows);
                    }
                    if (dxRows != null) {
                        products.multiply(computed, inputs, units, dzRows[g], w[g], g == 0 ? 0f : 1f, dxRows.row(row));
                    }
                }
                if (t > firstStep) {
                    gateInputs.scratch.buffer().get(0, dh, 0, end);
                }
            }
        }

        /** Rows of sequences that have ended add nothing to the weights' gradients. */
        private void writeNoGradient(int row, int count) {
            if (count > 0) {
                zeros = atLeast(count * units, zeros);
                for (int g = 0; g < GATES; g++) {
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

    /** Adds dL/dx of step t of the sequences [from, to) to rows of F values; {@code scratch} is overwritten. */
    void addInputGradient(int step, int from, int to, float[] rows, float[] scratch) {
        readInputGradient(step, from, to, scratch, 0);
        Gates.add(rows, scratch, 0, (to - from) * inputs);
    }

    /**
     * Writes dL/dW, dL/db and dL/dR of one gate, summed over the rows from {@code firstStep} on. All gates may be
     * computed at once.
     */
    void gradients(int g, int firstStep, LstmParameters gradients) {
        Cursor row = rows.cursor();
        Cursor dzRow = dz[g].cursor(units);
        int first = rows.row(firstStep, 0);
        int end = rows.row(order.longest(), 0);
        for (int from = first; from < end; from += GRADIENT_ROWS) {
            products.multiplyTransposed(
                    units,
                    StepRows.width(shape),
                    Math.min(GRADIENT_ROWS, end - from),
                    dzRow.row(from),
                    row.row(from),
                    from == first ? 0f : 1f,
                    gradient[g].cursor(gradientStride));
        }
        float[] values = gradientValues[g];
        gradient[g].buffer().get(0, values);
        for (int unit = 0; unit < units; unit++) {
            int at = unit * gradientStride;
            gradients.recurrentWeights().put((g * units + unit) * units, values, at, units);
            gradients.bias().put(g * units + unit, values[at + units]);
            gradients.inputWeights().put((g * units + unit) * inputs, values, at + units + 1, inputs);
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
