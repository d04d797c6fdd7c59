package org.seqnet.engine.backend;

import java.util.Optional;

/** What a bundle that multiplies in mixed precision says of this machine. */
public interface MixedPrecision {

    /**
     * Returns why this machine computes no such products, as sentences for people; empty if it does. It says so
     * without loading a library if it can; that a library does not load is a reason like others.
     */
    Optional<String> refusal();

    /** Returns the instructions that compute them, for example "AVX512-BF16"; asked only if nothing is refused. */
    String instructions();

    /**
     * Returns what the bundle says if there is one. Its class is found by name, so that it need not be installed; it
     * has a public constructor without parameters.
     */
    static MixedPrecision installed() {
        try {
            return (MixedPrecision) Class.forName("org.seqnet.onednn.OneDnnSupport")
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ClassNotFoundException e) {
            return new NoMixedPrecision();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
