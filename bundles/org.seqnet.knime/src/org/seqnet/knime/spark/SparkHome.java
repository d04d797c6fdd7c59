package org.seqnet.knime.spark;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/**
 * An installed Spark.
 *
 * @param submit its program spark-submit
 * @param folder the folder into which Spark was unpacked; empty if only the program is known
 */
record SparkHome(Path submit, Optional<Path> folder) {
    static final String VARIABLE = "SPARK_HOME";

    private static final String PROGRAM =
            System.getProperty("os.name", "").startsWith("Windows") ? "spark-submit.cmd" : "spark-submit";

    /**
     * Finds it: where the setting says, otherwise where SPARK_HOME says, otherwise on the PATH.
     *
     * @param setting the folder; empty to search
     * @param environment the variables of the environment
     * @throws SeqNetException if there is none; the message says how to get one
     */
    static SparkHome find(String setting, Map<String, String> environment) {
        if (!setting.isBlank()) {
            return in(setting.strip())
                    .orElseThrow(() -> new SeqNetException(
                            "Spark folder: %s contains no bin%s%s. Select the folder into which Spark was unpacked."
                                    .formatted(Quoted.of(setting.strip()), File.separator, PROGRAM)));
        }
        return in(environment.getOrDefault(VARIABLE, ""))
                .or(() -> onPath(environment.getOrDefault("PATH", environment.getOrDefault("Path", ""))))
                .orElseThrow(() -> new SeqNetException(
                        "Spark was not found: \"Spark folder\" is empty, the environment variable SPARK_HOME names no "
                                + "Spark, and " + PROGRAM + " is not on the PATH. Download Spark 3.5 or 4 from "
                                + "spark.apache.org, unpack it, and select its folder in the node's dialog."));
    }

    private static Optional<SparkHome> in(String folder) {
        return path(folder).flatMap(home -> Optional.of(home.resolve("bin").resolve(PROGRAM))
                .filter(Files::isRegularFile)
                .map(program -> new SparkHome(program, Optional.of(home))));
    }

    private static Optional<SparkHome> onPath(String folders) {
        return Stream.of(folders.split(Pattern.quote(File.pathSeparator)))
                .flatMap(folder -> path(folder).stream())
                .map(folder -> folder.resolve(PROGRAM))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new SparkHome(program, Optional.empty()));
    }

    private static Optional<Path> path(String folder) {
        try {
            return folder.isBlank()
                    ? Optional.empty()
                    : Optional.of(Path.of(folder).toAbsolutePath());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
