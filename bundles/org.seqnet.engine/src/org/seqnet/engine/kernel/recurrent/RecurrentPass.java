package org.seqnet.engine.kernel.recurrent;

import java.util.Arrays;
import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.kernel.product.Rows;

/** A group on its way through a recurrent layer. What stays of it in the layer is h, dL/dz and dL/dx. */
final class RecurrentPass implements Pass {
    private final RecurrentLayer layer;
    private final Dropout dropout;
    private final int units;
    private final CellSteps cells;
    private final GateSums gateSums;
    private final float[] output;
    /** Rows between this layer and the one above. */
    private final float[] between;

    private final float[] dh;
    private final float[][] dz;
    private float[] zeros = new float[0];

    /** @param sequences the most sequences of a group */
    RecurrentPass(RecurrentLayer layer, int sequences) {
        this.layer = layer;
        this.dropout = layer.dropout();
        this.units = layer.shape().units();
        this.cells = CellSteps.of(layer.shape().cell(), true);
        this.gateSums = new GateSums(layer, sequences);
        int values = Math.multiplyExact(sequences, units);
        this.output = new float[values];
        this.between = new float[values];
        this.dh = new float[values];
        this.dz = new float[layer.sums().size()][values];
    }

    @Override
    public void write(int step, int from, int to, float[] rows, int offset) {
        layer.rows().writeInput(step, from, to, rows, offset);
    }

    @Override
    public void forward(int from, int to, Inputs above) {
        StepOrder order = layer.batch().order();
        StepRows rows = layer.rows();
        int values = (to - from) * units;
        cells.begin(values);
        Arrays.fill(output, 0, values, 0f);
        rows.writeOutput(0, from, to, output);
        Rows read = rows.rows();
        for (int t = 0; t < order.length(from); t++) {
            int running = order.running(t, from, to);
            int computed = order.computed(t, from, to);
            read.take(rows.row(t, from), computed);
            gateSums.activate(cells, t, read, t == 0, computed);
            cells.forward(t, output, running * units);
            rows.writeOutput(t + 1, from, from + running, output);
            writeOn(t, from, firstRead(above, t, from, to), running, above);
        }
    }

    /** Returns the first of the sequences that run at a step whose output is read above, counted from {@code from}. */
    private int firstRead(Inputs above, int step, int from, int to) {
        return above.isLastStepOnly() ? layer.batch().order().running(step + 1, from, to) : 0;
    }

    private void writeOn(int step, int from, int first, int end, Inputs above) {
        if (first == end) {
            return;
        }
        if (dropout.drops()) {
            System.arraycopy(output, first * units, between, first * units, (end - first) * units);
            drop(step, from, first, end);
            above.write(step, from + first, from + end, between, first * units);
        } else {
            above.write(step, from + first, from + end, output, first * units);
        }
    }

    private void drop(int step, int from, int first, int end) {
        if (dropout.drops()) {
            dropout.apply(layer.batch().seeds(), step, from + first, from + end, between, first * units, units);
        }
    }

    @Override
    public void backward(int from, int to, Pass above) {
        StepOrder order = layer.batch().order();
        Rows[] dzRows = layer.sumGradientRows();
        Cursor dhRows = gateSums.freeRows();
        Cursor dxRows = layer.inputGradientRows();
        // A sequence's rows stay zero until the backward pass comes to its last step.
        cells.beginBackward((to - from) * units);
        Arrays.fill(dh, 0, (to - from) * units, 0f);
        for (int t = order.longest() - 1; t >= 0; t--) {
            int row = layer.rows().row(t, from);
            int running = order.running(t, from, to);
            int end = running * units;
            writeNoGradient(row + running, order.present(t, from, to) - running);
            if (running == 0) {
                continue;
            }
            int computed = order.computed(t, from, to);
            addFromAbove(t, from, firstRead(above, t, from, to), running, above);
            cells.backward(t, dh, dz, end);
            for (int g = 0; g < dz.length; g++) {
                layer.writeSumGradient(g, row, dz[g], running);
                dzRows[g].take(row, computed);
                float beta = g == 0 ? 0f : 1f;
                if (t > 0 && layer.sums().get(g).readsOutput()) {
                    layer.backwardRecurrentWeights(g).multiply(dzRows[g], 0, beta, dhRows);
                }
                if (dxRows != null && layer.sums().get(g).readsInput()) {
                    layer.backwardInputWeights(g).multiply(dzRows[g], 0, beta, dxRows.row(row));
                }
            }
            if (t > 0) {
                gateSums.readFreeRows(dh, end);
                cells.addPast(dh, end);
            }
        }
    }

    private void addFromAbove(int step, int from, int first, int end, Pass above) {
        if (first < end) {
            above.readInputGradient(step, from + first, from + end, between, first * units);
            drop(step, from, first, end);
            Gates.add(dh, between, first * units, end * units);
        }
    }

    /** Rows of sequences that have ended add nothing to the weights' gradients. */
    private void writeNoGradient(int row, int count) {
        if (count > 0) {
            if (zeros.length < count * units) {
                zeros = new float[count * units];
            }
            for (int g = 0; g < dz.length; g++) {
                layer.writeSumGradient(g, row, zeros, count);
            }
        }
    }

    @Override
    public void readInputGradient(int step, int from, int to, float[] target, int offset) {
        layer.readInputGradient(step, from, to, target, offset);
    }

    @Override
    public void close() {
        gateSums.close();
    }
}
