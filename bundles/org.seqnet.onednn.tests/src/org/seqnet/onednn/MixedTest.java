package org.seqnet.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.seqnet.engine.kernel.product.MatrixProducts;

/** What tests of the products have in common. */
abstract class MixedTest {
    MatrixProducts products;

    /** Says whether Linux names instructions of the processor that multiply in bfloat16. */
    static boolean hasInstructions() throws IOException {
        var processor = Path.of("/proc/cpuinfo");
        return Files.exists(processor)
                && Pattern.compile("\\b(avx512|amx)_bf16\\b")
                        .matcher(Files.readString(processor))
                        .find();
    }

    @BeforeEach
    void startOneDnn() throws IOException {
        assumeTrue(hasInstructions(), "This processor has no instructions for bfloat16.");
        var support = new OneDnnSupport();
        assertThat(support.refusal()).isEmpty();
        products = support.start();
        products.prepareThread();
    }
}
