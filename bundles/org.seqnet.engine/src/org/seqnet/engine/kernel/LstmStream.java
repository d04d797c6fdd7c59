package org.seqnet.engine.kernel;

import java.util.Arrays;
import java.util.Optional;
import org.seqnet.engine.kernel.NativeFloats.Cursor;

/**
 * Some sequences on their way through a layer, forward only, a block of steps after another: the next block takes the
 * place of the present one. Streams of one layer may run at the same time.
 */
final class LstmStream implements AutoCloseable {
    private final LstmLayer layer;
    private final StepRows rows;
    private final LstmLayer.GateInputs gateInputs;
    private final float[][] gate;
    private final float[] cell;
    private final float[] tanhCell;
    private final float[] output;
    private boolean first = true;

    /**
     * @param sequences the most sequences that it will take at once
     * @param blockSteps the most steps of a block
     */
    LstmStream(LstmLayer layer, int sequences, int blockSteps) {
        this.layer = layer;
        rows = new StepRows(layer.shape(), sequences, blockSteps);
        int values = sequences * layer.shape().units();
        gateInputs = layer.new GateInputs(sequences);
        gate = new float[LstmLayer.GATES][values];
        cell = new float[values];
        tanhCell = new float[values];
        output = new float[values];
    }

    /** Returns where x of the next block is to be written. */
    StepRows rows() {
        return rows;
    }

    /** Returns h after a block of so many steps, with a one behind each row. */
    Cursor output(int blockSteps) {
        return rows.cursor().row(rows.row(blockSteps, 0));
    }

    void begin() {
        Arrays.fill(cell, 0f);
        first = true;
    }

    /** Runs the next steps of the first {@code count} sequences, and hands h to the layer above. */
    void run(int blockSteps, int count, Optional<StepRows> above) {
        if (!first) {
            rows.writeOutput(0, 0, count, output);
        }
        int end = count * layer.shape().units();
        Cursor row = rows.cursor();
        for (int t = 0; t < blockSteps; t++) {
            for (int g = 0; g < LstmLayer.GATES; g++) {
                gateInputs.activate(g, row, rows.row(t, 0), first, count, gate[g]);
            }
            Gates.nextCell(gate[LstmLayer.I], gate[LstmLayer.F], gate[LstmLayer.G], cell, 0, end);
            Gates.tanh(cell, tanhCell, 0, end);
            Gates.output(gate[LstmLayer.O], tanhCell, output, 0, end);
            rows.writeOutput(t + 1, 0, count, output);
            if (above.isPresent()) {
                above.get().writeInput(t, 0, count, output);
            }
            first = false;
        }
    }

    @Override
    public void close() {
        rows.close();
        gateInputs.close();
    }
}
