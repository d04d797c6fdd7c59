package org.seqnet.engine.backend;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.deeplearning4j.config.DL4JClassLoading;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.seqnet.engine.SeqNetException;

/**
 * The library that computes, started once per Java process: ND4J on the CPU.
 *
 * <p>Every entry to the engine starts it before it touches ND4J. Starting costs about a second the first time and
 * nothing afterwards.
 */
public final class Backend {
    /** The deep learning library and its version, as provenance names it. */
    public static final String LIBRARY = "Deeplearning4j 1.0.0-M2.1";

    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";
    private static final String PHYSICAL_LIMIT_PROPERTY = "org.bytedeco.javacpp.maxphysicalbytes";
    private static final String CACHE_NAME = "org.seqnet.dl4j-1.0.0-M2.1";

    /** Holds the one backend; Java initialises it on first use, once. */
    private static final class Holder {
        static final Object STARTED = started();

        private static Object started() {
            try {
                return new Backend();
            } catch (SeqNetException e) {
                return e;
            } catch (RuntimeException | LinkageError e) {
                return NativeParts.failure("this platform", System.getProperty(CACHE_PROPERTY), e);
            }
        }
    }

    private final String platform;
    private final String cacheDirectory;

    private Backend() {
        // The literals load the classes without initialising them, so this loader is known before ND4J looks for one.
        var loader = Nd4j.class.getClassLoader();
        ND4JClassLoading.setNd4jClassloader(loader);
        DL4JClassLoading.setDl4jClassloader(loader);
        this.cacheDirectory = startJavaCpp();
        this.platform = Loader.getPlatform();
        NativeParts.require(loader, platform);
        try {
            Nd4j.getBackend();
        } catch (Exception | LinkageError e) {
            throw NativeParts.failure(platform, cacheDirectory, e);
        }
        // Its periodic garbage collection is off by default; KNIME's heap is not ours to collect.
        Nd4j.getMemoryManager().togglePeriodicGc(false);
        /*
         * One thread: operations of a mini-batch take microseconds, and OpenMP's threads spin at their barriers. With
         * them, an epoch of MNIST takes 7 minutes on two cores instead of 3. The fused layers split work themselves.
         */
        Nd4j.getEnvironment().setMaxMasterThreads(1); // setMaxThreads does nothing in 1.0.0-M2.1
        openblas_nolapack.blas_set_num_threads(1);
        prepareThread();
    }

    /**
     * Makes JavaCPP read its settings, and returns the folder that it unpacks libraries to. The system properties are
     * as before afterwards: other extensions bring a JavaCPP of their own, with settings of its own.
     */
    private static String startJavaCpp() {
        var ours = Path.of(System.getProperty("user.home"), ".javacpp", "cache", CACHE_NAME);
        var cacheBefore = setIfAbsent(CACHE_PROPERTY, ours.toString());
        // Its default, twice the heap, counts the whole process: other nodes' native memory would stop our training.
        var limitBefore = setIfAbsent(PHYSICAL_LIMIT_PROPERTY, "0");
        try {
            Pointer.maxPhysicalBytes();
            return Loader.getCacheDir().getPath();
        } catch (IOException | LinkageError e) {
            throw NativeParts.failure("this platform", System.getProperty(CACHE_PROPERTY), e);
        } finally {
            restore(CACHE_PROPERTY, cacheBefore);
            restore(PHYSICAL_LIMIT_PROPERTY, limitBefore);
        }
    }

    private static String setIfAbsent(String property, String value) {
        var before = System.getProperty(property);
        if (before == null) {
            System.setProperty(property, value);
        }
        return before;
    }

    private static void restore(String property, String before) {
        if (before == null) {
            System.clearProperty(property);
        }
    }

    /**
     * Starts the library if nobody has yet, and returns it.
     *
     * @throws SeqNetException if it or its native part is not there or cannot be loaded
     */
    public static Backend start() {
        if (Holder.STARTED instanceof Backend backend) {
            return backend;
        }
        var failure = (SeqNetException) Holder.STARTED;
        throw new SeqNetException(failure.getMessage(), failure);
    }

    /** Readies the calling thread: OpenMP keeps its number of threads for each thread that calls it. */
    public void prepareThread() {
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }

    /** Returns the number of threads that a setting stands for; 0 stands for as many as the machine has cores. */
    public int threads(int setting) {
        return setting == 0 ? Runtime.getRuntime().availableProcessors() : setting;
    }

    /** Returns what computes with this setting of threads, such as {@code CPU, 2 threads}. */
    public String device(int setting) {
        int threads = threads(setting);
        return "CPU, " + threads + (threads == 1 ? " thread" : " threads");
    }

    /** Returns the facts that a bug report needs, a line each. */
    public String diagnosis() {
        return String.join(
                System.lineSeparator(),
                "library: " + LIBRARY + ", " + Nd4j.getBackend().getClass().getSimpleName(),
                "platform: " + platform,
                "cores: " + Runtime.getRuntime().availableProcessors(),
                "libraries unpacked to: " + cacheDirectory,
                "Java: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                "system: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
    }
}
