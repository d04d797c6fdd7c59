package org.seqnet.engine.download;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.seqnet.engine.Quoted;

/** Where downloads are kept for the user, unless said otherwise. */
public final class CacheFolder {

    /** The system property that names the folder; it goes before the environment variable. */
    public static final String PROPERTY = "org.seqnet.cache";

    /** The environment variable that names the folder. */
    public static final String VARIABLE = "SEQNET_CACHE";

    private static final String NAME = "seqnet";

    private CacheFolder() {}

    /**
     * Returns the folder that {@value #PROPERTY} or {@value #VARIABLE} names; otherwise the system's usual place:
     * {@code $XDG_CACHE_HOME/seqnet} or {@code $HOME/.cache/seqnet}, on macOS {@code ~/Library/Caches/seqnet}, on
     * Windows {@code %LOCALAPPDATA%\seqnet}. It may not exist yet. {@code tools/data} has the same rule.
     *
     * @throws IOException if what is named is no path; the message says where it stands
     */
    public static Path locate() throws IOException {
        return locate(System::getProperty, System.getenv());
    }

    static Path locate(UnaryOperator<String> properties, Map<String, String> environment) throws IOException {
        var property = properties.apply(PROPERTY);
        if (isNamed(property)) {
            return path(property, "The Java system property " + PROPERTY);
        }
        var variable = environment.get(VARIABLE);
        if (isNamed(variable)) {
            return path(variable, "The environment variable " + VARIABLE);
        }
        var system = String.valueOf(properties.apply("os.name")).toLowerCase(Locale.ROOT);
        var home = path(properties.apply("user.home"), "The Java system property user.home");
        if (system.startsWith("windows")) {
            return folder("LOCALAPPDATA", environment, home.resolve("AppData").resolve("Local"))
                    .resolve(NAME);
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve(NAME);
        }
        // Java's user.home is the account's, which a container may not have, whatever HOME says.
        var caches = folder("HOME", environment, home).resolve(".cache");
        return folder("XDG_CACHE_HOME", environment, caches).resolve(NAME);
    }

    private static Path folder(String variable, Map<String, String> environment, Path usual) throws IOException {
        var value = environment.get(variable);
        return isNamed(value) ? path(value, "The environment variable " + variable) : usual;
    }

    private static boolean isNamed(String value) {
        return value != null && !value.isBlank();
    }

    private static Path path(String text, String source) throws IOException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IOException(
                    "%s is %s, which is not a valid path (%s). Correct it and restart."
                            .formatted(source, Quoted.of(text), e.getReason()),
                    e);
        }
    }
}
