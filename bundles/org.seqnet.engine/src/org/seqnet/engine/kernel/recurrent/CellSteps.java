package org.seqnet.engine.kernel.recurrent;

import java.util.Arrays;
import org.seqnet.engine.network.Cell;

/**
 * The arithmetic of a cell between the products of a step, for some sequences on their way through a layer, with what
 * the backward pass needs of each step. One thread at a time uses it. What it is given and keeps are rows of H values,
 * of which each step has as many as sequences run then.
 */
abstract class CellSteps {
    /** Whether every step is kept; otherwise, each takes the place of the one before. */
    private final boolean keeps;

    private final float[][][] gate;

    CellSteps(int gates, boolean keeps) {
        this.keeps = keeps;
        gate = new float[gates][0][];
    }

    /** Makes those of a cell. */
    static CellSteps of(Cell cell, boolean keeps) {
        return switch (cell) {
            case LSTM -> new LstmSteps(keeps);
            case GRU -> new GruSteps(keeps);
            case RNN_TANH, RNN_RELU -> new SimpleSteps(cell == Cell.RNN_RELU, keeps);
        };
    }

    final boolean keeps() {
        return keeps;
    }

    /** Returns where the step {@code t} stands. */
    final int place(int t) {
        return keeps ? t : 0;
    }

    /** Returns what has been made of a gate's weighted sums at a step. */
    final float[] gate(int g, int t) {
        return gate[g][place(t)];
    }

    /** Makes room for this many values at a step, and returns where the weighted sums of its gates are to be put. */
    public final float[][] sums(int t, int values) {
        int place = place(t);
        float[][] sums = new float[gate.length][];
        for (int g = 0; g < gate.length; g++) {
            gate[g] = withRoom(gate[g], place, values);
            sums[g] = gate[g][place];
        }
        return sums;
    }

    /** Returns {@code arrays} with one of at least this length at a place; what stands there may be lost. */
    static float[][] withRoom(float[][] arrays, int place, int length) {
        float[][] longer = place < arrays.length ? arrays : Arrays.copyOf(arrays, place + 1);
        if (longer[place] == null || longer[place].length < length) {
            longer[place] = new float[length];
        }
        return longer;
    }

    /** Replaces the first {@code end} values of a weighted sum by what is kept of them. */
    public abstract void activate(int sum, float[] values, int end);

    /** Starts the forward pass of {@code values} units. */
    public void begin(int values) {}

    /**
     * Writes h of the first {@code end} units after step {@code t}, whose sums have been activated.
     *
     * @param h before that step, to be replaced
     */
    public abstract void forward(int t, float[] h, int end);

    /** Starts the backward pass of {@code values} units. */
    public void beginBackward(int values) {}

    /**
     * Writes dL/dz, where z are the weighted sums of each gate at step {@code t}.
     *
     * @param dh dL/dh after that step
     */
    public abstract void backward(int t, float[] dh, float[][] dz, int end);

    /** Adds to dL/dh before the step that went back last what comes there on another way than its weighted sums. */
    public void addPast(float[] dh, int end) {}
}
