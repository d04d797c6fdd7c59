package org.seqnet.engine.linear;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;

/** Finds all eigenvectors of a symmetric matrix, in each way with memory for two more such matrices. */
enum SymmetricEigenvectors {
    /** By LAPACK's {@code dsyevd}. */
    AT_ONCE {
        @Override
        int replace(int size, DoublePointer matrix, DoublePointer eigenvalues) {
            return openblas.LAPACKE_dsyevd(COLUMN_MAJOR, (byte) 'V', LOWER, size, matrix, size, eigenvalues);
        }
    },
    /** By the same steps, of which the one with products of triangular matrices is done here. */
    STEP_BY_STEP {
        @Override
        int replace(int size, DoublePointer matrix, DoublePointer eigenvalues) {
            long bytes = (long) size * size * Double.BYTES;
            var memory = Pointer.malloc(bytes); // not within JavaCPP's limit, as what LAPACK itself requires
            if (memory == null) {
                return NO_MEMORY;
            }
            try (var besideDiagonal = new DoublePointer(size);
                    var factors = new DoublePointer(size)) {
                var vectors = new DoublePointer(memory);
                int fault = openblas.LAPACKE_dsytrd(
                        COLUMN_MAJOR, LOWER, size, matrix, size, eigenvalues, besideDiagonal, factors);
                if (fault == 0) {
                    fault = openblas.LAPACKE_dstedc(
                            COLUMN_MAJOR, (byte) 'I', size, eigenvalues, besideDiagonal, vectors, size);
                }
                if (fault == 0) {
                    reflect(size, matrix, factors, vectors);
                    Pointer.memcpy(matrix, vectors, bytes);
                }
                return fault;
            } finally {
                Pointer.free(memory);
            }
        }

        private void reflect(int size, DoublePointer matrix, DoublePointer factors, DoublePointer vectors) {
            var numbers = new double[size - 1];
            factors.get(numbers);
            try (var reflections = new Reflections(size, matrix, numbers)) {
                reflections.apply(vectors);
            }
        }
    };

    /** A fault of this number, or below, is that memory is missing. */
    static final int NO_MEMORY = -1000;

    private static final int COLUMN_MAJOR = 102;
    private static final byte LOWER = 'L';

    /**
     * Replaces a matrix, of which the lower triangle counts, by its eigenvectors, one after another.
     *
     * @param matrix size x size, column-major
     * @param eigenvalues becomes those, in ascending order
     * @return 0, or LAPACK's number of a fault
     */
    abstract int replace(int size, DoublePointer matrix, DoublePointer eigenvalues);

    /** Returns the way that is right on this processor; where both are, the one whose digits users have. */
    static SymmetricEigenvectors right() {
        return TriangularProducts.areRight() ? AT_ONCE : STEP_BY_STEP;
    }
}
