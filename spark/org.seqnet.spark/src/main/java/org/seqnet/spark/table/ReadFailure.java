package org.seqnet.spark.table;

import java.util.Optional;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/** Says in words why a table could not be read. */
final class ReadFailure {
    private static final String OTHER_HEADER = "CSV header does not conform";

    private ReadFailure() {}

    /** Returns the failure with a message that says what to do. */
    static SeqNetException explained(TableSource source, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SeqNetException known) {
                return known;
            }
            var message = cause.getMessage();
            if (message != null && message.contains(OTHER_HEADER)) {
                return new SeqNetException(
                        ("Data: the header of the CSV file %s is %s, but that of another file is %s. All files must "
                                        + "have the same columns in the same order.")
                                .formatted(
                                        quoted(message, "CSV file:"),
                                        quoted(message, "Header:"),
                                        quoted(message, "Schema:")),
                        failure);
            }
        }
        return new SeqNetException(
                "Data: %s cannot be read as %s (%s). Check the files, and that the format is right."
                        .formatted(source.words(), source.format().title(), TableSource.firstLine(failure)),
                failure);
    }

    /** Returns what follows a word at the start of a line. */
    private static String quoted(String message, String word) {
        Optional<String> found = message.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()).strip())
                .findFirst();
        return Quoted.of(found.orElse("?").replace(", " + TableSource.MALFORMED, ""));
    }
}
