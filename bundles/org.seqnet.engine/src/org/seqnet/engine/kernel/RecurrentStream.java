package org.seqnet.engine.kernel;

import java.util.Optional;
import org.seqnet.engine.kernel.NativeFloats.Cursor;

/**
 * Some sequences on their way through a layer, forward only, a block of steps after another: the next block takes the
 * place of the present one. Streams of one layer may run at the same time.
 */
final class RecurrentStream implements AutoCloseable {
    private final RecurrentLayer layer;
    private final StepRows rows;
    private final RecurrentLayer.GateInputs gateInputs;
    private final CellSteps cells;
    private final float[] output;

    /**
     * @param sequences the most sequences that it will take at once
     * @param blockSteps the most steps of a block
     */
    RecurrentStream(RecurrentLayer layer, int sequences, int blockSteps) {
        this.layer = layer;
        rows = new StepRows(layer.shape(), StepOrder.equal(sequences, blockSteps));
        int values = sequences * layer.shape().units();
        gateInputs = layer.new GateInputs(sequences);
        cells = CellSteps.of(layer.shape().cell(), false);
        output = new float[values];
    }

    /** Returns where x of the next block is to be written. */
    StepRows rows() {
        return rows;
    }

    /** Returns h after the last step of each of the first {@code count} sequences, with a one behind each row. */
    Cursor output(int count) {
        rows.writeOutput(0, 0, count, output);
        return rows.cursor().row(rows.row(0, 0));
    }

    void begin() {
        cells.begin(output.length);
    }

    /**
     * Runs the next steps of the sequences at the positions [from, to), and hands h to the layer above. Sequences that
     * have ended keep their last h.
     *
     * @param firstStep how many steps have been run
     */
    void run(StepOrder order, int from, int to, int firstStep, int blockSteps, Optional<StepRows> above) {
        if (firstStep > 0) {
            rows.writeOutput(0, 0, order.running(firstStep, from, to), output);
        }
        Cursor row = rows.cursor();
        for (int t = 0; t < blockSteps; t++) {
            int count = order.running(firstStep + t, from, to);
            int computed = order.computed(firstStep + t, from, to);
            gateInputs.activate(cells, firstStep + t, row, rows.row(t, 0), firstStep + t == 0, computed);
            cells.forward(firstStep + t, output, count * layer.shape().units());
            rows.writeOutput(t + 1, 0, count, output);
            if (above.isPresent()) {
                above.get().writeInput(t, 0, count, output);
            }
        }
    }

    @Override
    public void close() {
        rows.close();
        gateInputs.close();
    }
}
