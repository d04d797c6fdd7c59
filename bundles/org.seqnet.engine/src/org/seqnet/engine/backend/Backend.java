package org.seqnet.engine.backend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.config.DL4JClassLoading;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.seqnet.engine.SeqNetException;

/**
 * The library that computes, started once per Java process: ND4J on the CPU, or on a graphics card if the settings ask
 * for one or leave the choice, and one can be used. If a bundle with libraries of its own can compute on a card, ND4J
 * stays on the CPU, whatever that bundle refuses; the card is started to know it if ND4J's CUDA is installed as well.
 *
 * <p>What needs ND4J starts it before it touches ND4J, and nothing else does: an accelerator needs none of it. Starting
 * costs about a second the first time and nothing afterwards. Settings that change later count from the next start of
 * the process on: ND4J knows one backend.
 */
public final class Backend {
    /** The deep learning library and its version, as provenance names it. */
    public static final String LIBRARY = "Deeplearning4j 1.0.0-M2.1";

    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";
    private static final String PHYSICAL_LIMIT_PROPERTY = "org.bytedeco.javacpp.maxphysicalbytes";
    private static final String LIMIT_PROPERTY = "org.bytedeco.javacpp.maxbytes";
    private static final String CPU_BACKEND = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";

    /** Holds the one backend; Java initialises it on first use, once. */
    private static final class Holder {
        static final Object STARTED = started();
    }

    // Not a method of the holder: nothing of that can run on another thread while it is initialised.
    private static Object started() {
        try {
            return Undisturbed.call(Backend::new);
        } catch (SeqNetException e) {
            return e;
        } catch (RuntimeException | LinkageError e) {
            return NativeParts.failure("this platform", System.getProperty(CACHE_PROPERTY), e);
        }
    }

    private final ComputeSettings settings;
    private final LibraryFolder libraryFolder;
    private final OpenBlasCopies openBlas;
    private final Optional<GraphicsCard> card;
    private final Optional<String> fallback;

    private Backend() {
        this.settings = ComputeSettings.ofProcess();
        // The literals load the classes without initialising them, so this loader is known before ND4J looks for one.
        var loader = Nd4j.class.getClassLoader();
        this.libraryFolder = startJavaCpp(settings.offHeapMegabytes());
        var platform = Loader.getPlatform();
        NativeParts.require(loader, platform);
        var search = new CudaSearch(loader, Machine.here(settings.cudaLibraries()));
        var cuda = CudaStart.of(settings, search, loader, CardStart::ofProcess);
        this.card = cuda.card();
        this.fallback = cuda.fallback();
        ND4JClassLoading.setNd4jClassloader(
                new ShownBackend(loader, card.isPresent() ? CudaSearch.BACKEND_CLASS : CPU_BACKEND));
        DL4JClassLoading.setDl4jClassloader(loader);
        try {
            Nd4j.getBackend();
        } catch (Exception | LinkageError e) {
            throw NativeParts.failure(platform, libraryFolder.path().toString(), e);
        }
        // Its periodic garbage collection is off by default; KNIME's heap is not ours to collect.
        Nd4j.getMemoryManager().togglePeriodicGc(false);
        /*
         * One thread: operations of a mini-batch take microseconds, and OpenMP's threads spin at their barriers. With
         * them, an epoch of MNIST takes 7 minutes on two cores instead of 3. Our kernels split work themselves.
         */
        Nd4j.getEnvironment().setMaxMasterThreads(1); // setMaxThreads does nothing in 1.0.0-M2.1
        this.openBlas = OpenBlasCopies.find();
        openBlas.useOneThread();
    }

    /**
     * Makes JavaCPP read its settings, and returns the folder that it unpacks libraries to. The system properties are
     * as before afterwards: other extensions bring a JavaCPP of their own, with settings of its own.
     */
    private static LibraryFolder startJavaCpp(int offHeapMegabytes) {
        var cacheBefore = System.getProperty(CACHE_PROPERTY);
        var reason = Optional.<String>empty();
        if (cacheBefore == null) {
            var chosen = LibraryFolder.choose(System::getProperty, NamedFolders.ofProcess());
            System.setProperty(CACHE_PROPERTY, chosen.path().toString());
            reason = chosen.reason();
        }
        // Its default, twice the heap, counts the whole process: other nodes' native memory would stop our training.
        var physicalLimitBefore = setIfAbsent(PHYSICAL_LIMIT_PROPERTY, "0");
        var limitBefore = System.getProperty(LIMIT_PROPERTY);
        if (offHeapMegabytes > 0) {
            System.setProperty(LIMIT_PROPERTY, offHeapMegabytes + "m");
        }
        try {
            Pointer.maxPhysicalBytes();
            return new LibraryFolder(Loader.getCacheDir().toPath(), reason);
        } catch (IOException | LinkageError e) {
            throw NativeParts.failure("this platform", System.getProperty(CACHE_PROPERTY), e);
        } finally {
            restore(CACHE_PROPERTY, cacheBefore);
            restore(PHYSICAL_LIMIT_PROPERTY, physicalLimitBefore);
            restore(LIMIT_PROPERTY, limitBefore);
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
        } else {
            System.setProperty(property, before);
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

    /**
     * Returns what {@code work} returns. Within it, OpenMP splits nothing among threads: it keeps that number for each
     * thread that calls it, and other nodes that run on this thread later find theirs again.
     */
    public <T> T withOneThread(Supplier<T> work) {
        var openMp = NativeOpsHolder.getInstance().getDeviceNativeOps();
        int before = openMp.ompGetMaxThreads();
        openMp.setOmpNumThreads(1);
        try {
            return work.get();
        } finally {
            openMp.setOmpNumThreads(before);
        }
    }

    /** Returns whether a graphics card computes. */
    public boolean usesGraphicsCard() {
        return card.isPresent();
    }

    /**
     * Returns why the CPU computes although the CUDA feature is installed and the choice was left to the engine; a
     * shortcoming a line.
     */
    public Optional<String> fallback() {
        return fallback;
    }

    /** Returns the number of threads that a network's setting stands for; 0 stands for what the settings say. */
    public int threads(int setting) {
        return settings.threads(setting);
    }

    /** Returns what computes with this setting of threads, such as {@code CPU, 2 threads}. */
    public String device(int setting) {
        return card.isPresent() ? "GPU, " + card.get().name() : processor(setting);
    }

    /** Returns the processor with this setting of threads: it computes what a graphics card does not. */
    public String processor(int setting) {
        int threads = threads(setting);
        return "CPU, " + threads + (threads == 1 ? " thread" : " threads");
    }

    /** Returns the facts that a bug report needs. */
    List<Finding> facts() {
        var facts = new ArrayList<Finding>();
        facts.add(Finding.present(
                "Device",
                CardStart.ofProcess()
                        .device()
                        .map(started -> started.name() + "; " + processor(0) + " for what would take longer there")
                        .orElse(device(0))));
        facts.add(Finding.present(
                "Library", LIBRARY + ", " + Nd4j.getBackend().getClass().getSimpleName()));
        facts.add(Finding.present("Library folder", libraryFolder.toString()));
        facts.add(Finding.present("Threads per OpenBLAS copy", openBlas.threads()));
        facts.add(Finding.present(
                "Off-heap memory", String.format(Locale.ROOT, "at most %,d MB", Pointer.maxBytes() >> 20)));
        return facts;
    }
}
