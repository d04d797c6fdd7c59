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

    /** The bundle with its native libraries. */
    String natives() {
        return "org.seqnet.dl4j.cpu." + os + "." + arch;
    }

    @Override
    public String toString() {
        return os + "." + arch;
    }
}
