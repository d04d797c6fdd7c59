package org.seqnet.engine.kernel.product;

import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/** Products in mixed precision, as they are defined: operands rounded to bfloat16, sums in floats. */
public final class PlainMixedProducts implements MatrixProducts {

    @Override
    public void multiply(int m, int n, int k, Cursor a, Cursor b, float beta, Cursor c) {
        for (int row = 0; row < m; row++) {
            for (int column = 0; column < n; column++) {
                float sum = beta == 0 ? 0 : value(c, row, column);
                for (int i = 0; i < k; i++) {
                    sum += rounded(value(a, row, i)) * rounded(value(b, i, column));
                }
                c.pointer().put((long) row * c.stride() + column, sum);
            }
        }
    }

    @Override
    public void multiplyTransposed(int m, int n, int k, Cursor a, Cursor b, float beta, Cursor c) {
        for (int row = 0; row < m; row++) {
            for (int column = 0; column < n; column++) {
                float sum = beta == 0 ? 0 : value(c, row, column);
                for (int i = 0; i < k; i++) {
                    sum += rounded(value(a, i, row)) * rounded(value(b, i, column));
                }
                c.pointer().put((long) row * c.stride() + column, sum);
            }
        }
    }

    private static float value(Cursor matrix, int row, int column) {
        return matrix.pointer().get((long) row * matrix.stride() + column);
    }

    /** Returns the nearest number of 16 bits, of two equally near ones that with an even mantissa. */
    static float rounded(float value) {
        int bits = Float.floatToIntBits(value);
        return Float.intBitsToFloat(bits + 0x7FFF + (bits >> 16 & 1) & 0xFFFF0000);
    }

    @Override
    public MatrixProducts single() {
        return MatrixProducts.fastest();
    }

    @Override
    public int rowUnit() {
        return 1;
    }

    @Override
    public void prepareThread() {
        // Has no settings.
    }

    @Override
    public boolean hasFusedMultiplyAdd() {
        return false;
    }
}
