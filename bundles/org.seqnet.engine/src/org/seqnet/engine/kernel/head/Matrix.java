package org.seqnet.engine.kernel.head;

import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/** A row-major matrix where the products can read it. */
final class Matrix implements AutoCloseable {
    private final NativeFloats values;
    private final int columns;
    private final int stride;

    private Matrix(long rows, int columns, int stride) {
        this.values = new NativeFloats(rows * stride);
        this.columns = columns;
        this.stride = stride;
    }

    /** Returns one whose rows lie at a distance that is good for what products read again and again. */
    static Matrix ofWeights(long rows, int columns) {
        return new Matrix(rows, columns, NativeFloats.stride(columns));
    }

    /** Returns one whose rows lie one behind another, so that many are copied at once. */
    static Matrix ofRows(long rows, int columns) {
        return new Matrix(rows, columns, columns);
    }

    int columns() {
        return columns;
    }

    /** Returns a new cursor at the first row; each thread uses cursors of its own. */
    Cursor cursor() {
        return values.cursor(stride);
    }

    /** Writes a row, or some of its values, from a column on. */
    void put(int row, int column, float[] source, int from, int count) {
        values.buffer().put(row * stride + column, source, from, count);
    }

    void putRow(int row, float[] source, int from) {
        put(row, 0, source, from, columns);
    }

    /** Writes the first rows. */
    void putRows(int rows, float[] source) {
        if (stride == columns) {
            values.buffer().put(0, source, 0, rows * columns);
            return;
        }
        for (int row = 0; row < rows; row++) {
            putRow(row, source, row * columns);
        }
    }

    /** Writes what has these columns as rows, times a factor. */
    void putColumns(float[] source, int rows, float factor) {
        float[] row = new float[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                row[j] = factor * source[j * rows + i];
            }
            putRow(i, row, 0);
        }
    }

    /** Reads some values of a row from a column on. */
    void get(int row, int column, float[] target, int at, int count) {
        values.buffer().get(row * stride + column, target, at, count);
    }

    /** Reads the first rows. */
    void getRows(int rows, float[] target) {
        if (stride == columns) {
            values.buffer().get(0, target, 0, rows * columns);
            return;
        }
        for (int row = 0; row < rows; row++) {
            get(row, 0, target, row * columns, columns);
        }
    }

    @Override
    public void close() {
        values.close();
    }
}
