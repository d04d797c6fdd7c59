package org.seqnet.engine.kernel.head;

import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.sequence.LabelSets;

/**
 * What the paths of a mini-batch leave behind for the gradients of the weights: a row for each step of each path, one
 * sequence after another.
 */
final class PathRows implements AutoCloseable {
    private final int units;
    private final long capacity;
    private int[] first = new int[0];
    private int rows;

    /** What the LSTM reads: h before the step, a one for the bias, the embedding. */
    private final Matrix read;
    /** The labels whose embeddings those are. */
    private final int[] labels;
    /** By gate: dL/dz. */
    private final Matrix[] gateGradients;

    private final Matrix outputs;
    private final Matrix joint;
    private final Matrix jointGradients;
    private final Matrix scoreGradients;
    private final Matrix readGradients;

    PathRows(LabelPath path, int gates, long rows) {
        capacity = rows;
        units = path.hiddenUnits();
        int size = path.embeddingSize();
        // First of all, since it finds out if there are too many.
        scoreGradients = Matrix.ofRows(rows, path.count() + 1);
        read = Matrix.ofWeights(rows, units + 1 + size);
        outputs = Matrix.ofRows(rows, units);
        joint = Matrix.ofRows(rows, size);
        jointGradients = Matrix.ofRows(rows, size);
        readGradients = Matrix.ofRows(rows, size);
        gateGradients = new Matrix[gates];
        for (int g = 0; g < gates; g++) {
            gateGradients[g] = Matrix.ofRows(rows, units);
        }
        labels = new int[(int) rows];
        float[] one = {1f};
        for (int row = 0; row < rows; row++) {
            read.put(row, units, one, 0, 1);
        }
    }

    /** Returns how many rows the paths of some sequences have. */
    static long count(LabelSets sets) {
        long count = 0;
        for (int n = 0; n < sets.size(); n++) {
            count += sets.count(n) + 1L;
        }
        return count;
    }

    long capacity() {
        return capacity;
    }

    /** Takes the paths of other sequences from now on, of which there must be no more; what was written is lost. */
    void arrange(LabelSets sets) {
        first = new int[sets.size()];
        rows = 0;
        for (int n = 0; n < first.length; n++) {
            first[n] = rows;
            rows += sets.count(n) + 1;
        }
    }

    int rows() {
        return rows;
    }

    /** Returns the row of a step of a sequence's path. */
    int row(int sequence, int t) {
        return first[sequence] + t;
    }

    /** Writes what the LSTM reads at a step. */
    void writeRead(int row, float[] h, int path, int label, float[] embeddings) {
        int size = read.columns() - units - 1;
        read.put(row, 0, h, path * units, units);
        read.put(row, units + 1, embeddings, label * size, size);
        labels[row] = label;
    }

    /** Returns the label that is read in a row. */
    int label(int row) {
        return labels[row];
    }

    Matrix read() {
        return read;
    }

    /** Returns dL/dz of a gate. */
    Matrix gateGradients(int gate) {
        return gateGradients[gate];
    }

    /** Returns h after each step. */
    Matrix outputs() {
        return outputs;
    }

    /** Returns the places in the joint space. */
    Matrix joint() {
        return joint;
    }

    /** Returns the gradients of those places before they are rectified. */
    Matrix jointGradients() {
        return jointGradients;
    }

    Matrix scoreGradients() {
        return scoreGradients;
    }

    /** Returns the gradients of the embeddings that are read. */
    Matrix readGradients() {
        return readGradients;
    }

    @Override
    public void close() {
        read.close();
        outputs.close();
        joint.close();
        jointGradients.close();
        scoreGradients.close();
        readGradients.close();
        for (Matrix gradients : gateGradients) {
            gradients.close();
        }
    }
}
