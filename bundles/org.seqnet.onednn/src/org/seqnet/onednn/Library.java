package org.seqnet.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_amx;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_out_of_memory;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.lang.ref.Cleaner;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_engine;
import org.seqnet.engine.backend.Memory;

/** oneDNN, as it is loaded. */
final class Library {
    /** Frees what is outside the Java heap once nothing in it refers to it. */
    static final Cleaner CLEANER = Cleaner.create();

    /** The processor. */
    static final dnnl_engine PROCESSOR = Loading.processor();

    private Library() {}

    /**
     * Returns the instructions of this processor, or of what the environment lets oneDNN use of it, that
     * multiply in bfloat16, by their name; empty if it has none.
     */
    static Optional<String> instructions() {
        int isa = dnnl_get_effective_cpu_isa();
        if (has(isa, dnnl_cpu_isa_avx512_core_amx)) {
            return Optional.of("AMX");
        }
        return has(isa, dnnl_cpu_isa_avx512_core_bf16) ? Optional.of("AVX512-BF16") : Optional.empty();
    }

    private static boolean has(int isa, int wanted) {
        return (isa & wanted) == wanted;
    }

    /** Fails unless a function of oneDNN says that it has done what it should. */
    static void check(int status) {
        if (status == dnnl_out_of_memory) {
            throw Memory.exhaustedOutsideHeap("oneDNN");
        }
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN refused a matrix product with status " + status + ".");
        }
    }
}
