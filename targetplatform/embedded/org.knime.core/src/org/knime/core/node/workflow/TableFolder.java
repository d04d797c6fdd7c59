package org.knime.core.node.workflow;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knime.core.data.DataCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeSettings;

/**
 * A port's folder that holds a table: the spec as KNIME writes it, and the rows as comma-separated text. KNIME packs
 * rows into a binary container of its own; nothing here would read that back, whereas a person who has run a workflow
 * in batch mode wants to look at the results. KNIME, given such a folder, resets the node and keeps its settings.
 */
record TableFolder(Path folder) {
    /** A cell's text is cut here: an image's numbers are of no use to a reader, and there may be 60,000 images. */
    private static final int LONGEST_TEXT = 200;

    void write(BufferedDataTable table, ExecutionMonitor exec) throws IOException, CanceledExecutionException {
        var spec = new NodeSettings("spec.xml");
        table.getDataTableSpec().save(spec);
        WorkflowWriter.write(spec, folder.resolve("spec.xml"));
        try (var out = Files.newBufferedWriter(folder.resolve("data.csv"));
                var rows = table.iterator()) {
            out.write("RowID");
            for (var column : table.getDataTableSpec()) {
                out.write(',');
                out.write(quoted(column.getName()));
            }
            out.write('\n');
            while (rows.hasNext()) {
                exec.checkCanceled();
                var row = rows.next();
                out.write(quoted(row.getKey().getString()));
                for (var cell : row) {
                    out.write(',');
                    write(cell, out);
                }
                out.write('\n');
            }
        }
    }

    private static void write(DataCell cell, Writer out) throws IOException {
        if (cell.isMissing()) {
            return;
        }
        var text = cell.toString();
        out.write(quoted(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "..."));
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
