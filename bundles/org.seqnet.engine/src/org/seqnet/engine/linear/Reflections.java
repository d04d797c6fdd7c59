package org.seqnet.engine.linear;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;

/**
 * The Householder reflections I - f v v' by which LAPACK's {@code dsytrd} makes a symmetric matrix tridiagonal, below
 * its diagonal. They are applied by plain matrix products, block by block: with the vectors V of a block, its
 * reflections are I - V T V', where T is upper triangular and both have their zeros and ones written out.
 *
 * <p>Source: Schreiber and Van Loan, A storage-efficient WY representation for products of Householder transformations,
 * 1989.
 */
final class Reflections implements AutoCloseable {
    private static final int BLOCK = 32;
    private static final int COLUMN_MAJOR = 102;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;

    private final int size;
    private final DoublePointer matrix;
    private final double[] factors;
    private final DoublePointer block;
    private final DoublePointer scaled;
    private final DoublePointer products;
    private final DoublePointer triangle = new DoublePointer((long) BLOCK * BLOCK);

    /**
     * @param matrix size x size, column-major: the end of reflection i's vector is below the first element under the
     *     diagonal of column i; the caller's
     * @param factors of all reflections, one fewer than rows
     */
    Reflections(int size, DoublePointer matrix, double[] factors) {
        this.size = size;
        this.matrix = matrix;
        this.factors = factors;
        this.block = new DoublePointer((long) size * BLOCK);
        this.scaled = new DoublePointer((long) size * BLOCK);
        this.products = new DoublePointer((long) size * BLOCK);
    }

    /** Replaces vectors, size x size column-major, by what all reflections, the last one first, make of them. */
    void apply(DoublePointer vectors) {
        for (int first = Math.floorDiv(size - 2, BLOCK) * BLOCK; first >= 0; first -= BLOCK) {
            int count = Math.min(BLOCK, size - 1 - first);
            int rows = size - 1 - first;
            putBlock(first, count, rows);
            putTriangle(first, count, rows);
            var part = vectors.getPointer(first + 1L);
            multiply(TRANSPOSED, count, size, rows, 1, block, rows, part, size, 0, products, count);
            multiply(PLAIN, rows, count, count, 1, block, rows, triangle, count, 0, scaled, rows);
            multiply(PLAIN, rows, size, count, -1, scaled, rows, products, count, 1, part, size);
        }
    }

    /** Puts the vectors of a block, rows x count: nothing, one, and what the matrix has. */
    private void putBlock(int first, int count, int rows) {
        var vector = new double[rows];
        for (int j = 0; j < count; j++) {
            long end = (long) (first + j) * size + first + j + 2;
            Arrays.fill(vector, 0, j, 0);
            vector[j] = 1;
            matrix.position(end).get(vector, j + 1, rows - j - 1);
            block.position((long) j * rows).put(vector, 0, rows);
        }
        matrix.position(0);
        block.position(0);
    }

    /** Puts T, count x count: its columns follow from those before and from the products of the vectors. */
    private void putTriangle(int first, int count, int rows) {
        multiply(TRANSPOSED, count, count, rows, 1, block, rows, block, rows, 0, triangle, count);
        var products = new double[count * count];
        triangle.get(products);
        var values = new double[count * count];
        for (int j = 0; j < count; j++) {
            double factor = factors[first + j];
            values[j * count + j] = factor;
            for (int i = 0; i < j; i++) {
                double sum = 0;
                for (int l = i; l < j; l++) {
                    sum += values[l * count + i] * products[j * count + l];
                }
                values[j * count + i] = -factor * sum;
            }
        }
        triangle.put(values);
    }

    private static void multiply(
            int transposition,
            int m,
            int n,
            int k,
            double factor,
            DoublePointer a,
            int strideA,
            DoublePointer b,
            int strideB,
            double kept,
            DoublePointer c,
            int strideC) {
        cblas_dgemm(COLUMN_MAJOR, transposition, PLAIN, m, n, k, factor, a, strideA, b, strideB, kept, c, strideC);
    }

    @Override
    public void close() {
        block.close();
        scaled.close();
        products.close();
        triangle.close();
    }
}
