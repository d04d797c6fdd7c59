package org.seqnet.spark.app;

import java.util.Optional;
import picocli.CommandLine.Option;

/** What is written where, and how progress is reported. */
final class OutputArguments {
    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The network file to write, such as hdfs:///models/machines.seqnet. Required.")
    private String output;

    @Option(
            names = "--history",
            paramLabel = "DIR",
            description = "The folder for the training history, a Parquet table with a row per epoch. Default: none.")
    private String history;

    @Option(
            names = "--overwrite",
            description = "Replaces the file at --output and the table at --history. Default: existing output is an "
                    + "error.")
    private boolean overwrite;

    @Option(
            names = "--events",
            description = "Prints a line with a JSON object for each event, for programs that start this one. Default: "
                    + "plain lines.")
    private boolean events;

    @Option(names = "--stacktrace", description = "Prints the Java stack trace of an error.")
    private boolean stacktrace;

    /**
     * Returns the file to write.
     *
     * @throws WrongArgument if it is not named
     */
    String output() {
        if (output == null) {
            throw new WrongArgument("--output: it is missing. Name the network file to write.");
        }
        return output;
    }

    Optional<String> history() {
        return Optional.ofNullable(history);
    }

    boolean overwrite() {
        return overwrite;
    }
}
