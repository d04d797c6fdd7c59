package org.seqnet.engine.idx;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

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
     * Windows {@code %LOCALAPPDATA%\seqnet}. It may not exist yet. {@code scripts/data} has the same rule.
     */
    public static Path locate() {
        return locate(System::getProperty, System.getenv());
    }

    static Path locate(UnaryOperator<String> properties, Map<String, String> environment) {
        var named = firstNamed(properties.apply(PROPERTY), environment.get(VARIABLE));
        if (named != null) {
            return Path.of(named);
        }
        var home = properties.apply("user.home");
        var system = String.valueOf(properties.apply("os.name")).toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            var local = environment.get("LOCALAPPDATA");
            return local == null ? Path.of(home, "AppData", "Local", NAME) : Path.of(local, NAME);
        }
        if (system.startsWith("mac")) {
            return Path.of(home, "Library", "Caches", NAME);
        }
        var caches = firstNamed(environment.get("XDG_CACHE_HOME"), null);
        // Java's user.home is the account's, which a container may not have, whatever HOME says.
        return caches == null
                ? Path.of(firstNamed(environment.get("HOME"), home), ".cache", NAME)
                : Path.of(caches, NAME);
    }

    private static String firstNamed(String one, String other) {
        return one != null && !one.isBlank() ? one : other != null && !other.isBlank() ? other : null;
    }
}
