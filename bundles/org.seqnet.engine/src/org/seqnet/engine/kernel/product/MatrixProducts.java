package org.seqnet.engine.kernel.product;

import org.seqnet.engine.backend.LocalDevice;
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

    /** Makes room for up to {@code mostRows} rows of {@code width} values. */
    default Rows rows(int mostRows, int width) {
        return new GivenRows();
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
