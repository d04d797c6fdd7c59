package org.seqnet.onednn;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.seqnet.engine.kernel.product.MatrixProducts;

/** What tests of the products have in common. */
abstract class MixedTest {
    MatrixProducts products;

    @BeforeEach
    void startOneDnn() {
        var support = new OneDnnSupport();
        var refusal = support.refusal();
        assumeTrue(refusal.isEmpty(), () -> refusal.orElseThrow());
        products = support.start();
        products.prepareThread();
    }
}
