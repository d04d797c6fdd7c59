package org.seqnet.onednn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        try {
            // What the operating system knows spares the loading of a large library where it would be of no use.
            return isCapable() && Library.instructions().isPresent() ? Optional.empty() : Optional.of(NO_INSTRUCTIONS);
        } catch (LinkageError | RuntimeException e) {
            return Optional.of("oneDNN does not load: " + root(e) + ".");
        }
    }

    private static Throwable root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
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
