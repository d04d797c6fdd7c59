package org.seqnet.engine.kernel.head;

import java.util.Arrays;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.kernel.recurrent.LstmSteps;

/**
 * The steps of some paths at once, forward: the LSTM, the joint space and the scores, a row for each path. One thread
 * at a time uses it.
 */
final class PathCells implements AutoCloseable {
    private final PathWeights weights;
    private final MatrixProducts products;
    private final LstmSteps lstm;
    private final int units;
    private final int size;
    private final int scored;
    private final Cursor[] recurrent;
    private final Cursor output;
    private final Cursor scoring;

    private int capacity;
    private Matrix before;
    private Matrix sums;
    private Matrix joint;
    private Matrix scoreRows;
    private Cursor beforeCursor;
    private Cursor sumCursor;
    private Cursor jointCursor;
    private Cursor scoreCursor;
    private float[] h = new float[0];
    private float[] x = new float[0];
    private float[] scores = new float[0];

    /** @param keeps whether the LSTM keeps all steps for the way back */
    PathCells(PathWeights weights, boolean keeps) {
        this.weights = weights;
        products = weights.products();
        lstm = new LstmSteps(keeps);
        units = weights.path().hiddenUnits();
        size = weights.path().embeddingSize();
        scored = weights.path().count() + 1;
        recurrent = weights.recurrent();
        output = weights.output();
        scoring = weights.scoring();
        allocate(1);
    }

    private void allocate(int rows) {
        capacity = rows;
        before = Matrix.ofRows(rows, units);
        sums = Matrix.ofRows(rows, units);
        joint = Matrix.ofRows(rows, size);
        scoreRows = Matrix.ofRows(rows, scored);
        beforeCursor = before.cursor();
        sumCursor = sums.cursor();
        jointCursor = joint.cursor();
        scoreCursor = scoreRows.cursor();
        h = new float[Math.multiplyExact(rows, units)];
        x = new float[Math.multiplyExact(rows, size)];
        scores = new float[Math.multiplyExact(rows, scored)];
    }

    /** Makes room for this many rows; what stands in them is lost if there was less. */
    void reserve(int rows) {
        if (rows > capacity) {
            close();
            allocate(rows);
        }
    }

    /** Begins as many paths as there are rows. */
    void begin(int rows) {
        reserve(rows);
        Arrays.fill(h, 0, rows * units, 0f);
        lstm.begin(rows * units);
    }

    /** Goes on with other paths from now on: the one in row i is that which stood in {@code sources[i]}. */
    void select(int[] sources, int rows) {
        float[] old = h;
        if (rows > capacity) {
            reserve(rows);
        } else {
            h = new float[old.length];
        }
        for (int i = 0; i < rows; i++) {
            System.arraycopy(old, sources[i] * units, h, i * units, units);
        }
        lstm.select(sources, rows, units);
    }

    /**
     * Computes what the LSTM gives after step {@code t}.
     *
     * @param labels the label that each row reads
     */
    void step(int t, int[] labels, int rows) {
        int values = rows * units;
        float[][] gates = lstm.sums(t, values);
        if (t > 0) {
            before.putRows(rows, h);
        }
        for (int g = 0; g < gates.length; g++) {
            for (int i = 0; i < rows; i++) {
                sums.putRow(i, weights.table(g), labels[i] * units);
            }
            if (t > 0) {
                products.multiply(rows, units, units, beforeCursor, recurrent[g], 1f, sumCursor);
            }
            sums.getRows(rows, gates[g]);
            lstm.activate(g, gates[g], values);
        }
        lstm.forward(t, h, values);
    }

    /**
     * Computes the scores of K labels and the end.
     *
     * @param images the image's part of the joint space, E values for each row
     */
    void score(float[] images, int rows) {
        before.putRows(rows, h);
        joint.putRows(rows, images);
        products.multiply(rows, size, units, beforeCursor, output, 1f, jointCursor);
        joint.getRows(rows, x);
        for (int i = 0; i < rows * size; i++) {
            x[i] = Math.max(0f, x[i]);
        }
        joint.putRows(rows, x);
        products.multiply(rows, scored, size, jointCursor, scoring, 0f, scoreCursor);
        scoreRows.getRows(rows, scores);
    }

    LstmSteps lstm() {
        return lstm;
    }

    /** Returns h, H values for each row. */
    float[] h() {
        return h;
    }

    /** Returns the places in the joint space, E values for each row. */
    float[] x() {
        return x;
    }

    /** Returns the scores of K labels and the end for each row; they may be written over. */
    float[] scores() {
        return scores;
    }

    /** Returns rows of H values that are free between two steps. */
    Matrix freeRows() {
        return sums;
    }

    /** Returns other rows of H values that are free between two steps. */
    Matrix otherFreeRows() {
        return before;
    }

    /** Returns rows of E values that are free between two steps. */
    Matrix freeJointRows() {
        return joint;
    }

    /** Returns rows of K + 1 values that are free between two steps. */
    Matrix freeScoreRows() {
        return scoreRows;
    }

    @Override
    public void close() {
        before.close();
        sums.close();
        joint.close();
        scoreRows.close();
    }
}
