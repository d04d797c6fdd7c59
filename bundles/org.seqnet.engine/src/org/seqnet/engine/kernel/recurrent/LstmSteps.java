package org.seqnet.engine.kernel.recurrent;

import java.util.Arrays;

/** The arithmetic of LSTM cells (see {@link Gates} for what is kept of a gate, {@link RecurrentLayer} for the sums). */
public final class LstmSteps extends CellSteps {
    private static final int I = 0;
    private static final int F = 1;
    private static final int O = 2;
    private static final int G = 3;
    /** The number of gates. */
    public static final int GATES = 4;

    /** By step: c before it. */
    private float[][] cell = new float[0][];

    /** tanh(c) of one step; computing it twice takes less time than fetching it from memory. */
    private float[] tanhCell = new float[0];

    private float[] dc = new float[0];

    /** @param keeps whether every step is kept for the way back */
    public LstmSteps(boolean keeps) {
        super(GATES, keeps);
    }

    /**
     * Returns what a gate's weights are multiplied by before products are made of them: F, O and G are halved, as their
     * sigmoid is made of the tanh of half its argument.
     */
    public static float scale(int gate) {
        return gate == I ? 1f : 0.5f;
    }

    @Override
    public void activate(int sum, float[] values, int end) {
        Gates.tanh(values, 0, end);
    }

    @Override
    public void begin(int values) {
        cell = withRoom(cell, 0, values);
        Arrays.fill(cell[0], 0, values, 0f);
        if (tanhCell.length < values) {
            tanhCell = new float[values];
        }
    }

    /**
     * Goes on with other sequences from now on: the i-th is that which stood at {@code sources[i]}. Nothing is kept.
     *
     * @param units H
     */
    public void select(int[] sources, int count, int units) {
        var selected = new float[count * units];
        for (int i = 0; i < count; i++) {
            System.arraycopy(cell[0], sources[i] * units, selected, i * units, units);
        }
        cell[0] = selected;
        if (tanhCell.length < selected.length) {
            tanhCell = new float[selected.length];
        }
    }

    @Override
    public void forward(int t, float[] h, int end) {
        if (keeps()) {
            cell = withRoom(cell, t + 1, end);
            Gates.cell(gate(I, t), gate(F, t), gate(G, t), cell[t], cell[t + 1], 0, end);
        } else {
            Gates.nextCell(gate(I, t), gate(F, t), gate(G, t), cell[0], 0, end);
        }
        Gates.tanh(cell[place(t + 1)], tanhCell, 0, end);
        Gates.output(gate(O, t), tanhCell, h, 0, end);
    }

    @Override
    public void beginBackward(int values) {
        if (dc.length < values) {
            dc = new float[values];
        }
        // A sequence's rows stay zero until the backward pass comes to its last step.
        Arrays.fill(dc, 0, values, 0f);
    }

    @Override
    public void backward(int t, float[] dh, float[][] dz, int end) {
        Gates.tanh(cell[t + 1], tanhCell, 0, end);
        Gates.backOutput(gate(O, t), tanhCell, dh, dc, dz[O], 0, end);
        Gates.backInput(gate(I, t), gate(G, t), dc, dz[I], dz[G], 0, end);
        Gates.backForget(gate(F, t), cell[t], dc, dz[F], 0, end);
    }
}
