package org.seqnet.knime.spark;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seqnet.engine.SeqNetException;

/** Why a training on Spark has failed, and what to do, from what it said. */
final class JobFailure {
    private static final int LINES_SHOWN = 3;
    private static final int LONGEST_LINE = 300;
    private static final int KILLED = 137;

    private static final Pattern STACK_FRAME = Pattern.compile("\\s+at .*|\\s*\\.\\.\\. \\d+ (more|common frames.*)");
    private static final Pattern ROUTINE =
            Pattern.compile("(\\S+ \\S+ )?(INFO|DEBUG|TRACE|WARN)\\b.*|Setting default log level.*|To adjust logging.*|"
                    + "Using Spark's default log4j.*|WARNING: .*|Picked up .*"
                    + "|\\s*(stdout|stderr|YARN Diagnostics):\\s*");

    /** What to do about failures that occur, by words in what Spark says. The first that fits is told. */
    private static final List<Advice> ADVICE = List.of(
            new Advice(
                    "OutOfMemoryError|Java heap space|GC overhead limit|Cannot allocate memory",
                    "Increase \"Memory\", or decrease \"Batch size\"."),
            new Advice(
                    "UnsupportedClassVersionError|JAVA_HOME is not set|Unable to locate a Java Runtime"
                            + "|java: (command )?not found|Unrecognized option: --add-opens",
                    "Install Java 17 or 21, and set the environment variable JAVA_HOME to its folder."),
            new Advice(
                    "No space left on device|Disk quota exceeded",
                    "Free disk space, for example in the folder for temporary files, or set spark.local.dir to a "
                            + "larger disk in \"Additional options\"."),
            new Advice(
                    "All masters are unresponsive|Connection refused|UnknownHostException|Failed to connect to"
                            + "|Could not parse Master URL|Master must ",
                    "Check \"Master URL\", and that the cluster is running and can be reached from this machine."),
            new Advice(
                    "Failed to load class|ClassNotFoundException|NoClassDefFoundError|No main class set in JAR"
                            + "|Local jar .* does not exist|Cannot load main class|Error opening zip file",
                    "Check \"Application jar\": it must be the file seqnet-spark.jar of the same version as this "
                            + "extension."),
            new Advice(
                    "Initial job has not accepted any resources",
                    "The cluster has too little free memory or too few free cores: decrease \"Memory\" or \"Cores\"."));

    private JobFailure() {}

    private record Advice(Pattern words, String text) {
        Advice(String words, String text) {
            this(Pattern.compile(words), text);
        }
    }

    /** Returns the failure of a process. */
    static SeqNetException ofProcess(int exitCode, JobOutput output) {
        return output.error()
                .map(SeqNetException::new)
                .orElseGet(() -> new SeqNetException(
                        "Spark ended with exit code " + exitCode + "." + explained(output.latestLines(), exitCode)));
    }

    /**
     * Returns the failure of a Livy batch.
     *
     * @param state the batch's last state
     */
    static SeqNetException ofBatch(int batch, String state, JobOutput output) {
        return output.error()
                .map(SeqNetException::new)
                .orElseGet(() -> new SeqNetException("Livy batch %d ended in the state \"%s\".%s"
                        .formatted(batch, state, explained(output.latestLines(), 0))));
    }

    private static String explained(List<String> lines, int exitCode) {
        var advice = ADVICE.stream()
                .filter(each ->
                        lines.stream().anyMatch(line -> each.words.matcher(line).find()))
                .findFirst()
                .map(Advice::text)
                .or(() -> exitCode == KILLED
                        ? Optional.of("The operating system ended it, usually for lack of memory: close other "
                                + "programs, or decrease \"Memory\".")
                        : Optional.empty());
        var shown = shown(lines);
        return advice.map(text -> " " + text).orElse("")
                + (shown.isEmpty()
                        ? " It reported nothing."
                        : " The last lines of its log: " + String.join(" | ", shown));
    }

    private static List<String> shown(List<String> lines) {
        var telling = lines.stream()
                .filter(line -> !STACK_FRAME.matcher(line).matches())
                .filter(line -> !ROUTINE.matcher(line).matches())
                .map(line -> cut(line.strip()))
                .toList();
        return telling.subList(Math.max(0, telling.size() - LINES_SHOWN), telling.size());
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }
}
