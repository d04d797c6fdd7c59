package org.seqnet.engine.linear;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

/**
 * Checks whether OpenBLAS multiplies matrices of doubles correctly, which ridge regression cannot do without.
 *
 * <p>OpenBLAS 0.3.19, as of JavaCPP 1.5.7, does not if its core is Cooperlake and a product has more than 192 rows.
 * That core was tried out with the environment variable {@code OPENBLAS_CORETYPE}; its products in single precision are
 * correct.
 */
final class DoubleProducts {
    /** More rows than that core takes at once, and no multiple of any kernel's. */
    private static final int SIZE = 229;

    private static final int COLUMN_MAJOR = 102;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;
    private static final double TOLERANCE = 1e-10;

    private DoubleProducts() {}

    /** Holds the answer, found once a process. */
    private static final class Found {
        private static final boolean RIGHT = isRight(PLAIN) && isRight(TRANSPOSED);

        private Found() {}
    }

    static boolean areRight() {
        return Found.RIGHT;
    }

    private static boolean isRight(int transposition) {
        var left = new double[SIZE * SIZE];
        var right = new double[SIZE * SIZE];
        for (int i = 0; i < left.length; i++) {
            left[i] = Math.sin(i + 1);
            right[i] = Math.cos(3 * i + 1);
        }
        var product = new double[SIZE * SIZE];
        cblas_dgemm(COLUMN_MAJOR, transposition, PLAIN, SIZE, SIZE, SIZE, 1, left, SIZE, right, SIZE, 0, product, SIZE);
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                double sum = 0;
                for (int l = 0; l < SIZE; l++) {
                    sum += left[transposition == PLAIN ? l * SIZE + i : i * SIZE + l] * right[j * SIZE + l];
                }
                if (!(Math.abs(product[j * SIZE + i] - sum) <= TOLERANCE)) { // NaN is wrong, too
                    return false;
                }
            }
        }
        return true;
    }
}
