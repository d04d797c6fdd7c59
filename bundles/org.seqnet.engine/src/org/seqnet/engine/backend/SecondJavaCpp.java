package org.seqnet.engine.backend;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.seqnet.engine.SeqNetException;

/**
 * Starts a JavaCPP of another version than ND4J's, in a class space of its own. It unpacks its libraries to a folder of
 * its own: files of the same name would replace those that are loaded.
 */
public final class SecondJavaCpp {
    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";
    private static final String PHYSICAL_LIMIT_PROPERTY = "org.bytedeco.javacpp.maxphysicalbytes";

    private SecondJavaCpp() {}

    /**
     * Returns what {@code start} returns, which loads the libraries for the first time. System properties are as before
     * afterwards.
     *
     * @param name the name of the libraries, with their version
     * @throws SeqNetException if there is no folder that libraries can be loaded from
     */
    public static synchronized <T> T start(String name, Supplier<T> start) {
        var settings = Map.of(
                CACHE_PROPERTY,
                folder(name).toString(),
                // Its default counts the memory of the whole process: other nodes' would stop our training.
                PHYSICAL_LIMIT_PROPERTY,
                "0");
        return Undisturbed.call(() -> with(settings, start));
    }

    /**
     * Returns the folder that libraries are unpacked to.
     *
     * @param name the name of the libraries, with their version
     * @throws SeqNetException if there is no folder that libraries can be loaded from
     */
    public static Path folder(String name) {
        var given = System.getProperty(CACHE_PROPERTY);
        return given == null
                ? LibraryFolder.choose(name, System::getProperty, NamedFolders.ofProcess())
                        .path()
                : Path.of(given, name);
    }

    private static <T> T with(Map<String, String> settings, Supplier<T> start) {
        var before = new HashMap<String, String>();
        settings.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
        try {
            return start.get();
        } finally {
            before.forEach((key, value) -> {
                if (value == null) {
                    System.clearProperty(key);
                } else {
                    System.setProperty(key, value);
                }
            });
        }
    }
}
