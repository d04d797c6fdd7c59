package org.seqnet.knime.spark;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.knime.core.node.InvalidSettingsException;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.location.OpenLocation;

/** A location as Spark calls it. */
final class SparkPath {
    private static final Pattern SPECIAL = Pattern.compile("[\\[\\]{}?]");
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

    private static final String FILE = "file://";

    private SparkPath() {}

    /**
     * Returns the path for Spark: a URL as it is, such as that of a file in HDFS, and the path of a file of this
     * machine as a URL, for the default file system of a cluster is another.
     *
     * @param setting what the dialog calls the location
     * @throws InvalidSettingsException if no location is chosen
     * @throws SeqNetException if Spark cannot read there
     */
    static String of(String setting, FSLocation location) throws InvalidSettingsException {
        var chosen = OpenLocation.chosen(
                setting, location, "Select a file or folder, or enter a URL such as hdfs:///data/machines.parquet.");
        var path = chosen.getFSCategory() == FSCategory.CUSTOM_URL
                ? chosen.getPath().strip()
                : OpenLocation.name(chosen).strip();
        if (path.startsWith("knime:")) {
            throw new SeqNetException("%s: Spark cannot read %s. Use a local path, the workflow data area, or a URL "
                            .formatted(setting, path)
                    + "such as hdfs:///data/machines.parquet.");
        }
        return URL.matcher(path).matches() && !isDrive(path) ? path : ofFile(setting, path);
    }

    /**
     * Returns the path of a table for Spark, which takes it for a pattern: of a file of this machine, an asterisk
     * stands for any characters, and everything else for itself.
     *
     * @throws InvalidSettingsException if no location is chosen
     * @throws SeqNetException if Spark cannot read there
     */
    static String ofTable(String setting, FSLocation location) throws InvalidSettingsException {
        var path = of(setting, location);
        return path.startsWith(FILE) ? SPECIAL.matcher(path).replaceAll("\\\\$0") : path;
    }

    private static boolean isDrive(String path) {
        return path.indexOf(':') == 1;
    }

    /** Returns the URL of a file of this machine. */
    static String of(Path file) {
        var path = file.toAbsolutePath().toString().replace('\\', '/');
        return FILE + (path.startsWith("/") ? "" : "/") + path;
    }

    private static String ofFile(String setting, String path) {
        try {
            var file = Path.of(path);
            if (file.isAbsolute()) {
                return of(file);
            }
        } catch (InvalidPathException e) {
            // reported below
        }
        throw new SeqNetException(
                "%s: %s is not a full path. Select a file or folder, or enter a URL such as ".formatted(setting, path)
                        + "hdfs:///data/machines.parquet.");
    }
}
