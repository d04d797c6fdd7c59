package org.seqnet.engine.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.config.DL4JClassLoading;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.seqnet.engine.SeqNetException;

/**
 * ND4J, started once per Java process, on the device that is settled then ({@link LocalDevice}): it knows one backend.
 *
 * <p>What needs ND4J starts it before it touches ND4J, and nothing else does. Starting costs about a second the first
 * time and nothing afterwards.
 */
public final class Backend {
    /** The deep learning library and its version, as provenance names it. */
    public static final String LIBRARY = "Deeplearning4j 1.0.0-M2.1";

    private static final String CPU_BACKEND = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";

    private static volatile boolean running;

    /** Holds the one backend, or why there is none; Java initialises it on first use, once. */
    private static final class Holder {
        static final Object STARTED = started();
    }

    // Not a method of the holder: nothing of that can run on another thread while it is initialised.
    private static Object started() {
        try {
            return Undisturbed.call(Backend::new);
        } catch (SeqNetException e) {
            return e;
        }
    }

    private final OpenBlasCopies openBlas;
    private final NativeOps nativeOps;

    private Backend() {
        var device = LocalDevice.withoutNd4j();
        var loader = LocalDevice.bundles();
        ND4JClassLoading.setNd4jClassloader(
                new ShownBackend(loader, device.usesGraphicsCard() ? CudaSearch.BACKEND_CLASS : CPU_BACKEND));
        DL4JClassLoading.setDl4jClassloader(loader);
        try {
            Nd4j.getBackend();
            // Its periodic garbage collection is off by default; KNIME's heap is not ours to collect.
            Nd4j.getMemoryManager().togglePeriodicGc(false);
            /*
             * One thread: operations of a mini-batch take microseconds, and OpenMP's threads spin at their barriers.
             * With them, an epoch of MNIST takes 7 minutes on two cores instead of 3. Our kernels split work
             * themselves.
             */
            Nd4j.getEnvironment().setMaxMasterThreads(1); // setMaxThreads does nothing in 1.0.0-M2.1
            this.nativeOps = NativeOpsHolder.getInstance().getDeviceNativeOps();
            this.openBlas = OpenBlasCopies.find();
            openBlas.useOneThread();
        } catch (Exception | LinkageError e) {
            throw NativeParts.failure(
                    Loader.getPlatform(), device.libraryFolder().path().toString(), e);
        }
        running = true;
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

    /** Says whether it has started; it does not start it. */
    public static boolean isRunning() {
        return running;
    }

    /** Returns the OpenMP that ND4J uses. */
    OpenMp openMp() {
        return new OpenMp() {
            @Override
            public int threads() {
                return nativeOps.ompGetMaxThreads();
            }

            @Override
            public void use(int threads) {
                nativeOps.setOmpNumThreads(threads);
            }
        };
    }

    /** Returns the facts that a bug report needs. */
    List<Finding> facts() {
        var device = LocalDevice.start();
        var facts = new ArrayList<Finding>();
        facts.add(Finding.present(
                "Device",
                CardStart.ofProcess()
                        .device()
                        .map(started ->
                                started.name() + "; " + device.processor(0) + " for what would take longer there")
                        .orElse(device.device(0))));
        facts.add(Finding.present(
                "Library", LIBRARY + ", " + Nd4j.getBackend().getClass().getSimpleName()));
        facts.add(Finding.present("Library folder", device.libraryFolder().toString()));
        facts.add(Finding.present("Threads per OpenBLAS copy", openBlas.threads()));
        facts.add(Finding.present(
                "Off-heap memory", String.format(Locale.ROOT, "at most %,d MB", Pointer.maxBytes() >> 20)));
        return facts;
    }
}
