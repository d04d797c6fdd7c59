package org.seqnet.batch;

import java.util.stream.Stream;

/** A platform that the update site serves, as p2 names it. */
record Platform(String os, String ws, String arch) {

    static Stream<Platform> all() {
        return Stream.of(
                new Platform("linux", "gtk", "x86_64"),
                new Platform("linux", "gtk", "aarch64"),
                new Platform("win32", "win32", "x86_64"),
                new Platform("macosx", "cocoa", "x86_64"),
                new Platform("macosx", "cocoa", "aarch64"));
    }

    /** The platform that tests run on. */
    static Platform here() {
        return new Platform("linux", "gtk", "x86_64");
    }

    /** The bundles with its native libraries. */
    Stream<String> natives() {
        var deeplearning4j = "org.seqnet.dl4j.cpu." + this;
        return equals(here()) ? Stream.of(deeplearning4j, "org.seqnet.onednn." + this) : Stream.of(deeplearning4j);
    }

    @Override
    public String toString() {
        return os + "." + arch;
    }
}
