package org.seqnet.onednn;

import java.util.Random;
import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/** A row-major matrix of floats with room between its rows, which holds what must be neither read nor written. */
final class Values implements AutoCloseable {
    final int rows;
    final int columns;
    final int stride;
    final NativeFloats floats;

    Values(int rows, int columns, int gap, float between) {
        this.rows = rows;
        this.columns = columns;
        stride = columns + gap;
        floats = new NativeFloats((long) rows * stride);
        for (int i = 0; i < rows * stride; i++) {
            floats.buffer().put(i, between);
        }
    }

    /** Fills it with numbers from -1 to 1. */
    Values random(long seed) {
        var random = new Random(seed);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                put(row, column, random.nextFloat() * 2 - 1);
            }
        }
        return this;
    }

    float at(int row, int column) {
        return floats.buffer().get(row * stride + column);
    }

    void put(int row, int column, float value) {
        floats.buffer().put(row * stride + column, value);
    }

    Cursor cursor() {
        return floats.cursor(stride);
    }

    /** Returns the bits of all values of some rows. */
    int[] bits(int from, int count) {
        var bits = new int[count * columns];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(at(from + i / columns, i % columns));
        }
        return bits;
    }

    @Override
    public void close() {
        floats.close();
    }
}
