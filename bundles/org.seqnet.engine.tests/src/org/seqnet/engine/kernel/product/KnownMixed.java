package org.seqnet.engine.kernel.product;

import org.seqnet.engine.backend.NoMixedPrecision;
import org.seqnet.onednn.OneDnnSupport;

/** Installations with and without mixed precision. */
public final class KnownMixed {
    private KnownMixed() {}

    /** Returns what is there if the bundle is installed and computes on any processor. */
    public static Mixed available() {
        return new Mixed(OneDnnSupport::new);
    }

    /** Returns what is there if the bundle is not installed. */
    public static Mixed absent() {
        return new Mixed(NoMixedPrecision::new);
    }
}
