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
 * <p>N sequences of T steps, F inputs, H units. Arrays are row-major with one row for each step of each sequence,
 * step by step: row {@code t * N + n}. Each gate has arrays of its own, so that the arithmetic between products is
 * flat.
 */
final class LstmLayer implements AutoCloseable {

    static final int GATES = 4;

    /** Rows that are summed into gradients at once. */
    private static final int GRADIENT_ROWS = 512;

    private static final int I = 0;
    private static final int F = 1;
    private static final int O = 2;
    private static final int G = 3;

    private final LstmShape shape;
    private final MatrixProducts products;
    private final int units;
    private final int inputs;

    /** Rows of W', R' and of both as Deeplearning4j lays them out, for each gate; see {@link #pack}. */
    private final int unitStride;

    private final int inputStride;
    private final NativeFloats[] forwardInput = new NativeFloats[GATES];
    private final NativeFloats[] forwardRecurrent = new NativeFloats[GATES];
    private final NativeFloats[] backwardInput = new NativeFloats[GATES];
    private final NativeFloats[] backwardRecurrent = new NativeFloats[GATES];
    private final float[][] packing = new float[GATES][];

    private int sequences;
    private int steps;
    private boolean startsAtZero;

    /** h with a one behind each row, (T + 1) * N rows; the first N are the state before the first step. */
    private NativeFloats h;

    private NativeFloats[] dz = new NativeFloats[0];
    private NativeFloats dx;

    /** Gradients of R, then of W, of each gate. */
    private final NativeFloats[] gradient = new NativeFloats[2 * GATES];

    private final float[][] gradientValues = new float[2 * GATES][];

    /** Where a layer's input lies: rows of F values and a one. */
    record Input(NativeFloats rows, int stride, int firstRow) {}

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
        unitStride = NativeFloats.stride(units + 1);
        inputStride = NativeFloats.stride(inputs + 1);
        for (int g = 0; g < GATES; g++) {
            forwardInput[g] = new NativeFloats((inputs + 1L) * unitStride);
            forwardRecurrent[g] = new NativeFloats((long) units * unitStride);
            packing[g] = new float[0];
        }
    }

    LstmShape shape() {
        return shape;
    }

    int sequences() {
        return sequences;
    }

    int steps() {
        return steps;
    }

    /** Returns the distance between rows of this layer's input, the one included. */
    int inputStride() {
        return inputStride;
    }

    /** Returns h as the next layer's input. */
    Input asInput() {
        return new Input(h, unitStride, sequences);
    }

    /**
     * Takes over the weights of one gate. Going forward, rows are inputs and the bias is one more row of W; F, O
     * and G are halved (see {@link Gates}). Going back, rows are units, which is how Deeplearning4j's column-major
     * arrays lie.
     */
    void pack(LstmParameters parameters, int g, boolean backward) {
        float scale = g == I ? 1f : 0.5f;
        int longest = Math.max(inputs + 1, units) * unitStride + units * Math.max(inputs, units);
        if (packing[g].length < longest) {
            packing[g] = new float[longest];
        }
        float[] values = packing[g];
        int transposed = units * Math.max(inputs, units);
        parameters.inputWeights().get(g * units * inputs, values, 0, units * inputs);
        transpose(values, inputs, transposed, scale);
        parameters.bias().get(g * units, values, transposed + inputs * unitStride, units);
        Gates.scale(values, transposed + inputs * unitStride, transposed + inputs * unitStride + units, scale);
        forwardInput[g].buffer().put(0, values, transposed, (inputs + 1) * unitStride);
        if (backward) {
            backwardInput[g] = packRows(backwardInput[g], values, inputs, inputStride);
        }
        parameters.recurrentWeights().get(g * units * units, values, 0, units * units);
        transpose(values, units, transposed, scale);
        forwardRecurrent[g].buffer().put(0, values, transposed, units * unitStride);
        if (backward) {
            backwardRecurrent[g] = packRows(backwardRecurrent[g], values, units, unitStride);
        }
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
    void prepare(int sequenceCount, int stepCount, boolean backward, boolean inputGradient) {
        if (sequences != sequenceCount || steps != stepCount) {
            release();
            sequences = sequenceCount;
            steps = stepCount;
            h = new NativeFloats((steps + 1L) * sequences * unitStride);
            for (long row = 0; row < (steps + 1L) * sequences; row++) {
                h.buffer().put((int) row * unitStride + units, 1f);
            }
        }
        if (backward && dz.length == 0) {
            dz = new NativeFloats[GATES];
            for (int g = 0; g < GATES; g++) {
                dz[g] = new NativeFloats((long) steps * sequences * units);
            }
            for (int k = 0; k < gradient.length && gradient[k] == null; k++) {
                int length = units * (k < GATES ? units : inputStride);
                gradient[k] = new NativeFloats(length);
                gradientValues[k] = new float[length];
            }
        }
        if (inputGradient && dx == null) {
            dx = new NativeFloats((long) steps * sequences * inputs);
        }
    }

    /** Says where all sequences start, of which {@code first} is the first one's place in {@code initial}. */
    void start(Optional<LstmState> initial, int first) {
        startsAtZero = initial.isEmpty() || isZero(initial.get(), first * units, sequences * units);
    }

    private static boolean isZero(LstmState state, int from, int length) {
        for (int k = from; k < from + length; k++) {
            if (state.output()[k] != 0 || state.cell()[k] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Reads h after {@code step} steps of the sequences [from, to), as rows of H values. */
    void readOutput(int step, int from, int to, float[] rows, int offset) {
        for (int n = from; n < to; n++) {
            h.buffer().get((step * sequences + n) * unitStride, rows, offset + (n - from) * units, units);
        }
    }

    /**
     * Some of the mini-batch's sequences on their way forward and back, with what the way back needs. It is for one
     * thread at a time, and can be used again for other sequences: what stays of these is h, dz and dx.
     */
    final class Share implements AutoCloseable {
        private final int mostRows;
        private final int timeSteps;
        private final float[][][] gate;
        private final float[][] cell;
        /** tanh(c) of one step; computing it twice takes less time than fetching it from memory. */
        private final float[] tanhCell;

        private final float[] output;
        private final NativeFloats scratch;
        private float[] dh = new float[0];
        private float[] dc = new float[0];
        private float[][] dzStep = new float[0][];
        private int from;
        private int to;

        /** @param mostRows the most sequences that it will take at once */
        Share(int mostRows) {
            this.mostRows = mostRows;
            timeSteps = steps;
            int values = Math.multiplyExact(mostRows, units);
            gate = new float[GATES][steps][values];
            cell = new float[steps + 1][values];
            tanhCell = new float[values];
            output = new float[values];
            scratch = new NativeFloats(values);
        }

        boolean fits(int rows) {
            return mostRows >= rows && timeSteps == steps;
        }

        /** Takes the sequences [from, to) through all steps. {@code mask} is that of the whole mini-batch, N x T. */
        void forward(
                Input input, Optional<LstmState> initial, int firstOfState, Optional<float[]> mask, int from, int to) {
            this.from = from;
            this.to = to;
            int count = to - from;
            int end = count * units;
            begin(initial, firstOfState, end);
            Cursor x = input.rows().cursor(input.stride());
            Cursor previous = h.cursor(unitStride);
            Cursor z = scratch.cursor(units);
            Cursor[] w = cursors(forwardInput, unitStride);
            Cursor[] r = cursors(forwardRecurrent, unitStride);
            for (int t = 0; t < steps; t++) {
                int row = t * sequences + from;
                x.row(input.firstRow() + row);
                previous.row(row);
                for (int g = 0; g < GATES; g++) {
                    products.multiply(count, units, inputs + 1, x, w[g], 0f, z);
                    if (t > 0 || !startsAtZero) {
                        products.multiply(count, units, units, previous, r[g], 1f, z);
                    }
                    scratch.buffer().get(0, gate[g][t], 0, end);
                    Gates.tanh(gate[g][t], 0, end);
                }
                Gates.cell(gate[I][t], gate[F][t], gate[G][t], cell[t], cell[t + 1], 0, end);
                Gates.tanh(cell[t + 1], tanhCell, 0, end);
                Gates.output(gate[O][t], tanhCell, output, 0, end);
                if (mask.isPresent()) {
                    mask(mask.get(), t, output, cell[t + 1]);
                }
                keepOutput(t + 1);
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
            keepOutput(0);
        }

        private void keepOutput(int step) {
            FloatBuffer rows = h.buffer();
            int row = step * sequences + from;
            for (int n = 0; n < to - from; n++) {
                rows.put((row + n) * unitStride, output, n * units, units);
            }
        }

        private void mask(float[] mask, int t, float[]... arrays) {
            for (int n = 0; n < to - from; n++) {
                float factor = mask[(from + n) * steps + t];
                if (factor != 1f) {
                    for (float[] array : arrays) {
                        Gates.scale(array, n * units, (n + 1) * units, factor);
                    }
                }
            }
        }

        /** Reads c after the last step, as rows of H values. */
        void readCell(float[] rows, int offset) {
            System.arraycopy(cell[steps], 0, rows, offset, (to - from) * units);
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
            Cursor dhRows = scratch.cursor(units);
            Cursor dxRows = dx == null ? null : dx.cursor(inputs);
            int count = to - from;
            int end = count * units;
            Arrays.fill(dc, 0, end, 0f);
            Arrays.fill(dh, 0, end, 0f);
            for (int t = steps - 1; t >= firstStep; t--) {
                int row = t * sequences + from;
                above.addTo(dh, t, from, to);
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
                        products.multiply(count, units, units, dzRows[g], r[g], g == 0 ? 0f : 1f, dhRows);
                    }
                    if (dxRows != null) {
                        products.multiply(count, inputs, units, dzRows[g], w[g], g == 0 ? 0f : 1f, dxRows.row(row));
                    }
                }
                if (t > firstStep) {
                    scratch.buffer().get(0, dh, 0, end);
                }
            }
        }

        @Override
        public void close() {
            scratch.close();
        }
    }

    /** Reads dL/dx of step t of the sequences [from, to), as rows of F values. */
    void readInputGradient(int step, int from, int to, float[] rows, int offset) {
        dx.buffer().get((step * sequences + from) * inputs, rows, offset, (to - from) * inputs);
    }

    /**
     * Some sequences on their way forward only, a block of steps after another: the next block takes the place of the
     * present one. Streams of one layer may run at the same time.
     */
    final class Stream implements AutoCloseable {
        private final int rows;
        private final NativeFloats h;
        private final NativeFloats z;
        private final Cursor[] w = cursors(forwardInput, unitStride);
        private final Cursor[] r = cursors(forwardRecurrent, unitStride);
        private final float[][] gate;
        private final float[] cell;
        private final float[] tanhCell;
        private final float[] output;
        private boolean first = true;

        /**
         * @param rows the most sequences that it will take at once
         * @param blockSteps the most steps of a block
         */
        Stream(int rows, int blockSteps) {
            this.rows = rows;
            h = new NativeFloats((blockSteps + 1L) * rows * unitStride);
            z = new NativeFloats((long) rows * units);
            gate = new float[GATES][rows * units];
            cell = new float[rows * units];
            tanhCell = new float[rows * units];
            output = new float[rows * units];
            for (int row = 0; row < (blockSteps + 1) * rows; row++) {
                h.buffer().put(row * unitStride + units, 1f);
            }
        }

        /** Returns h of the latest block, step by step, as the next layer's input. */
        Input asInput() {
            return new Input(h, unitStride, rows);
        }

        /** Returns h after the latest step, with a one behind each row. */
        Cursor lastOutput() {
            return h.cursor(unitStride);
        }

        void begin() {
            Arrays.fill(cell, 0f);
            first = true;
        }

        /** Runs the next steps of the first {@code count} rows; {@code input} has all rows of each step. */
        void run(Input input, int blockSteps, int count) {
            int end = count * units;
            Cursor x = input.rows().cursor(input.stride());
            Cursor previous = h.cursor(unitStride);
            Cursor zRows = z.cursor(units);
            for (int t = 0; t < blockSteps; t++) {
                x.row(input.firstRow() + t * rows);
                previous.row(t * rows);
                for (int g = 0; g < GATES; g++) {
                    products.multiply(count, units, inputs + 1, x, w[g], 0f, zRows);
                    if (!first) {
                        products.multiply(count, units, units, previous, r[g], 1f, zRows);
                    }
                    z.buffer().get(0, gate[g], 0, end);
                    Gates.tanh(gate[g], 0, end);
                }
                Gates.nextCell(gate[I], gate[F], gate[G], cell, 0, end);
                Gates.tanh(cell, tanhCell, 0, end);
                Gates.output(gate[O], tanhCell, output, 0, end);
                keepOutput(t + 1, count);
                first = false;
            }
            keepOutput(0, count);
        }

        private void keepOutput(int step, int count) {
            for (int n = 0; n < count; n++) {
                h.buffer().put((step * rows + n) * unitStride, output, n * units, units);
            }
        }

        int rows() {
            return rows;
        }

        @Override
        public void close() {
            h.close();
            z.close();
        }
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
    void gradients(Input input, int g, int firstStep, LstmParameters gradients) {
        NativeFloats ofW = gradient[GATES + g];
        NativeFloats ofR = gradient[g];
        Cursor x = input.rows().cursor(input.stride());
        Cursor previous = h.cursor(unitStride);
        Cursor dzRows = dz[g].cursor(units);
        // The first step of a sequence that starts at zero adds nothing to dR.
        int firstOfR = startsAtZero ? Math.max(sequences, firstStep * sequences) : firstStep * sequences;
        int end = steps * sequences;
        // In blocks, so that dz still lies in the cache when it is read for the second time.
        for (int row = firstStep * sequences; row < end; row += GRADIENT_ROWS) {
            int last = Math.min(end, row + GRADIENT_ROWS);
            products.multiplyTransposed(
                    units,
                    inputs + 1,
                    last - row,
                    dzRows.row(row),
                    x.row(input.firstRow() + row),
                    row == firstStep * sequences ? 0f : 1f,
                    ofW.cursor(inputStride));
            int from = Math.max(firstOfR, row);
            if (last > from) {
                products.multiplyTransposed(
                        units,
                        units,
                        last - from,
                        dzRows.row(from),
                        previous.row(from),
                        from == firstOfR ? 0f : 1f,
                        ofR.cursor(units));
            }
        }
        float[] w = gradientValues[GATES + g];
        ofW.buffer().get(0, w);
        for (int row = 0; row < units; row++) {
            gradients.inputWeights().put((g * units + row) * inputs, w, row * inputStride, inputs);
            gradients.bias().put(g * units + row, w[row * inputStride + inputs]);
        }
        float[] r = gradientValues[g];
        if (firstOfR < end) {
            ofR.buffer().get(0, r);
        } else {
            Arrays.fill(r, 0f);
        }
        gradients.recurrentWeights().put(g * units * units, r);
    }

    private static Cursor[] cursors(NativeFloats[] arrays, int stride) {
        Cursor[] cursors = new Cursor[arrays.length];
        for (int g = 0; g < arrays.length; g++) {
            cursors[g] = arrays[g] == null ? null : arrays[g].cursor(stride);
        }
        return cursors;
    }

    private void release() {
        close(h, dx);
        close(dz);
        h = null;
        dx = null;
        dz = new NativeFloats[0];
        sequences = 0;
    }

    @Override
    public void close() {
        release();
        close(forwardInput);
        close(forwardRecurrent);
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
