package org.seqnet.engine.linear;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dsyrk;

import java.util.Locale;
import org.bytedeco.javacpp.DoublePointer;
import org.seqnet.engine.SeqNetException;

/**
 * A symmetric matrix outside the Java heap, summed up of products and then decomposed. All of it is computed on the
 * calling thread, which gives the same bits every time.
 */
final class SymmetricMatrix implements AutoCloseable {
    /** More take over 3 GB and hours. */
    static final int MOST_ROWS = 20_000;

    private static final int COLUMN_MAJOR = 102;
    private static final int LOWER = 122;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;

    private final int size;
    private final DoublePointer values;

    SymmetricMatrix(int size) {
        this.size = size;
        this.values = new DoublePointer((long) size * size);
        values.fill(0);
    }

    /** Adds the products of all pairs of rows of a block, size x columns row-major. */
    void addRowProducts(DoublePointer block, int columns) {
        cblas_dsyrk(COLUMN_MAJOR, LOWER, TRANSPOSED, size, columns, 1, block, columns, 1, values, size);
    }

    /** Adds the products of all pairs of columns of a block, rows x size row-major. */
    void addColumnProducts(DoublePointer block, int rows) {
        cblas_dsyrk(COLUMN_MAJOR, LOWER, PLAIN, size, rows, 1, block, size, 1, values, size);
    }

    /**
     * Replaces the matrix by its eigenvectors, one after another, and returns their eigenvalues, in ascending order;
     * what rounding made negative is 0.
     *
     * @throws SeqNetException if there is not enough memory, or a value is not finite
     */
    double[] decompose(Ridge.Purpose purpose) {
        var eigenvalues = new double[size];
        int fault;
        try (var found = new DoublePointer(size)) {
            fault = SymmetricEigenvectors.right().replace(size, values, found);
            found.get(eigenvalues);
        }
        if (fault <= SymmetricEigenvectors.NO_MEMORY) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "%s requires more memory than available, about %,d MB outside the Java heap. %s",
                    purpose.title(),
                    3L * size * size * Double.BYTES >> 20,
                    purpose.advice()));
        }
        if (fault != 0) {
            throw new SeqNetException(
                    purpose.title() + " found no solution (LAPACK: " + fault + "). " + purpose.remedy());
        }
        for (int i = 0; i < size; i++) {
            eigenvalues[i] = Math.max(0, eigenvalues[i]);
        }
        return eigenvalues;
    }

    /** Copies a column: an eigenvector, once decomposed. */
    void copyColumn(int column, double[] target) {
        values.position((long) column * size).get(target, 0, size);
        values.position(0);
    }

    /** Returns all values, column-major. */
    DoublePointer values() {
        return values;
    }

    @Override
    public void close() {
        values.close();
    }
}
