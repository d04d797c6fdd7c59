package org.seqnet.engine.kernel.product;

import java.util.Optional;
import java.util.function.Supplier;
import org.seqnet.engine.backend.MixedPrecision;

/** Products in mixed precision: what became of them on this machine. */
public final class Mixed {
    private static final Mixed OF_PROCESS = new Mixed(MixedPrecision::installed);

    private final Supplier<MixedPrecision> installed;
    private MatrixProducts products;
    private String refusal;

    /** @param installed what is installed, a {@link MixedSupport} unless it refuses; asked once */
    Mixed(Supplier<MixedPrecision> installed) {
        this.installed = installed;
    }

    /** Returns those of this process. */
    public static Mixed ofProcess() {
        return OF_PROCESS;
    }

    /** Returns why there are none, as a sentence for people; empty if there are. */
    public synchronized Optional<String> refusal() {
        start();
        return Optional.ofNullable(refusal);
    }

    /** Returns the products; empty if there are none. */
    public synchronized Optional<MatrixProducts> products() {
        start();
        return Optional.ofNullable(products);
    }

    private void start() {
        if (products != null || refusal != null) {
            return;
        }
        var support = installed.get();
        refusal = support.refusal().orElse(null);
        if (refusal == null) {
            products = ((MixedSupport) support).start();
        }
    }
}
