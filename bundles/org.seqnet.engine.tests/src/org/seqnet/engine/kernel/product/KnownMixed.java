package org.seqnet.engine.kernel.product;

import java.util.Optional;
import org.seqnet.engine.backend.MixedPrecision;
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
        return new Mixed(() -> new MixedPrecision() {
            @Override
            public Optional<String> refusal() {
                return Optional.of("The bundle org.seqnet.onednn is not installed.");
            }

            @Override
            public String instructions() {
                throw new AssertionError("There are none.");
            }
        });
    }
}
