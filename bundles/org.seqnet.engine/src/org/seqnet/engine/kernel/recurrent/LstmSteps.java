package org.seqnet.engine.kernel.recurrent;

import java.util.Arrays;

/** The arithmetic of LSTM cells (see {@link Gates} for what is kept of a gate, {@link RecurrentLayer} for the sums). */
final class LstmSteps extends CellSteps {
    private static final int I = 0;
    private static final int F = 1;
    private static final int O = 2;
    private static final int G = 3;
    private static final int GATES = 4;

    /** By step: c before it. */
    private float[][] cell = new float[0][];

    /** tanh(c) of one step; computing it twice takes less time than fetching it from memory. */
    private float[] tanhCell = new float[0];

    private float[] dc = new float[0];

    LstmSteps(boolean keeps) {
        super(GATES, keeps);
    }

    /** F, O and G are halved: their sigmoid is made of the tanh of half its argument. */
    static float scale(int gate) {
        return gate == I ? 1f : 0.5f;
    }

    @Override
    void activate(float[] sums, int end) {
        Gates.tanh(sums, 0, end);
    }

    @Override
    void begin(int values) {
        cell = withRoom(cell, 0, values);
        Arrays.fill(cell[0], 0, values, 0f);
        if (tanhCell.length < values) {
            tanhCell = new float[values];
        }
    }

    @Override
    void forward(int t, float[] h, int end) {
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
    void beginBackward(int values) {
        if (dc.length < values) {
            dc = new float[values];
        }
        // A sequence's rows stay zero until the backward pass comes to its last step.
        Arrays.fill(dc, 0, values, 0f);
    }

    @Override
    void backward(int t, float[] dh, float[][] dz, int end) {
        Gates.tanh(cell[t + 1], tanhCell, 0, end);
        Gates.backOutput(gate(O, t), tanhCell, dh, dc, dz[O], 0, end);
        Gates.backInput(gate(I, t), gate(G, t), dc, dz[I], dz[G], 0, end);
        Gates.backForget(gate(F, t), cell[t], dc, dz[F], 0, end);
    }
}
