package org.seqnet.engine.kernel.product;

import org.seqnet.engine.backend.LocalDevice;
import org.seqnet.engine.kernel.product.FloatActivations.FloatRows;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/** Multiplies row-major matrices of floats on the calling thread alone: the kernels split the work themselves. */
public interface MatrixProducts {

    /** c (m x n) = a (m x k) times b (k x n) + beta * c; beta is 0 or 1. */
    void multiply(int m, int n, int k, Cursor a, Cursor b, float beta, Cursor c);

    /** c (m x n) = the transpose of a (k x m) times b (k x n) + beta * c; beta is 0 or 1. */
    void multiplyTransposed(int m, int n, int k, Cursor a, Cursor b, float beta, Cursor c);

    /** Makes room for weights (k x n). */
    default Weights weights(int k, int n) {
        return new GivenWeights(this, k, n);
    }

    /**
     * Makes room for rows of {@code width} values.
     *
     * @param stride how far apart rows of floats are to be
     */
    default Activations activations(long rows, int width, int stride) {
        return new FloatActivations(rows, stride);
    }

    /**
     * c (m x n) = the transpose of m columns of a times n columns of b + beta * c; a and b are as many rows, beta is 0
     * or 1.
     */
    default void multiplyTransposed(int m, int n, Rows a, int columnA, Rows b, int columnB, float beta, Cursor c) {
        var left = (FloatRows) a; // as the same products make no others
        multiplyTransposed(m, n, left.count(), left.at(columnA), ((FloatRows) b).at(columnB), beta, c);
    }

    /** Returns what multiplies in single precision, for what these products would round too much. */
    default MatrixProducts single() {
        return this;
    }

    /**
     * Returns the number of rows that are computed alike: if a product is made in several calls, each beginning at
     * a multiple of it and having more than one row, the result is the same to the last bit.
     */
    int rowUnit();

    /** Readies the calling thread. */
    void prepareThread();

    /** Frees what the calling thread has for products, before it ends. */
    default void releaseThread() {}

    /** Says whether the processor multiplies and adds in one instruction, as far as the library knows. */
    boolean hasFusedMultiplyAdd();

    /**
     * Returns oneDNN if its library is there and loads, otherwise OpenBLAS, which ND4J cannot do without.
     *
     * @throws org.seqnet.engine.SeqNetException if the libraries are not there or cannot be loaded
     */
    static MatrixProducts fastest() {
        LocalDevice.start(); // fails with its message, not within a class's initialisation
        return Fastest.PRODUCTS;
    }

    /** Holds the choice, made once a process. */
    final class Fastest {
        private static final MatrixProducts PRODUCTS =
                LocalDevice.start().oneDnn().<MatrixProducts>map(OneDnn::new).orElseGet(OpenBlas::load);

        private Fastest() {}
    }
}
