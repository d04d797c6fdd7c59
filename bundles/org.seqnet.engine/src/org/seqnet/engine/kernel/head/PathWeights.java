package org.seqnet.engine.kernel.head;

import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.kernel.recurrent.LstmSteps;
import org.seqnet.engine.network.LabelPath;

/**
 * The weights of a label path's LSTM and joint space, laid out for the products: with K labels, embeddings of E values
 * and H units, all that is not of the image.
 *
 * <p>The LSTM reads nothing but labels, so that what its input puts into the gates is a table: a row for each label.
 */
final class PathWeights implements AutoCloseable {
    private final LabelPath path;
    private final MatrixProducts products;
    private final int labels;
    private final int size;
    private final int units;
    private final int gates = LstmSteps.GATES;

    private final float[] embeddings;
    private final Matrix embeddingRows;
    /** E x (K + 2). */
    private final Matrix embeddingColumns;
    /** By gate: what each label, the end and the start put into it, (K + 2) x H. */
    private final float[][] table = new float[gates][];

    private final Matrix tableRows;
    private final Matrix inputColumns;
    /** By gate: H x H, rows are the units that are read, scaled as the cell asks for. */
    private final Matrix[] recurrent = new Matrix[gates];

    private final Matrix output;
    /** What only training asks for; null before. */
    private Back back;

    /**
     * The weights for the way back.
     *
     * @param recurrent by gate: H x H, rows are the units that are given
     * @param input by gate: H x E, rows are the units that are given
     * @param output E x H
     */
    private record Back(Matrix[] recurrent, Matrix[] input, Matrix output) {}

    PathWeights(LabelPath path, MatrixProducts products) {
        this.path = path;
        this.products = products;
        labels = path.count();
        size = path.embeddingSize();
        units = path.hiddenUnits();
        embeddings = new float[Math.multiplyExact(labels + 2, size)];
        embeddingRows = Matrix.ofWeights(labels + 2, size);
        embeddingColumns = Matrix.ofWeights(size, labels + 2);
        tableRows = Matrix.ofRows(labels + 2L, units);
        inputColumns = Matrix.ofWeights(size, units);
        for (int g = 0; g < gates; g++) {
            table[g] = new float[Math.multiplyExact(labels + 2, units)];
            recurrent[g] = Matrix.ofWeights(units, units);
        }
        output = Matrix.ofWeights(units, size);
    }

    private Back newBack() {
        var recurrentBack = new Matrix[gates];
        var inputBack = new Matrix[gates];
        for (int g = 0; g < gates; g++) {
            recurrentBack[g] = Matrix.ofWeights(units, units);
            inputBack[g] = Matrix.ofWeights(units, size);
        }
        return new Back(recurrentBack, inputBack, Matrix.ofWeights(size, units));
    }

    /** Takes over parameters. */
    void pack(PathParameters parameters, boolean training) {
        if (training && back == null) {
            back = newBack();
        }
        parameters.embeddings().get(0, embeddings);
        embeddingRows.putRows(labels + 2, embeddings);
        embeddingColumns.putColumns(embeddings, size, 1f);
        for (int g = 0; g < gates; g++) {
            pack(parameters, g, training);
        }
        float[] values = new float[units * size];
        parameters.outputProjection().get(0, values);
        output.putColumns(values, units, 1f);
        if (training) {
            back.output.putRows(size, values);
        }
    }

    private void pack(PathParameters parameters, int g, boolean training) {
        float scale = LstmSteps.scale(g);
        float[] r = new float[units * units];
        parameters.recurrentWeights().get(g * units * units, r);
        recurrent[g].putColumns(r, units, scale);
        float[] w = new float[units * size];
        parameters.inputWeights().get(g * units * size, w);
        inputColumns.putColumns(w, size, scale);
        if (training) {
            back.recurrent[g].putRows(units, r);
            back.input[g].putRows(units, w);
        }
        float[] bias = new float[units];
        parameters.biases().get(g * units, bias);
        for (int u = 0; u < units; u++) {
            bias[u] *= scale;
        }
        for (int label = 0; label < labels + 2; label++) {
            tableRows.putRow(label, bias, 0);
        }
        products.multiply(
                labels + 2, units, size, embeddingRows.cursor(), inputColumns.cursor(), 1f, tableRows.cursor());
        tableRows.getRows(labels + 2, table[g]);
    }

    LabelPath path() {
        return path;
    }

    MatrixProducts products() {
        return products;
    }

    /** Returns the number that stands for the end. */
    int end() {
        return labels;
    }

    /** Returns what labels put into a gate, a row of H values for each. */
    float[] table(int gate) {
        return table[gate];
    }

    /** Returns the embeddings of labels, end and start, a row of E values for each. */
    float[] embeddings() {
        return embeddings;
    }

    /** Returns cursors at what is multiplied by h for each gate. */
    Cursor[] recurrent() {
        return cursors(recurrent);
    }

    /** Returns cursors at what is multiplied by dL/dz of each gate for dL/dh. */
    Cursor[] recurrentBack() {
        return cursors(back.recurrent);
    }

    /** Returns cursors at what is multiplied by dL/dz of each gate for the gradient of what the LSTM reads. */
    Cursor[] inputBack() {
        return cursors(back.input);
    }

    /** Returns what is multiplied by h for its part of the joint space. */
    Cursor output() {
        return output.cursor();
    }

    /** Returns what is multiplied by a gradient in the joint space for dL/dh. */
    Cursor outputBack() {
        return back.output.cursor();
    }

    /** Returns what is multiplied by a place in the joint space for the scores; the column of the start is the last. */
    Cursor scoring() {
        return embeddingColumns.cursor();
    }

    /** Returns what is multiplied by gradients of scores for those in the joint space; the start's row is the last. */
    Cursor scoringBack() {
        return embeddingRows.cursor();
    }

    private static Cursor[] cursors(Matrix[] matrices) {
        Cursor[] cursors = new Cursor[matrices.length];
        for (int g = 0; g < matrices.length; g++) {
            cursors[g] = matrices[g].cursor();
        }
        return cursors;
    }

    @Override
    public void close() {
        embeddingRows.close();
        embeddingColumns.close();
        tableRows.close();
        inputColumns.close();
        output.close();
        close(recurrent);
        if (back != null) {
            close(back.recurrent);
            close(back.input);
            back.output.close();
        }
    }

    private static void close(Matrix[] matrices) {
        for (Matrix matrix : matrices) {
            matrix.close();
        }
    }
}
