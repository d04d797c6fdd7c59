package org.seqnet.spark.table;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/**
 * Files that together hold a table.
 *
 * @param paths files, folders or patterns such as {@code hdfs:///plant/2026-*}, at least one
 */
public record TableSource(List<String> paths, TableFormat format) {
    /** The column with lines of CSV files that have too many or too few fields. */
    public static final String MALFORMED = "seqnet malformed line";

    /**
     * Checks the paths.
     *
     * @throws SeqNetException if there is none
     */
    public TableSource {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new SeqNetException("Data: no path is given. Enter at least one file or folder.");
        }
    }

    /**
     * Opens the table without reading its rows; of CSV, the columns are texts.
     *
     * @throws SeqNetException if a path does not exist, or the files are no table of this format
     */
    public Dataset<Row> open(SparkSession session) {
        requireApart(paths.stream().flatMap(path -> found(path, session)).toList());
        var reader = format.on(session.read());
        try {
            var table = reader.load(paths.toArray(String[]::new));
            if (table.schema().isEmpty()) {
                throw nothing();
            }
            return format instanceof TableFormat.Csv
                    ? reader.schema(table.schema().add(MALFORMED, DataTypes.StringType))
                            .load(paths.toArray(String[]::new))
                    : table;
        } catch (SeqNetException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreadable(e);
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw e instanceof AnalysisException && e.getMessage().contains("infer schema") ? nothing() : unreadable(e);
        }
    }

    private SeqNetException nothing() {
        return new SeqNetException("Data: %s has no %s files with columns. Check the path and the format."
                .formatted(words(), format.title()));
    }

    private SeqNetException unreadable(Exception cause) {
        return new SeqNetException(
                "Data: %s cannot be read as %s (%s). Check the path and the format."
                        .formatted(words(), format.title(), firstLine(cause)),
                cause);
    }

    /** Returns the paths for a message. */
    String words() {
        return Quoted.of(String.join(", ", paths));
    }

    /** Returns the innermost reason in one line. */
    static String firstLine(Throwable failure) {
        var inner = failure;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        var message = inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }

    /** Rows of a path that lies within another one would be read twice. */
    private static void requireApart(List<Path> found) {
        var seen = new HashSet<Path>();
        for (var path : found) {
            if (!seen.add(path)) {
                throw new SeqNetException("Data: %s is named twice, so its rows would count twice. Leave one out."
                        .formatted(Quoted.of(path.toString())));
            }
        }
        for (var path : found) {
            for (var outer = path.getParent(); outer != null; outer = outer.getParent()) {
                if (seen.contains(outer)) {
                    throw new SeqNetException(
                            "Data: %s lies within %s, so its rows would count twice. Leave one of them out."
                                    .formatted(Quoted.of(path.toString()), Quoted.of(outer.toString())));
                }
            }
        }
    }

    private static Stream<Path> found(String path, SparkSession session) {
        try {
            var pattern = new Path(path);
            var found = pattern.getFileSystem(session.sparkContext().hadoopConfiguration())
                    .globStatus(pattern);
            if (found == null || found.length == 0) {
                throw new SeqNetException(
                        "Data: there is no file or folder %s. Check the path.".formatted(Quoted.of(path)));
            }
            return Arrays.stream(found).map(FileStatus::getPath);
        } catch (IOException | IllegalArgumentException e) {
            throw new SeqNetException(
                    "Data: the path %s cannot be opened (%s). Check the path, and that the cluster may read it."
                            .formatted(Quoted.of(path), firstLine(e)),
                    e);
        }
    }
}
