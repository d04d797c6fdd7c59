package org.seqnet.spark.app;

import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** The formats. */
    enum Format {
        PARQUET,
        ORC,
        CSV
    }

    static final class Formats extends Choice<Format> {
        Formats() {
            super(Format.values());
        }
    }

    /**
     * Returns the files with the data.
     *
     * @throws WrongArgument if no file is named, or a setting cannot be used
     */
    TableSource source() {
        if (data == null) {
            throw new WrongArgument("--data: it is missing. Name at least one file or folder with the data.");
        }
        return source(data);
    }

    /** Returns other files of the same format. */
    TableSource source(List<String> paths) {
        return new TableSource(paths, format());
    }

    private TableFormat format() {
        var chosen = Objects.requireNonNullElse(format, Format.PARQUET);
        requireCsv("--csv-separator", csvSeparator != null, chosen);
        requireCsv("--csv-quote", csvQuote != null, chosen);
        requireCsv("--csv-encoding", csvEncoding != null, chosen);
        requireCsv("--no-csv-header", noCsvHeader, chosen);
        return switch (chosen) {
            case PARQUET -> TableFormat.PARQUET;
            case ORC -> TableFormat.ORC;
            case CSV -> csv();
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

    private static void requireCsv(String option, boolean isSet, Format format) {
        if (isSet && format != Format.CSV) {
            throw new WrongArgument("%s: --format is %s. Set --format csv, or leave %s out."
                    .formatted(option, Choice.word(format), option));
        }
    }

    /** Returns the paths, for the provenance of the network. */
    String words() {
        return String.join(", ", data);
    }
}
