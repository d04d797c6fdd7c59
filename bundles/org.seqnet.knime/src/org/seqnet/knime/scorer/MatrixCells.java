package org.seqnet.knime.scorer;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortObject;
import org.seqnet.knime.column.Columns;

/**
 * In which cell of the confusion matrix each row is: a table of row keys and of texts such as {@code "7,1"}, for class
 * 7 that was predicted as class 1. KNIME saves it with the node, so that a click on a cell can select its rows.
 */
final class MatrixCells {
    private static final DataTableSpec SPEC =
            new DataTableSpec(new DataColumnSpecCreator("Cell", StringCell.TYPE).createSpec());

    private final BufferedDataContainer rows;
    private final Map<String, StringCell> cells = new HashMap<>();

    MatrixCells(ExecutionContext exec) {
        rows = exec.createDataContainer(SPEC, Columns.AS_DECLARED);
    }

    void add(DataRow row, int actual, int predicted) {
        var cell = cells.computeIfAbsent(actual + "," + predicted, StringCell::new);
        rows.addRowToTable(new DefaultRow(row.getKey(), cell));
    }

    BufferedDataTable table() {
        rows.close();
        return rows.getTable();
    }

    /**
     * Returns the rows of cells.
     *
     * @param internalData what the node keeps: the view's data, then the table
     * @param cells what the page calls the cells, as in the table
     * @throws IOException if the node keeps no such table, since it was executed by an older version
     */
    static Set<RowKey> rows(PortObject[] internalData, List<String> cells) throws IOException {
        if (internalData == null
                || internalData.length < 2
                || !(internalData[1] instanceof BufferedDataTable table)
                || !table.getDataTableSpec().equalStructure(SPEC)) {
            throw new IOException("The rows of the confusion matrix are not known. Execute the node again.");
        }
        var selected = new HashSet<RowKey>();
        var wanted = Set.copyOf(cells);
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                var row = rows.next();
                if (wanted.contains(row.getCell(0).toString())) {
                    selected.add(row.getKey());
                }
            }
        }
        return selected;
    }

    /** Returns the key of a row of the table by its place. */
    static String key(BufferedDataTable table, int place) {
        try (var rows = table.iterator()) {
            for (int i = 0; i < place; i++) {
                rows.next();
            }
            return rows.next().getKey().getString();
        }
    }
}
