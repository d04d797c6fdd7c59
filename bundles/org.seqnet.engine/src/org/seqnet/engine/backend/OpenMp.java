package org.seqnet.engine.backend;

import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack.MklSetNumThreadsLocal;
import org.bytedeco.openblas.presets.openblas_nolapack.SetNumThreads;

/** OpenMP, which keeps for each thread that calls it the number of threads among which it splits work. */
public interface OpenMp {
    /** Returns the number for the calling thread. */
    int threads();

    /** Sets the number for the calling thread. */
    void use(int threads);

    /**
     * Returns what {@code work} returns. Within it, nothing is split among threads; other nodes that run on this thread
     * later find its number again.
     */
    default <T> T withOneThread(Supplier<T> work) {
        int before = threads();
        use(1);
        try {
            return work.get();
        } finally {
            use(before);
        }
    }

    /** Returns that of the libraries that are loaded, if they have one. */
    static Optional<OpenMp> loaded() {
        var get = Loader.addressof("omp_get_max_threads");
        var set = Loader.addressof("omp_set_num_threads");
        return get == null || set == null
                ? Optional.empty()
                : Optional.of(new Functions(new MklSetNumThreadsLocal() {}.put(get), new SetNumThreads() {}.put(set)));
    }

    /**
     * Its functions, by the types that JavaCPP has for functions of such forms.
     *
     * @param get a function of this form, except that OpenMP's leaves the argument unread
     */
    record Functions(MklSetNumThreadsLocal get, SetNumThreads set) implements OpenMp {
        @Override
        public int threads() {
            return get.call(0);
        }

        @Override
        public void use(int threads) {
            set.call(threads);
        }
    }
}
