package org.seqnet.knime.spark;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/**
 * How spark-submit is called.
 *
 * @param spark which one
 * @param jar the application
 */
record SparkSubmit(SparkHome spark, Path jar) {
    private static final String NAME = "KNIME Spark Network Learner";
    private static final Set<String> X86_64 = Set.of("amd64", "x86_64");
    private static final String OPTIONS = "SPARK_SUBMIT_OPTS";

    /**
     * Finds what it needs on this machine.
     *
     * @throws SeqNetException if something is missing; the message says how to get it
     */
    static SparkSubmit find(RunParameters settings, Map<String, String> environment) {
        requirePlatform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        return new SparkSubmit(SparkHome.find(settings.sparkFolder, environment), existing(settings.jar(environment)));
    }

    /**
     * Makes sure that the driver can load the native libraries of the application.
     *
     * @throws SeqNetException if it cannot on such a machine
     */
    static void requirePlatform(String system, String processor) {
        if (!system.equals("Linux") || !X86_64.contains(processor)) {
            throw new SeqNetException(("Run on: training on Spark requires Linux on x86-64, but this machine has %s "
                            + "on %s. Run on Livy, with a cluster of such machines, or run the workflow on such a "
                            + "machine.")
                    .formatted(system, processor));
        }
    }

    private static Path existing(String jar) {
        try {
            var path = Path.of(jar).toAbsolutePath();
            if (Files.isRegularFile(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // reported below
        }
        throw new SeqNetException("Application jar: there is no file %s. Check the path.".formatted(Quoted.of(jar)));
    }

    /**
     * Makes sure that the driver is to run on this machine, where its output can be read.
     *
     * @throws SeqNetException if it is not
     */
    static void requireHere(List<String> options) {
        for (int i = 0; i < options.size(); i++) {
            var option = options.get(i) + (i + 1 < options.size() ? "=" + options.get(i + 1) : "");
            if (option.startsWith("--deploy-mode=cluster") || option.startsWith("spark.submit.deployMode=cluster")) {
                throw new SeqNetException("Additional options: the deploy mode \"cluster\" is not supported, because "
                        + "the node follows the output of the driver. Remove it, or run on Livy.");
            }
        }
    }

    /**
     * Returns the command.
     *
     * @param arguments what the application is called with
     */
    List<String> command(RunParameters settings, List<String> arguments) {
        var command = new ArrayList<>(List.of(spark.submit().toString(), "--name", NAME, "--master", master(settings)));
        if (settings.runOn == RunOn.LOCAL) {
            memory("--driver-memory", settings, command);
            // no name of this machine that the network may not know, and no page that nobody sees
            property("spark.driver.host=127.0.0.1", command);
            property("spark.driver.bindAddress=127.0.0.1", command);
            property("spark.ui.enabled=false", command);
        } else {
            memory("--executor-memory", settings, command);
            if (settings.cores > 0) {
                command.addAll(List.of("--executor-cores", String.valueOf(settings.cores)));
            }
        }
        property("spark.ui.showConsoleProgress=false", command);
        command.addAll(settings.options());
        command.add(jar.toString());
        command.addAll(arguments);
        return command;
    }

    /** Returns what the log shows of the command: not the options, which may contain what is secret. */
    String shown(RunParameters settings) {
        return "%s --master %s %s".formatted(spark.submit(), master(settings), jar);
    }

    private static String master(RunParameters settings) {
        if (settings.runOn == RunOn.CLUSTER) {
            return settings.master.strip();
        }
        return settings.cores == 0 ? "local[*]" : "local[" + settings.cores + "]";
    }

    private static void memory(String option, RunParameters settings, List<String> command) {
        if (!settings.memory.isBlank()) {
            command.addAll(List.of(option, settings.memory.strip()));
        }
    }

    private static void property(String property, List<String> command) {
        command.addAll(List.of("--conf", property));
    }

    /**
     * Returns the variables that differ from those of this process: the Spark that was chosen, KNIME's own Java where
     * none is set, and the encoding of the file of arguments, which no option of the user's replaces here.
     */
    Map<String, String> environment(Map<String, String> own) {
        var changed = new HashMap<String, String>();
        spark.folder().ifPresent(folder -> changed.put(SparkHome.VARIABLE, folder.toString()));
        changed.put(OPTIONS, (own.getOrDefault(OPTIONS, "") + " -Dfile.encoding=UTF-8").strip());
        var java = Path.of(System.getProperty("java.home", ""));
        if (own.getOrDefault("JAVA_HOME", "").isBlank()
                && (Files.isExecutable(java.resolve("bin/java")) || Files.isExecutable(java.resolve("bin/java.exe")))) {
            changed.put("JAVA_HOME", java.toString());
        }
        return changed;
    }
}
