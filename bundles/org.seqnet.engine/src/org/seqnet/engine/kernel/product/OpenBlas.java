package org.seqnet.engine.kernel.product;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/** The matrix product of OpenBLAS, the library that ND4J brings for every platform. */
final class OpenBlas implements MatrixProducts {

    private static final int ROW_MAJOR = 101;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;

    private OpenBlas() {}

    static OpenBlas load() {
        // ND4J sets the number of threads, one for the whole process, to that of processors when it starts.
        Backend.start();
        openblas_nolapack.blas_set_num_threads(1);
        return new OpenBlas();
    }

    @Override
    public void multiply(int m, int n, int k, Cursor a, Cursor b, float beta, Cursor c) {
        gemm(PLAIN, m, n, k, a, b, beta, c);
    }

    @Override
    public void multiplyTransposed(int m, int n, int k, Cursor a, Cursor b, float beta, Cursor c) {
        gemm(TRANSPOSED, m, n, k, a, b, beta, c);
    }

    private static void gemm(int transposeA, int m, int n, int k, Cursor a, Cursor b, float beta, Cursor c) {
        cblas_sgemm(
                ROW_MAJOR,
                transposeA,
                PLAIN,
                m,
                n,
                k,
                1f,
                a.pointer(),
                a.stride(),
                b.pointer(),
                b.stride(),
                beta,
                c.pointer(),
                c.stride());
    }

    /** Of its kernels for x86, Haswell's computes 12 rows at once, the others 4 or 8. */
    @Override
    public int rowUnit() {
        return 12;
    }

    @Override
    public void prepareThread() {
        // Has no settings by thread.
    }

    @Override
    public boolean hasFusedMultiplyAdd() {
        return false;
    }
}
