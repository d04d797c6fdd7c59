package org.seqnet.engine.backend;

import java.util.List;
import java.util.stream.Collectors;
import org.seqnet.engine.SeqNetException;

/** Tells in plain words which native part of the library is missing or refuses to load. */
final class NativeParts {
    /** A class path resource that starting up needs, and the jar that brings it. */
    private record Part(String resource, String jar) {}

    private NativeParts() {}

    private static List<Part> parts(String platform) {
        // Windows names its libraries without "lib"; the folder is enough to tell whether the jar is there.
        return List.of(
                new Part("META-INF/services/org.nd4j.linalg.factory.Nd4jBackend", "nd4j-native"),
                new Part(
                        "org/nd4j/linalg/cpu/nativecpu/bindings/" + platform + "/" + library(platform, "jnind4jcpu"),
                        "nd4j-native, " + platform),
                new Part(
                        "org/bytedeco/openblas/" + platform + "/" + library(platform, "jniopenblas_nolapack"),
                        "openblas, " + platform),
                new Part(
                        "org/bytedeco/javacpp/" + platform + "/" + library(platform, "jnijavacpp"),
                        "javacpp, " + platform));
    }

    private static String library(String platform, String name) {
        if (platform.startsWith("windows")) {
            return name + ".dll";
        }
        return "lib" + name + (platform.startsWith("macosx") ? ".dylib" : ".so");
    }

    /**
     * Looks for every native part.
     *
     * @throws SeqNetException if one is not there, naming what was looked for
     */
    static void require(ClassLoader loader, String platform) {
        var missing = parts(platform).stream()
                .filter(part -> loader.getResource(part.resource()) == null)
                .toList();
        if (!missing.isEmpty()) {
            throw new SeqNetException(("The native libraries of Deeplearning4j for %s are not installed: %s. "
                            + "Install the fragment org.seqnet.dl4j.cpu for this platform from the update "
                            + "site. Searched for %s.")
                    .formatted(
                            platform,
                            missing.stream().map(Part::jar).collect(Collectors.joining("; ")),
                            missing.stream().map(Part::resource).collect(Collectors.joining(", "))));
        }
    }

    /** Returns the error for parts that are there and yet do not load. */
    static SeqNetException failure(String platform, String cacheDirectory, Throwable cause) {
        return new SeqNetException(
                ("Deeplearning4j for %s is installed but could not be started: %s. Its native libraries are unpacked "
                                + "to %s; the folder must be writable, allow programs to run and, on Windows, have a "
                                + "name with only characters of the system code page (to use another folder, set "
                                + "-Dorg.bytedeco.javacpp.cachedir=... in knime.ini). Restart KNIME after a change.")
                        .formatted(platform, root(cause), cacheDirectory),
                cause);
    }

    /** Returns the text of what a failure began with. */
    static String root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString().strip();
    }
}
