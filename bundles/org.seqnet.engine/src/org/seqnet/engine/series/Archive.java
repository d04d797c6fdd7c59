package org.seqnet.engine.series;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.download.CatalogFile;

/**
 * The catalogue of the UCR/UEA archive: 128 univariate and 30 multivariate sets of classified time series, and 63 sets
 * for regression. The archive grows, so that a name which is not listed may be one of its sets too.
 */
public final class Archive {

    /** The system property that names another place of the archive; it goes before the environment variable. */
    public static final String PROPERTY = "org.seqnet.archive";

    /** The environment variable that names another place of the archive: the address of a folder of zip files. */
    public static final String VARIABLE = "SEQNET_ARCHIVE";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");
    private static final List<List<String>> LINES = CatalogFile.lines(Archive.class, "archive.txt");

    private Archive() {}

    /** Returns the names of all sets that are known, in the order of dialogs. */
    public static List<String> names() {
        return LINES.stream()
                .filter(words -> words.get(0).equals("set"))
                .map(words -> words.get(2))
                .toList();
    }

    /** Returns what is stated of the series of a set; empty if the set is not listed. */
    public static Optional<TargetKind> target(String name) {
        return LINES.stream()
                .filter(words -> words.get(0).equals("set") && words.get(2).equals(name))
                .map(words -> words.get(1).equals("regression") ? TargetKind.NUMBER : TargetKind.CLASS)
                .findFirst();
    }

    /** Returns a name in the letters of the catalogue, capital or small, if a set is listed under it. */
    public static String spelled(String name) {
        return names().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    }

    /** Returns whether a set of the archive can have this name, which is part of addresses and paths. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Returns where the zip file of a set can be downloaded, best first: the place that {@value #PROPERTY} or
     * {@value #VARIABLE} names, or else the archive's own.
     *
     * @throws IOException if what is named is no address; the message says where it stands
     */
    static List<URI> mirrors(String name) throws IOException {
        return mirrors(name, System::getProperty, System.getenv());
    }

    static List<URI> mirrors(String name, UnaryOperator<String> properties, Map<String, String> environment)
            throws IOException {
        var file = name + ".zip";
        var property = properties.apply(PROPERTY);
        if (property != null && !property.isBlank()) {
            return List.of(address(property, file, "The Java system property " + PROPERTY));
        }
        var variable = environment.get(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return List.of(address(variable, file, "The environment variable " + VARIABLE));
        }
        return LINES.stream()
                .filter(words -> words.get(0).equals("mirror"))
                .map(words -> URI.create(words.get(1) + file))
                .toList();
    }

    private static URI address(String folder, String file, String source) throws IOException {
        try {
            var address = URI.create(folder.strip().replaceFirst("/*$", "/") + file);
            if (address.getHost() != null
                    && address.getScheme() != null
                    && address.getScheme().matches("(?i)https?")) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw new IOException(
                "%s is %s, which is not an HTTP address. Correct it and restart.".formatted(source, Quoted.of(folder)));
    }
}
