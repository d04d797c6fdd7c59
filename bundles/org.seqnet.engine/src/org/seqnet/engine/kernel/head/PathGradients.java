package org.seqnet.engine.kernel.head;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.kernel.recurrent.LstmSteps;

/**
 * The gradients of a label path's weights, summed over all steps of all paths in the order of their rows, whoever
 * computed them.
 */
final class PathGradients implements AutoCloseable {
    private static final int GATES = LstmSteps.GATES;

    private final PathWeights weights;
    private final MatrixProducts products;
    private final int labels;
    private final int size;
    private final int units;
    /** By gate: gradients of R, b and W side by side, H x (H + 1 + E). */
    private final Matrix[] gates = new Matrix[GATES];

    private final Matrix output;
    private final Matrix scoring;

    PathGradients(PathWeights weights) {
        this.weights = weights;
        products = weights.products();
        labels = weights.path().count();
        size = weights.path().embeddingSize();
        units = weights.path().hiddenUnits();
        for (int g = 0; g < GATES; g++) {
            gates[g] = Matrix.ofWeights(units, units + 1 + size);
        }
        output = Matrix.ofWeights(size, units);
        scoring = Matrix.ofRows(labels + 1L, size);
    }

    /** Returns tasks that write all gradients but those of the image's part. */
    List<Runnable> tasks(PathRows rows, PathParameters target) {
        var tasks = new ArrayList<Runnable>();
        tasks.add(() -> embeddings(rows, target.embeddings()));
        for (int g = 0; g < GATES; g++) {
            int gate = g;
            tasks.add(() -> gate(gate, rows, target));
        }
        tasks.add(() -> output(rows, target.outputProjection()));
        return tasks;
    }

    private void gate(int g, PathRows rows, PathParameters target) {
        sum(rows.gateGradients(g), rows.read(), rows.rows(), gates[g]);
        float[] row = new float[gates[g].columns()];
        for (int u = 0; u < units; u++) {
            gates[g].get(u, 0, row, 0, row.length);
            int unit = g * units + u;
            target.recurrentWeights().put(unit * units, row, 0, units);
            target.biases().put(unit, row[units]);
            target.inputWeights().put(unit * size, row, units + 1, size);
        }
    }

    private void output(PathRows rows, FloatBuffer target) {
        sum(rows.jointGradients(), rows.outputs(), rows.rows(), output);
        float[] all = new float[size * units];
        output.getRows(size, all);
        target.put(0, all);
    }

    /** Embeddings are what scores are made of, and what the LSTM reads. */
    private void embeddings(PathRows rows, FloatBuffer target) {
        sum(rows.scoreGradients(), rows.joint(), rows.rows(), scoring);
        float[] all = new float[(labels + 2) * size];
        scoring.getRows(labels + 1, all);
        float[] read = readGradients(rows);
        for (int row = 0; row < rows.rows(); row++) {
            int at = rows.label(row) * size;
            for (int k = 0; k < size; k++) {
                all[at + k] += read[row * size + k];
            }
        }
        target.put(0, all);
    }

    /** Returns the gradients of the embeddings that the LSTM read, E values for each row. */
    private float[] readGradients(PathRows rows) {
        Cursor[] input = weights.inputBack();
        Cursor target = rows.readGradients().cursor();
        for (int g = 0; g < GATES; g++) {
            Cursor gate = rows.gateGradients(g).cursor();
            products.multiply(rows.rows(), size, units, gate, input[g], g == 0 ? 0f : 1f, target);
        }
        float[] values = new float[rows.rows() * size];
        rows.readGradients().getRows(rows.rows(), values);
        return values;
    }

    /** Computes the transpose of a times b, the rows of both being those of all steps. */
    private void sum(Matrix a, Matrix b, int rows, Matrix target) {
        products.multiplyTransposed(a.columns(), b.columns(), rows, a.cursor(), b.cursor(), 0f, target.cursor());
    }

    @Override
    public void close() {
        for (Matrix gate : gates) {
            gate.close();
        }
        output.close();
        scoring.close();
    }
}
