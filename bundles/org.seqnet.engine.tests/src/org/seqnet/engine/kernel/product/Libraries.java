package org.seqnet.engine.kernel.product;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.bytedeco.javacpp.Loader;
import org.seqnet.engine.backend.LocalDevice;

/** The libraries that multiply matrices, one by one. */
public final class Libraries {
    private Libraries() {}

    /** Returns the one of this name; skips the test where oneDNN is asked for and not shipped. */
    public static MatrixProducts named(String name) {
        return name.equals("oneDNN") ? oneDnn() : openBlas();
    }

    /** Returns OpenBLAS, which is there on every platform. */
    public static MatrixProducts openBlas() {
        return OpenBlas.load();
    }

    private static MatrixProducts oneDnn() {
        assumeTrue(
                Loader.getPlatform().equals("linux-x86_64"),
                "oneDNN is shipped for Linux on x86-64 only; here OpenBLAS multiplies.");
        return new OneDnn(LocalDevice.start().oneDnn().orElseThrow());
    }
}
