package org.seqnet.engine.kernel;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** The OpenBLAS library that ND4J brings, used with one thread a call: the kernels split the work themselves. */
public final class OpenBlas {

    private static final int ROW_MAJOR = 101;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;

    private static final String CORE_TYPE = "OPENBLAS_CORETYPE";
    private static final Set<String> AVX_512 = Set.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");

    private static boolean loaded;

    private OpenBlas() {}

    /**
     * Loads OpenBLAS in the best shape for this processor. Call it before the first use of ND4J, which loads the same
     * library in its own way; later calls do nothing.
     */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        if (System.getenv(CORE_TYPE) == null && choosesTooSmallCore()) {
            loadAs("SKYLAKEX");
        }
        singleThreaded();
    }

    /** Makes each call run on the thread that makes it. ND4J sets the number of processors when it starts. */
    static void singleThreaded() {
        openblas_nolapack.blas_set_num_threads(1);
    }

    /*
     * OpenBLAS 0.3.19 knows AMD's processors up to Zen 3 and takes newer ones for those, without AVX-512. Its SkylakeX
     * kernels need nothing but AVX-512; on a Zen 5 they multiply 50 x 128 by 128 x 512 with 155 GFLOP/s instead of 78.
     */
    private static boolean choosesTooSmallCore() {
        if (!Loader.getPlatform().equals("linux-x86_64")) {
            return false;
        }
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
            boolean amd = lines.stream().anyMatch(line -> line.startsWith("vendor_id") && line.endsWith("AuthenticAMD"));
            return amd
                    && lines.stream()
                            .filter(line -> line.startsWith("flags"))
                            .allMatch(line -> Arrays.asList(line.split("\\s+")).containsAll(AVX_512));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /*
     * The library reads its environment while it is being loaded, and Java cannot set a variable. So the C library's
     * "environ" points to a longer copy for that moment. The copy is never freed: another thread may be reading it.
     */
    private static void loadAs(String core) {
        Loader.load(Loader.class);
        Pointer symbol = Loader.addressof("environ");
        if (symbol == null) {
            return;
        }
        PointerPointer<Pointer> environ = new PointerPointer<>(symbol);
        Pointer original = environ.get(0);
        if (original == null) {
            return;
        }
        PointerPointer<Pointer> variables = new PointerPointer<>(original);
        long count = 0;
        while (variables.get(count) != null) {
            count++;
        }
        BytePointer variable = new BytePointer(Pointer.malloc(CORE_TYPE.length() + core.length() + 2));
        variable.putString(CORE_TYPE + "=" + core);
        PointerPointer<Pointer> longer = new PointerPointer<>(Pointer.malloc((count + 2) * 8));
        for (long i = 0; i < count; i++) {
            longer.put(i, variables.get(i));
        }
        longer.put(count, variable);
        longer.put(count + 1, (Pointer) null);
        environ.put(0, longer);
        try {
            Loader.load(openblas_nolapack.class);
        } finally {
            environ.put(0, original);
        }
    }

    /** c (m x n) = a (m x k) times b (k x n) + beta * c, all row-major with the given distances between rows. */
    static void multiply(int m, int n, int k, FloatPointer a, int lda, FloatPointer b, int ldb, float beta, FloatPointer c, int ldc) {
        cblas_sgemm(ROW_MAJOR, PLAIN, PLAIN, m, n, k, 1f, a, lda, b, ldb, beta, c, ldc);
    }

    /** c (m x n) = a (m x k) times the transpose of b (n x k) + beta * c. */
    static void multiplyByTransposed(int m, int n, int k, FloatPointer a, int lda, FloatPointer b, int ldb, float beta, FloatPointer c, int ldc) {
        cblas_sgemm(ROW_MAJOR, PLAIN, TRANSPOSED, m, n, k, 1f, a, lda, b, ldb, beta, c, ldc);
    }

    /** c (m x n) = the transpose of a (k x m) times b (k x n) + beta * c. */
    static void multiplyTransposed(int m, int n, int k, FloatPointer a, int lda, FloatPointer b, int ldb, float beta, FloatPointer c, int ldc) {
        cblas_sgemm(ROW_MAJOR, TRANSPOSED, PLAIN, m, n, k, 1f, a, lda, b, ldb, beta, c, ldc);
    }
}
