package org.seqnet.engine.kernel;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Runs an LSTM layer with OpenBLAS on the processor's cores.
 */
public final class BlasKernel implements RecurrentKernel {

    /*
     * The plan. N sequences of T steps, F inputs, H units; every array is row-major with one row for each step of each
     * sequence, step by step, so that a step of some sequences is a block of rows, and so is the whole mini-batch.
     *
     * forward   1  z = [x|1] [W;b]      one product for all T * N rows [1]; tasks share the rows
     *           2  step by step: z(t) += h(t-1) R, then the gates; tasks share the sequences
     * backward  3  step by step: dz(t), then dh(t-1) = dz(t) R'; tasks share the sequences
     *           4  [dW;db] = [x|1]' dz, dR = h' dz, dx = dz W', again for all rows at once; the first two are shared out by
     *              gate columns, so that each sum over the rows is done by one thread in one order
     *
     * Weights are stored with one row for each gate column, which is Deeplearning4j's own layout read row by row.
     *
     * [1] Appleyard et al., 2016, arXiv:1604.01946, section 3.
     */

    /** With fewer sequences than this a task's products get so narrow that the split costs more than it saves. */
    private static final int FEWEST_ROWS_PER_TASK = 8;

    /** A pass that keeps nothing takes the mini-batch in blocks of about this size, which bounds its memory. */
    private static final int BLOCK = 256;

    private static final int LINE = 16;

    private final LstmShape shape;
    private final Workers workers;
    private final int units;
    private final int gates;
    private final int inputs;
    /** Length of a row of x, and of W with its bias: F + 1 values and some unused ones. */
    private final int width;

    private final NativeFloats w;
    private final NativeFloats r;
    private final float[] packW;
    private final float[] packR;
    private final float[] rawW;
    private final float[] rawB;
    private NativeFloats dw;
    private NativeFloats dr;

    private Rows rows;
    private LstmState last = new LstmState(new float[0], new float[0]);
    private Optional<float[]> mask = Optional.empty();
    private boolean kept;

    /** What the rows of one mini-batch need; reused as long as the mini-batch keeps its size. */
    private final class Rows implements AutoCloseable {
        final int sequences;
        final int steps;
        final NativeFloats x;
        final NativeFloats h;
        final NativeFloats z;
        final float[][] gate;
        final float[][] cell;
        final float[][] tanhCell;
        NativeFloats dx;
        NativeFloats dh;

        Rows(int sequences, int steps) {
            this.sequences = sequences;
            this.steps = steps;
            long count = (long) sequences * steps;
            x = new NativeFloats(count * width);
            h = new NativeFloats((count + sequences) * units);
            z = new NativeFloats(count * gates);
            gate = new float[steps][Math.multiplyExact(sequences, gates)];
            cell = new float[steps + 1][sequences * units];
            tanhCell = new float[steps][sequences * units];
        }

        void prepareBackward(boolean inputGradient) {
            if (dh == null) {
                dh = new NativeFloats((long) sequences * units);
            }
            if (inputGradient && dx == null) {
                dx = new NativeFloats((long) sequences * steps * inputs);
            }
        }

        @Override
        public void close() {
            x.close();
            h.close();
            z.close();
            if (dx != null) {
                dx.close();
            }
            if (dh != null) {
                dh.close();
            }
        }
    }

    BlasKernel(LstmShape shape, Workers workers) {
        OpenBlas.load();
        this.shape = shape;
        this.workers = workers;
        units = shape.units();
        gates = shape.gates();
        inputs = shape.inputs();
        width = (inputs + 1 + LINE - 1) / LINE * LINE;
        packW = new float[Math.multiplyExact(gates, width)];
        packR = new float[Math.multiplyExact(gates, units)];
        rawW = new float[gates * inputs];
        rawB = new float[gates];
        w = new NativeFloats(packW.length);
        r = new NativeFloats(packR.length);
    }

    @Override
    public LstmShape shape() {
        return shape;
    }

    @Override
    public void forward(LstmParameters parameters, LayerInput input, SequenceView output, boolean keep) {
        parameters.check(shape);
        input.check(shape);
        kept = false;
        pack(parameters);
        int sequences = input.steps().sequences();
        if (last.output().length != sequences * units) {
            last = LstmState.zeros(sequences, shape);
        }
        int blocks = keep ? 1 : (sequences + BLOCK - 1) / BLOCK;
        for (int i = 0; i < blocks; i++) {
            int from = split(sequences, blocks, i);
            forward(input, from, split(sequences, blocks, i + 1) - from, output);
        }
        mask = input.mask();
        kept = keep;
    }

    private void forward(LayerInput input, int first, int sequences, SequenceView output) {
        SequenceView source = input.steps().sequences(first, sequences);
        SequenceView target = output.sequences(first, sequences);
        int steps = source.timeSteps();
        if (rows == null || rows.sequences != sequences || rows.steps != steps) {
            if (rows != null) {
                rows.close();
                rows = null;
            }
            rows = new Rows(sequences, steps);
        }
        if (input.initial().isPresent()) {
            rows.h.buffer().put(0, input.initial().get().output(), first * units, sequences * units);
            System.arraycopy(input.initial().get().cell(), first * units, rows.cell[0], 0, sequences * units);
        } else {
            rows.h.buffer().put(0, new float[sequences * units]);
            Arrays.fill(rows.cell[0], 0f);
        }
        int all = sequences * steps;
        int parts = Math.min(workers.threads(), all);
        workers.run(parts, i -> inputProducts(source, split(all, parts, i), split(all, parts, i + 1)));
        int tasks = tasks(sequences);
        workers.run(tasks, i -> {
            int from = split(sequences, tasks, i);
            forwardSteps(input.mask(), first, target, from, split(sequences, tasks, i + 1));
        });
        rows.h.buffer().get(steps * sequences * units, last.output(), first * units, sequences * units);
        System.arraycopy(rows.cell[steps], 0, last.cell(), first * units, sequences * units);
    }

    private int tasks(int sequences) {
        return Math.max(1, Math.min(workers.threads(), sequences / FEWEST_ROWS_PER_TASK));
    }

    private static int split(int total, int parts, int i) {
        return (int) ((long) total * i / parts);
    }

    /** Stores [W;b] and R with F, O and G halved (see {@link Gates}). */
    private void pack(LstmParameters parameters) {
        parameters.inputWeights().get(0, rawW);
        parameters.bias().get(0, rawB);
        parameters.recurrentWeights().get(0, packR);
        for (int column = 0; column < gates; column++) {
            System.arraycopy(rawW, column * inputs, packW, column * width, inputs);
            packW[column * width + inputs] = rawB[column];
        }
        Gates.scale(packW, units * width, packW.length, 0.5f);
        Gates.scale(packR, units * units, packR.length, 0.5f);
        w.buffer().put(0, packW);
        r.buffer().put(0, packR);
    }

    /** Part 1 of the plan for the rows [from, to). */
    private void inputProducts(SequenceView source, int from, int to) {
        int sequences = rows.sequences;
        float[] step = new float[sequences * width];
        for (int n = 0; n < sequences; n++) {
            step[n * width + inputs] = 1f;
        }
        for (int row = from; row < to; ) {
            int t = row / sequences;
            int n = row % sequences;
            int count = Math.min(sequences - n, to - row);
            source.read(t, n, n + count, step, 0, width);
            rows.x.buffer().put(row * width, step, 0, count * width);
            row += count;
        }
        OpenBlas.multiplyByTransposed(
                to - from,
                gates,
                inputs + 1,
                rows.x.at((long) from * width),
                width,
                w.at(0),
                width,
                0f,
                rows.z.at((long) from * gates),
                gates);
    }

    /** Part 2 of the plan for the sequences [from, to) of the block that begins with sequence {@code first}. */
    private void forwardSteps(Optional<float[]> masks, int first, SequenceView target, int from, int to) {
        int sequences = rows.sequences;
        int count = to - from;
        float[] output = new float[count * units];
        FloatPointer weights = r.at(0);
        for (int t = 0; t < rows.steps; t++) {
            int row = t * sequences + from;
            OpenBlas.multiplyByTransposed(
                    count,
                    gates,
                    units,
                    rows.h.at((long) row * units),
                    units,
                    weights,
                    units,
                    1f,
                    rows.z.at((long) row * gates),
                    gates);
            float[] gate = rows.gate[t];
            float[] cell = rows.cell[t + 1];
            float[] tanhCell = rows.tanhCell[t];
            rows.z.buffer().get(row * gates, gate, from * gates, count * gates);
            Gates.tanh(gate, from * gates, to * gates);
            for (int n = from; n < to; n++) {
                Gates.cell(gate, n * gates, rows.cell[t], cell, n * units, units);
            }
            Gates.tanh(cell, tanhCell, from * units, to * units);
            for (int n = from; n < to; n++) {
                Gates.output(gate, n * gates, tanhCell, n * units, output, (n - from) * units, units);
            }
            if (masks.isPresent()) {
                for (int n = from; n < to; n++) {
                    float factor = masks.get()[(first + n) * rows.steps + t];
                    Gates.scale(output, (n - from) * units, (n - from + 1) * units, factor);
                    Gates.scale(cell, n * units, (n + 1) * units, factor);
                }
            }
            rows.h.buffer().put((row + sequences) * units, output, 0, count * units);
            target.write(t, from, to, output, 0);
        }
    }

    @Override
    public void copyLastState(LstmState target) {
        System.arraycopy(last.output(), 0, target.output(), 0, last.output().length);
        System.arraycopy(last.cell(), 0, target.cell(), 0, last.cell().length);
    }

    @Override
    public void backward(
            SequenceView outputGradient,
            int firstStep,
            Optional<SequenceView> inputGradient,
            LstmParameters gradients) {
        if (!kept) {
            throw new IllegalStateException("The latest forward pass kept nothing to propagate gradients through.");
        }
        gradients.check(shape);
        if (dw == null) {
            dw = new NativeFloats(packW.length);
            dr = new NativeFloats(packR.length);
        }
        rows.prepareBackward(inputGradient.isPresent());
        int sequences = rows.sequences;
        int tasks = tasks(sequences);
        workers.run(tasks, i -> backwardSteps(outputGradient, firstStep, split(sequences, tasks, i), split(sequences, tasks, i + 1)));
        int first = firstStep * sequences;
        int all = sequences * rows.steps;
        int parts = workers.threads();
        workers.run(inputGradient.isPresent() ? 3 * parts : 2 * parts, i -> {
            int part = i % parts;
            int column = split(gates, parts, part);
            int columns = split(gates, parts, part + 1) - column;
            if (i < parts) {
                recurrentGradients(first, column, columns, gradients);
            } else if (i < 2 * parts) {
                inputWeightGradients(first, column, columns, gradients);
            } else {
                inputGradients(first, split(all, parts, part), split(all, parts, part + 1), inputGradient.get());
            }
        });
    }

    /** Part 3 of the plan for the sequences [from, to). */
    private void backwardSteps(SequenceView outputGradient, int firstStep, int from, int to) {
        int sequences = rows.sequences;
        int count = to - from;
        float[] dh = new float[count * units];
        float[] dc = new float[count * units];
        float[] fromAbove = new float[count * units];
        float[] dz = new float[count * gates];
        FloatPointer weights = r.at(0);
        FloatPointer dhNative = rows.dh.at((long) from * units);
        for (int t = rows.steps - 1; t >= firstStep; t--) {
            int row = t * sequences + from;
            outputGradient.read(t, from, to, fromAbove, 0, units);
            Gates.add(dh, fromAbove, 0, dh.length);
            if (mask.isPresent()) {
                for (int n = from; n < to; n++) {
                    float factor = mask.get()[n * rows.steps + t];
                    Gates.scale(dh, (n - from) * units, (n - from + 1) * units, factor);
                    Gates.scale(dc, (n - from) * units, (n - from + 1) * units, factor);
                }
            }
            for (int n = from; n < to; n++) {
                int at = (n - from) * units;
                int dzAt = (n - from) * gates;
                Gates.backOutput(rows.gate[t], n * gates, rows.tanhCell[t], n * units, dh, dc, at, dz, dzAt, units);
                Gates.backCell(rows.gate[t], n * gates, rows.cell[t], n * units, dc, at, dz, dzAt, units);
            }
            rows.z.buffer().put(row * gates, dz, 0, count * gates);
            if (t > firstStep) {
                OpenBlas.multiply(
                        count, units, gates, rows.z.at((long) row * gates), gates, weights, units, 0f, dhNative, units);
                rows.dh.buffer().get(from * units, dh, 0, count * units);
            }
        }
    }

    /** dR of some gate columns: part 4 of the plan, from row {@code first} on. */
    private void recurrentGradients(int first, int column, int columns, LstmParameters gradients) {
        int count = rows.sequences * rows.steps - first;
        OpenBlas.multiplyTransposed(
                columns,
                units,
                count,
                rows.z.at((long) first * gates + column),
                gates,
                rows.h.at((long) first * units),
                units,
                0f,
                dr.at((long) column * units),
                units);
        float[] values = new float[columns * units];
        dr.buffer().get(column * units, values);
        halve(values, column, units);
        gradients.recurrentWeights().put(column * units, values);
    }

    /** dW and db of some gate columns. */
    private void inputWeightGradients(int first, int column, int columns, LstmParameters gradients) {
        int count = rows.sequences * rows.steps - first;
        OpenBlas.multiplyTransposed(
                columns,
                inputs + 1,
                count,
                rows.z.at((long) first * gates + column),
                gates,
                rows.x.at((long) first * width),
                width,
                0f,
                dw.at((long) column * width),
                width);
        float[] values = new float[columns * width];
        dw.buffer().get(column * width, values);
        halve(values, column, width);
        for (int k = 0; k < columns; k++) {
            gradients.inputWeights().put((column + k) * inputs, values, k * width, inputs);
            gradients.bias().put(column + k, values[k * width + inputs]);
        }
    }

    /** Turns gradients by the halved weights of F, O and G into gradients by the weights themselves. */
    private void halve(float[] values, int column, int width) {
        int from = Math.max(0, units - column) * width;
        if (from < values.length) {
            Gates.scale(values, from, values.length, 0.5f);
        }
    }

    /** dx of the rows [from, to). Rows before {@code first} get zeros. */
    private void inputGradients(int first, int from, int to, SequenceView target) {
        int start = Math.max(first, from);
        if (to > start) {
            OpenBlas.multiply(
                    to - start,
                    inputs,
                    gates,
                    rows.z.at((long) start * gates),
                    gates,
                    w.at(0),
                    width,
                    0f,
                    rows.dx.at((long) start * inputs),
                    inputs);
        }
        float[] step = new float[rows.sequences * inputs];
        for (int row = from; row < to; ) {
            int t = row / rows.sequences;
            int n = row % rows.sequences;
            int count = Math.min(rows.sequences - n, to - row);
            if (row >= first) {
                rows.dx.buffer().get(row * inputs, step, 0, count * inputs);
            } else {
                Arrays.fill(step, 0f);
            }
            target.write(t, n, n + count, step, 0);
            row += count;
        }
    }

    @Override
    public void close() {
        kept = false;
        w.close();
        r.close();
        if (dw != null) {
            dw.close();
            dr.close();
            dw = null;
        }
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }
}
