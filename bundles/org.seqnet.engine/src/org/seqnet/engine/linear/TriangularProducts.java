package org.seqnet.engine.linear;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dtrmm;

/**
 * Checks whether OpenBLAS multiplies by triangular matrices correctly, on which LAPACK's {@code dsyevd} relies.
 *
 * <p>OpenBLAS 0.3.19, built for all x86 processors as JavaCPP 1.5.7 does, does not on Intel processors with AVX-512,
 * its core SkylakeX: {@code dtrmm} and {@code dtrsm} are wrong, and so are eigenvectors of more than 64 rows, without
 * any fault. {@code dgemm}, {@code dsyrk} and all of single precision are correct there, as is everything with the
 * environment variable {@code OPENBLAS_CORETYPE=Haswell}. The likely cause and its repair are OpenBLAS's pull request
 * 3510. What counts here is the product itself, whatever the processor and the version.
 */
final class TriangularProducts {
    private static final int SIZE = 32;
    private static final int COLUMN_MAJOR = 102;
    private static final int[] SIDES = {141, 142};
    private static final int LEFT = SIDES[0];
    private static final int[] TRIANGLES = {121, 122};
    private static final int UPPER = TRIANGLES[0];
    private static final int[] TRANSPOSITIONS = {111, 112};
    private static final int PLAIN = TRANSPOSITIONS[0];
    private static final int[] DIAGONALS = {131, 132};
    private static final int UNIT = DIAGONALS[1];
    private static final double TOLERANCE = 1e-10;

    private TriangularProducts() {}

    /** Holds the answer, found once a process. */
    private static final class Found {
        private static final boolean RIGHT = check();

        private Found() {}
    }

    static boolean areRight() {
        return Found.RIGHT;
    }

    private static boolean check() {
        for (int side : SIDES) {
            for (int triangle : TRIANGLES) {
                for (int transposition : TRANSPOSITIONS) {
                    for (int diagonal : DIAGONALS) {
                        if (!isRight(side, triangle, transposition, diagonal)) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private static boolean isRight(int side, int triangle, int transposition, int diagonal) {
        var factor = new double[SIZE * SIZE];
        var other = new double[SIZE * SIZE];
        for (int i = 0; i < factor.length; i++) {
            factor[i] = Math.sin(i + 1);
            other[i] = Math.cos(3 * i + 1);
        }
        var product = other.clone();
        cblas_dtrmm(COLUMN_MAJOR, side, triangle, transposition, diagonal, SIZE, SIZE, 1, factor, SIZE, product, SIZE);
        var whole = whole(factor, triangle, transposition, diagonal);
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                double sum = side == LEFT ? sum(whole, i, other, j) : sum(other, i, whole, j);
                if (!(Math.abs(product[j * SIZE + i] - sum) <= TOLERANCE)) { // NaN is wrong, too
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns the triangle as a matrix of its own, with its zeros. */
    private static double[] whole(double[] factor, int triangle, int transposition, int diagonal) {
        var whole = new double[SIZE * SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                boolean within = triangle == UPPER ? i < j : i > j;
                int place = transposition == PLAIN ? j * SIZE + i : i * SIZE + j;
                if (i == j) {
                    whole[place] = diagonal == UNIT ? 1 : factor[place];
                } else if (within) {
                    whole[place] = factor[j * SIZE + i];
                }
            }
        }
        return whole;
    }

    private static double sum(double[] left, int row, double[] right, int column) {
        double sum = 0;
        for (int l = 0; l < SIZE; l++) {
            sum += left[l * SIZE + row] * right[column * SIZE + l];
        }
        return sum;
    }
}
