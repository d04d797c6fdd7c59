package org.seqnet.spark.app;

import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which network is applied, and what is written where. */
final class ScoreArguments {
    @Option(
            names = "--network",
            paramLabel = "FILE",
            description = "The network file, on any file system of Hadoop. Required.")
    private String network;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "The folder to write: all columns of the data with the predictions behind them, in folders "
                    + "such as day=1 if the data are in such folders, else in as many files. Required.")
    private String output;

    @Option(
            names = "--output-format",
            paramLabel = "NAME",
            converter = Formats.class,
            completionCandidates = Formats.class,
            description = "The format of the files: ${COMPLETION-CANDIDATES}. Default: parquet.")
    private Format format;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column with the correct class or value. If set, the accuracy, or R² of values, is "
                    + "printed. Default: none.")
    private String label;

    @Option(
            names = "--bad-rows",
            paramLabel = "WAY",
            converter = BadRows.class,
            completionCandidates = BadRows.class,
            description = "What becomes of rows that cannot be predicted: ${COMPLETION-CANDIDATES}. keep: their "
                    + "prediction is missing (long and windows: as skip); skip: they are left out; fail: nothing is "
                    + "written. They are counted, "
                    + "and one of each kind is named. Default: keep.")
    private Treatment badRows;

    @Option(
            names = "--overwrite",
            description = "Replaces the table at --output. Default: existing output is an error.")
    private boolean overwrite;

    @Option(
            names = "--events",
            description = "Prints a line with a JSON object for each event, for programs that start this one. Default: "
                    + "plain lines.")
    private boolean events;

    @Option(names = "--stacktrace", description = "Prints the Java stack trace of an error.")
    private boolean stacktrace;

    /** The formats that are written. */
    enum Format {
        PARQUET,
        ORC,
        CSV
    }

    /** What becomes of rows without a prediction. */
    enum Treatment {
        KEEP,
        SKIP,
        FAIL
    }

    static final class Formats extends Choice<Format> {
        Formats() {
            super(Format.values());
        }
    }

    static final class BadRows extends Choice<Treatment> {
        BadRows() {
            super(Treatment.values());
        }
    }

    /**
     * Makes sure that network and output are named.
     *
     * @throws WrongArgument if one is not
     */
    void require() {
        if (network == null) {
            throw new WrongArgument("--network: it is missing. Name the file of the network to apply.");
        }
        if (output == null) {
            throw new WrongArgument("--output: it is missing. Name the folder to write.");
        }
    }

    String network() {
        return network;
    }

    String output() {
        return output;
    }

    Format format() {
        return Objects.requireNonNullElse(format, Format.PARQUET);
    }

    Optional<String> label() {
        return Optional.ofNullable(label);
    }

    Treatment badRows() {
        return Objects.requireNonNullElse(badRows, Treatment.KEEP);
    }

    boolean overwrite() {
        return overwrite;
    }
}
