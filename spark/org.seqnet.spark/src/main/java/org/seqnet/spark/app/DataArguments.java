package org.seqnet.spark.app;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.seqnet.spark.table.IdxSource;
import org.seqnet.spark.table.IdxSource.Steps;
import org.seqnet.spark.table.TableFormat;
import org.seqnet.spark.table.TableSource;
import picocli.CommandLine.Option;

/** Which files hold the data. */
final class DataArguments {
    @Option(
            names = "--data",
            paramLabel = "PATH",
            arity = "1..*",
            description = "Files, folders or patterns such as hdfs:///plant/2026-*. Required.")
    private List<String> data;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            converter = Formats.class,
            completionCandidates = Formats.class,
            description = "The format of the files: ${COMPLETION-CANDIDATES}. Default: parquet.")
    private Format format;

    @Option(
            names = "--csv-separator",
            paramLabel = "C",
            description = "The character between two fields of CSV files. Default: a comma.")
    private String csvSeparator;

    @Option(
            names = "--csv-quote",
            paramLabel = "C",
            description = "The character around fields of CSV files, twice for itself. Default: a double quote.")
    private String csvQuote;

    @Option(
            names = "--csv-encoding",
            paramLabel = "NAME",
            description = "The character set of CSV files, such as windows-1252. Default: UTF-8.")
    private String csvEncoding;

    @Option(
            names = "--no-csv-header",
            description = "CSV files have no header; the columns are _c0, _c1 and so on. Default: the first line of "
                    + "each file has the names of the columns.")
    private boolean noCsvHeader;

    @Option(
            names = "--label-file",
            paramLabel = "PATH",
            description = "The file with the labels of the images in the one file of --data (idx; required to train).")
    private String labelFile;

    @Option(
            names = "--time-steps",
            paramLabel = "WAY",
            converter = TimeSteps.class,
            completionCandidates = TimeSteps.class,
            description = "What the time steps of an image are (idx): ${COMPLETION-CANDIDATES}. Default: rows.")
    private Steps timeSteps;

    /** The formats. */
    enum Format {
        PARQUET,
        ORC,
        CSV,
        IDX
    }

    static final class TimeSteps extends Choice<Steps> {
        TimeSteps() {
            super(Steps.values());
        }
    }

    static final class Formats extends Choice<Format> {
        Formats() {
            super(Format.values());
        }
    }

    /** Says whether the data are a file of images. */
    boolean areImages() {
        return format == Format.IDX;
    }

    /**
     * Returns the images.
     *
     * @throws WrongArgument if that is not one file
     */
    IdxSource images() {
        return images("--data", paths(), Optional.ofNullable(labelFile));
    }

    /** Returns other images. */
    IdxSource images(String option, List<String> files, Optional<String> labels) {
        if (files.size() != 1) {
            throw new WrongArgument(
                    "%s: %d files, but --format idx reads one. Name one file.".formatted(option, files.size()));
        }
        return new IdxSource(files.get(0), labels, Objects.requireNonNullElse(timeSteps, Steps.ROWS));
    }

    private List<String> paths() {
        if (data == null) {
            throw new WrongArgument("--data: it is missing. Name at least one file or folder with the data.");
        }
        return data;
    }

    /**
     * Returns the files with the data.
     *
     * @throws WrongArgument if no file is named, or a setting cannot be used
     */
    TableSource source() {
        return source(paths());
    }

    /** Returns other files of the same format. */
    TableSource source(List<String> paths) {
        return new TableSource(paths, format());
    }

    /**
     * Makes sure that only what the format has is set.
     *
     * @throws WrongArgument if it is not
     */
    void require() {
        var chosen = Objects.requireNonNullElse(format, Format.PARQUET);
        requireOnly("--csv-separator", csvSeparator != null, chosen, Format.CSV);
        requireOnly("--csv-quote", csvQuote != null, chosen, Format.CSV);
        requireOnly("--csv-encoding", csvEncoding != null, chosen, Format.CSV);
        requireOnly("--no-csv-header", noCsvHeader, chosen, Format.CSV);
        requireOnly("--label-file", labelFile != null, chosen, Format.IDX);
        requireOnly("--time-steps", timeSteps != null, chosen, Format.IDX);
        paths();
    }

    private TableFormat format() {
        return switch (Objects.requireNonNullElse(format, Format.PARQUET)) {
            case PARQUET -> TableFormat.PARQUET;
            case ORC -> TableFormat.ORC;
            case CSV -> csv();
            case IDX -> throw new IllegalStateException("images are no table");
        };
    }

    private TableFormat csv() {
        var usual = TableFormat.Csv.USUAL;
        return WrongArgument.naming(
                Map.of("Separator", "--csv-separator", "Quote", "--csv-quote", "Encoding", "--csv-encoding"),
                () -> new TableFormat.Csv(
                        Objects.requireNonNullElse(csvSeparator, usual.separator()),
                        Objects.requireNonNullElse(csvQuote, usual.quote()),
                        Objects.requireNonNullElse(csvEncoding, usual.encoding()),
                        !noCsvHeader));
    }

    private static void requireOnly(String option, boolean isSet, Format chosen, Format required) {
        if (isSet && chosen != required) {
            throw new WrongArgument("%s: --format is %s. Set --format %s, or leave %s out."
                    .formatted(option, Choice.word(chosen), Choice.word(required), option));
        }
    }

    /** Returns what is read. */
    Inputs inputs(Configuration hadoop) {
        var inputs = new Inputs(hadoop).data("--data", data);
        return labelFile == null ? inputs : inputs.data("--label-file", List.of(labelFile));
    }

    /** Returns the paths, for the provenance of the network. */
    String words() {
        return String.join(", ", data);
    }
}
