package org.seqnet.cudnn.binding;

import com.sun.jna.Native;
import java.nio.file.Path;

/**
 * Functions of cuBLAS.
 *
 * <p>Source: https://docs.nvidia.com/cuda/cublas/.
 */
@SuppressWarnings("checkstyle:all") // Names are the library's.
public final class Cublas {
    /** The operand as it is. */
    public static final int OP_N = 0;
    /** The transposed operand. */
    public static final int OP_T = 1;
    /** Products of floats in full precision. */
    public static final int DEFAULT_MATH = 0;
    /** Products of floats that tensor cores round to 10 bits after the point (TF32), summed in full precision. */
    public static final int TF32_TENSOR_OP_MATH = 3;

    private Cublas() {}

    /**
     * Loads the library, for the whole process.
     *
     * @throws UnsatisfiedLinkError if it does not load, or lacks a function
     */
    public static void load(Path library) {
        Native.register(Cublas.class, SharedLibrary.open(library));
    }

    public static native int cublasCreate_v2(long[] handle);

    public static native int cublasDestroy_v2(long handle);

    public static native int cublasSetStream_v2(long handle, long stream);

    public static native int cublasSetWorkspace_v2(long handle, long workspace, long bytes);

    public static native int cublasSetMathMode(long handle, int mode);

    /** All matrices are column-major; {@code alpha} and {@code beta} are addresses of a float on the host. */
    public static native int cublasSgemm_v2(
            long handle,
            int operationA,
            int operationB,
            int m,
            int n,
            int k,
            long alpha,
            long a,
            int lda,
            long b,
            int ldb,
            long beta,
            long c,
            int ldc);
}
