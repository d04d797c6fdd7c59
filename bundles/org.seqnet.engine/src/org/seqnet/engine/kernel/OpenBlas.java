package org.seqnet.engine.kernel;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.seqnet.engine.kernel.NativeFloats.Cursor;

/** The OpenBLAS library that ND4J brings, used with one thread a call: the kernels split the work themselves. */
public final class OpenBlas {

    private static final int ROW_MAJOR = 101;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;

    private static final String CORE_TYPE = "OPENBLAS_CORETYPE";
    private static final Set<String> AVX_512 = Set.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");

    /*
     * On AVX-512, OpenBLAS has kernels for small matrices that read their operands where they lie; larger ones are copied
     * into another order first, which narrow ones do not repay. 50 x 128 by 128 x 512: 157 GFLOP/s at once, 240 in tiles
     * of 50 x 128 by 128 x 128. The library takes them for up to a million multiplications.
     */
    private static final int LARGEST_TILE = 1_000_000;

    private static final int TILE = 128;

    private static boolean loaded;
    private static volatile boolean tiled;

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
        tiled = hasKernelsForSmallMatrices();
    }

    private static boolean hasKernelsForSmallMatrices() {
        Pointer chosen = Loader.addressof("gotoblas");
        if (chosen == null) {
            return false;
        }
        Pointer core = new PointerPointer<>(chosen).get(0);
        return core != null
                && Stream.of("gotoblas_SKYLAKEX", "gotoblas_COOPERLAKE")
                        .map(Loader::addressof)
                        .anyMatch(core::equals);
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

    /** c (m x n) = a (m x k) times b (k x n) + beta * c. */
    static void multiply(int m, int n, int k, Cursor a, Cursor b, float beta, Cursor c) {
        if (!tiled) {
            gemm(PLAIN, m, n, k, a.moved(0, 0), a.stride(), b.moved(0, 0), b.stride(), beta, c.moved(0, 0), c.stride());
            return;
        }
        int parts = parts(k, TILE);
        for (int p = 0; p < parts; p++) {
            int k0 = part(k, parts, p);
            int depth = part(k, parts, p + 1) - k0;
            int columnParts = parts(n, TILE);
            for (int q = 0; q < columnParts; q++) {
                int n0 = part(n, columnParts, q);
                int columns = part(n, columnParts, q + 1) - n0;
                int rowParts = parts(m, Math.max(4, LARGEST_TILE / (depth * columns)));
                for (int r = 0; r < rowParts; r++) {
                    int m0 = part(m, rowParts, r);
                    int rows = part(m, rowParts, r + 1) - m0;
                    gemm(
                            PLAIN,
                            rows,
                            columns,
                            depth,
                            a.moved(m0, k0),
                            a.stride(),
                            b.moved(k0, n0),
                            b.stride(),
                            p == 0 ? beta : 1f,
                            c.moved(m0, n0),
                            c.stride());
                }
            }
        }
    }

    /** c (m x n) = the transpose of a (k x m) times b (k x n). */
    static void multiplyTransposed(int m, int n, int k, Cursor a, Cursor b, Cursor c) {
        if (!tiled) {
            gemm(TRANSPOSED, m, n, k, a.moved(0, 0), a.stride(), b.moved(0, 0), b.stride(), 0f, c.moved(0, 0), c.stride());
            return;
        }
        int rowParts = parts(m, TILE);
        int columnParts = parts(n, TILE);
        for (int r = 0; r < rowParts; r++) {
            int m0 = part(m, rowParts, r);
            int rows = part(m, rowParts, r + 1) - m0;
            for (int q = 0; q < columnParts; q++) {
                int n0 = part(n, columnParts, q);
                int columns = part(n, columnParts, q + 1) - n0;
                int parts = parts(k, LARGEST_TILE / (rows * columns));
                for (int p = 0; p < parts; p++) {
                    int k0 = part(k, parts, p);
                    gemm(
                            TRANSPOSED,
                            rows,
                            columns,
                            part(k, parts, p + 1) - k0,
                            a.moved(k0, m0),
                            a.stride(),
                            b.moved(k0, n0),
                            b.stride(),
                            p == 0 ? 0f : 1f,
                            c.moved(m0, n0),
                            c.stride());
                }
            }
        }
    }

    private static void gemm(
            int transposeA, int m, int n, int k, FloatPointer a, int lda, FloatPointer b, int ldb, float beta, FloatPointer c, int ldc) {
        cblas_sgemm(ROW_MAJOR, transposeA, PLAIN, m, n, k, 1f, a, lda, b, ldb, beta, c, ldc);
    }

    /** How many even parts of about this size make up a length; one may be an eighth larger. */
    private static int parts(int length, int size) {
        return Math.max(1, (length + size - 1 - size / 8) / size);
    }

    private static int part(int length, int parts, int i) {
        return (int) ((long) length * i / parts);
    }
}
