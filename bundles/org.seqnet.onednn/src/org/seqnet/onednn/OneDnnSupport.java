package org.seqnet.onednn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.LocalDevice;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.MixedSupport;

/** Products in mixed precision by oneDNN 3.13. The engine finds this class by its name. */
public final class OneDnnSupport implements MixedSupport {
    private static final String LIBRARY = "/org/bytedeco/dnnl/linux-x86_64/libjnidnnl.so";
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    /** Linux's words for instructions that multiply in bfloat16. */
    private static final List<String> FLAGS = List.of(" avx512_bf16 ", " amx_bf16 ");

    private static final String NO_INSTRUCTIONS =
            "This processor has no instructions for bfloat16 (AVX512-BF16 or AMX).";

    /** What oneDNN says; Java initialises it on first use, once, and tells what failed only then. */
    private static final class Holder {
        static final Optional<String> REFUSAL = refusalOfLibrary();
    }

    /** Otherwise nobody keeps this oneDNN to one thread. */
    private static final String NO_OPENMP =
            "Mixed precision is available only where oneDNN computes in single precision too, but OpenBLAS does: "
                    + "oneDNN 2.5.2 does not load, or the Java system property org.seqnet.engine.products is set to "
                    + "openblas.";

    private final Path processor;

    /** Looks at the processor of this machine. */
    public OneDnnSupport() {
        this(PROCESSOR);
    }

    /** @param processor what the operating system says of it */
    OneDnnSupport(Path processor) {
        this.processor = processor;
    }

    @Override
    public Optional<String> refusal() {
        if (OneDnnSupport.class.getResource(LIBRARY) == null) {
            return Optional.of("oneDNN's libraries are not installed; they are available for Linux on x86-64.");
        }
        // What the operating system knows spares the loading of a large library where it would be of no use.
        return isCapable() ? Holder.REFUSAL : Optional.of(NO_INSTRUCTIONS);
    }

    private static Optional<String> refusalOfLibrary() {
        try {
            if (LocalDevice.start().oneDnn().isEmpty()) {
                return Optional.of(NO_OPENMP);
            }
            return Library.instructions().isPresent() ? Optional.empty() : Optional.of(NO_INSTRUCTIONS);
        } catch (LinkageError | RuntimeException e) { // It costs speed, not the job.
            return Optional.of(told(e));
        }
    }

    /** Returns why oneDNN does not load, and what to do. */
    static String told(Throwable failure) {
        var root = failure;
        while (root.getCause() != null && !(root instanceof SeqNetException)) {
            root = root.getCause();
        }
        return root instanceof SeqNetException
                ? root.getMessage()
                : ("oneDNN is installed but could not be started: %s. Its native libraries are unpacked to %s; the "
                                + "folder must be writable and allow programs to run (to use another folder, set "
                                + "-Dorg.bytedeco.javacpp.cachedir=... in knime.ini), and Linux must have glibc 2.34 "
                                + "or newer. Restart KNIME after a change.")
                        .formatted(root.toString().strip(), Loading.folder());
    }

    private boolean isCapable() {
        try (var lines = Files.lines(processor)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .map(line -> line + " ")
                    .anyMatch(line -> FLAGS.stream().anyMatch(line::contains));
        } catch (IOException e) {
            return true; // oneDNN will tell
        }
    }

    @Override
    public String instructions() {
        return Library.instructions().orElseThrow();
    }

    @Override
    public MatrixProducts start() {
        return new MixedProducts(MatrixProducts.fastest());
    }
}
