package org.knime.core.ui.embedded.results;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/**
 * A table as comma-separated text in UTF-8, as RFC 4180 has it, written row by row: the row keys first, missing cells
 * empty. Texts and numbers are complete; of cells of other types, such as images, only the first characters of what
 * they say of themselves are written, as there may be 60,000 of them.
 */
final class CsvFile {
    private static final int LONGEST_TEXT = 200;
    private static final String LINE_END = "\r\n";

    private CsvFile() {}

    static void write(BufferedDataTable table, Path file, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        // a file writer would fail on half of a surrogate pair; this one writes a question mark
        try (var out = new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8));
                var rows = table.iterator()) {
            out.write("RowID");
            for (var column : table.getDataTableSpec()) {
                out.write(',');
                field(column.getName(), out);
            }
            out.write(LINE_END);
            while (rows.hasNext()) {
                exec.checkCanceled();
                var row = rows.next();
                field(row.getKey().getString(), out);
                for (var cell : row) {
                    out.write(',');
                    if (!cell.isMissing()) {
                        field(text(cell), out);
                    }
                }
                out.write(LINE_END);
            }
        }
    }

    private static String text(DataCell cell) {
        if (cell instanceof StringValue string) {
            return string.getStringValue();
        }
        var text = cell.toString();
        boolean complete = cell instanceof DoubleValue || cell instanceof BooleanValue;
        return complete || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }

    /** An empty text is quoted, which tells it from a missing cell. */
    private static void field(String text, Writer out) throws IOException {
        boolean plain = !text.isEmpty();
        for (int i = 0; plain && i < text.length(); i++) {
            char c = text.charAt(i);
            plain = c != '"' && c != ',' && c != '\n' && c != '\r';
        }
        out.write(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
    }
}
