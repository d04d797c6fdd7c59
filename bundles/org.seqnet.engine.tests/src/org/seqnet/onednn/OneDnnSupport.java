package org.seqnet.onednn;

import java.util.Optional;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.MixedSupport;
import org.seqnet.engine.kernel.product.PlainMixedProducts;

/**
 * Stands in for the bundle that multiplies in mixed precision, under the name by which the engine finds it: in the
 * tests of the engine, any processor computes in mixed precision, in plain Java.
 */
public final class OneDnnSupport implements MixedSupport {

    @Override
    public Optional<String> refusal() {
        return Optional.empty();
    }

    @Override
    public String instructions() {
        return "plain Java";
    }

    @Override
    public MatrixProducts start() {
        return new PlainMixedProducts();
    }
}
