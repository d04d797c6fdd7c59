package org.seqnet.engine.backend;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.seqnet.engine.SeqNetException;

/**
 * What computes where no accelerator does: the processor, or a graphics card by ND4J if the settings ask for one or
 * leave the choice, and one can be used. If a bundle with libraries of its own can compute on a card, this stays the
 * processor, whatever that bundle refuses; the card is started to know it if ND4J's CUDA is installed as well.
 *
 * <p>It starts once per Java process, and settings that change later count from the next start of the process on.
 * Where oneDNN multiplies, ND4J is left to those who need it ({@link Backend}): it takes more than twice as long to
 * start as all the rest, and a library of 300 MB. Elsewhere it starts here, as it sets OpenBLAS's number of threads for
 * a moment, in which nothing may be computed.
 */
public final class LocalDevice {
    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";
    private static final String PHYSICAL_LIMIT_PROPERTY = "org.bytedeco.javacpp.maxphysicalbytes";
    private static final String LIMIT_PROPERTY = "org.bytedeco.javacpp.maxbytes";
    /** Set to "openblas" to do without oneDNN. */
    private static final String PRODUCTS_PROPERTY = "org.seqnet.engine.products";

    /** Holds the one device, or why there is none; Java initialises it on first use, once. */
    private static final class Holder {
        static final Object STARTED = started();
    }

    // Not a method of the holder: nothing of that can run on another thread while it is initialised.
    private static Object started() {
        try {
            return Undisturbed.call(LocalDevice::new);
        } catch (SeqNetException e) {
            return e;
        } catch (RuntimeException | LinkageError e) {
            return NativeParts.failure("this platform", System.getProperty(CACHE_PROPERTY), e);
        }
    }

    private final ComputeSettings settings;
    private final LibraryFolder libraryFolder;
    private final Optional<GraphicsCard> card;
    private final Optional<String> fallback;
    private final Optional<OpenMp> openMp;

    private LocalDevice() {
        this.settings = ComputeSettings.ofProcess();
        this.libraryFolder = startJavaCpp(settings.offHeapMegabytes());
        NativeParts.require(bundles(), Loader.getPlatform());
        var search = new CudaSearch(bundles(), Machine.here(settings.cudaLibraries()));
        var cuda = CudaStart.of(settings, search, bundles(), CardStart::ofProcess);
        this.card = cuda.card();
        this.fallback = cuda.fallback();
        this.openMp = loadOneDnn();
    }

    /** Returns the class loader of the bundle of libraries and its fragments. */
    static ClassLoader bundles() {
        return Loader.class.getClassLoader(); // the literal loads the class without initialising it
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

    // Before ND4J in any case: both share the OpenMP that is loaded first.
    private static Optional<OpenMp> loadOneDnn() {
        if ("openblas".equals(System.getProperty(PRODUCTS_PROPERTY))) {
            return Optional.empty();
        }
        try {
            Loader.load(dnnl.class);
            return OpenMp.loaded();
        } catch (LinkageError | RuntimeException e) {
            return Optional.empty(); // not shipped for this platform: OpenBLAS is slower, not wrong
        }
    }

    /**
     * Starts it if nobody has yet, and returns it.
     *
     * @throws SeqNetException if a library is not there or cannot be loaded, or the settings ask for a graphics card
     *     that cannot be used
     */
    public static LocalDevice start() {
        var device = withoutNd4j();
        if (device.card.isPresent() || device.openMp.isEmpty()) {
            Backend.start();
        }
        return device;
    }

    /**
     * Begins to start it on another thread if it will do the job whose data are being read, whatever the job. What goes
     * wrong is told by {@link #start} as soon as the job comes.
     */
    public static void prepare() {
        var thread = new Thread(
                () -> {
                    try {
                        if (isSure(ComputeSettings.inEffect(), CardStart.isInstalled())) {
                            start();
                        }
                    } catch (SeqNetException e) {
                        // told when the job comes
                    }
                },
                "seqnet-prepare");
        thread.setDaemon(true);
        thread.start();
    }

    /** Says whether no accelerator can get a job. */
    static boolean isSure(ComputeSettings settings, boolean hasAccelerator) {
        return settings.device() == DeviceChoice.CPU || !hasAccelerator;
    }

    /** Starts it as {@link #start} does, all but ND4J. */
    static LocalDevice withoutNd4j() {
        if (Holder.STARTED instanceof LocalDevice device) {
            return device;
        }
        var failure = (SeqNetException) Holder.STARTED;
        throw new SeqNetException(failure.getMessage(), failure);
    }

    /** Returns the OpenMP that oneDNN splits its work by, if oneDNN multiplies. */
    public Optional<OpenMp> oneDnn() {
        return openMp;
    }

    /**
     * Returns what {@code work} returns. Within it, OpenMP splits nothing among threads: it keeps that number for each
     * thread that calls it, and other nodes that run on this thread later find theirs again.
     */
    public <T> T withOneThread(Supplier<T> work) {
        return openMp.orElseGet(() -> Backend.start().openMp()).withOneThread(work);
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

    /** Returns the folder of the native libraries. */
    LibraryFolder libraryFolder() {
        return libraryFolder;
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
}
