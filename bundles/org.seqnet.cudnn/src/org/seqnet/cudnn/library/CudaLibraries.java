package org.seqnet.cudnn.library;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.seqnet.cudnn.binding.Cublas;
import org.seqnet.cudnn.binding.Cudnn;
import org.seqnet.cudnn.binding.SharedLibrary;
import org.seqnet.engine.SeqNetException;

/** The libraries that were found, and which card they compute on. A process loads the first ones and keeps them. */
public final class CudaLibraries {
    private static boolean loaded;

    private final Path driver;
    private final LibrarySet set;
    private final int card;

    CudaLibraries(Path driver, LibrarySet set, int card) {
        this.driver = driver;
        this.set = set;
        this.card = card;
    }

    /** Returns the number of the card, as the driver counts them. */
    public int card() {
        return card;
    }

    /**
     * Loads all of them, unless others are, and returns what computes, such as {@code cuDNN 9.5.1}.
     *
     * @throws SeqNetException if one does not load; it names it, and what to do
     */
    public String load() {
        synchronized (CudaLibraries.class) {
            if (!loaded) {
                try {
                    LoadedDriver.load(driver);
                } catch (ShortcomingException e) {
                    throw new SeqNetException(e.finding().toString(), e);
                }
                set.inLoadingOrder().forEach(CudaLibraries::open);
                bind(set.cublas(), Cublas::load);
                bind(set.cudnn(), Cudnn::load);
                loaded = true;
            }
            long version = Cudnn.cudnnGetVersion();
            if (version / 10000 != 9) {
                throw failure(set.cudnn(), "is version " + version + " of cuDNN, not 9");
            }
            return "cuDNN %d.%d.%d".formatted(version / 10000, version / 100 % 100, version % 100);
        }
    }

    private static void open(Path library) {
        bind(library, SharedLibrary::open);
    }

    private static void bind(Path library, Consumer<Path> loader) {
        try {
            loader.accept(library);
        } catch (LinkageError e) {
            throw failure(library, "does not load: " + LoadedDriver.reason(e));
        }
    }

    private static SeqNetException failure(Path library, String what) {
        return new SeqNetException(
                ("CUDA start: %s %s. Get the libraries with tools/cuda-libs, and enter their folder in "
                                + "the preference \"CUDA libraries folder\".")
                        .formatted(library, what));
    }
}
