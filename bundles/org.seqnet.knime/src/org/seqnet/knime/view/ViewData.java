package org.seqnet.knime.view;

import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortObject;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.message.Logs;

/**
 * The data of a view: JSON, computed when the node is executed and kept as the only cell of an internal table, which
 * KNIME saves and loads with the workflow.
 */
public final class ViewData {
    private static final DataTableSpec SPEC =
            new DataTableSpec(new DataColumnSpecCreator("View", StringCell.TYPE).createSpec());

    private ViewData() {}

    /** Returns the internal table that keeps a view's data. */
    public static BufferedDataTable keep(JsonObject data, ExecutionContext exec) {
        var rows = exec.createDataContainer(SPEC, Columns.AS_DECLARED);
        rows.addRowToTable(new DefaultRow("View", new StringCell(data.toString())));
        rows.close();
        return rows.getTable();
    }

    /** Returns the JSON that a node's internal data keep, or if they do not, that of a message for the reader. */
    public static String of(PortObject[] internalData) {
        if (internalData == null || internalData.length == 0) {
            return message("No data to display. Execute the node.");
        }
        if (internalData[0] instanceof BufferedDataTable table
                && table.getDataTableSpec().equalStructure(SPEC)) {
            try (var rows = table.iterator()) {
                if (rows.hasNext() && rows.next().getCell(0) instanceof StringValue json) {
                    return json.getStringValue();
                }
            } catch (RuntimeException e) {
                // KNIME reads rows when they are asked for, and says so of a file that it cannot read
                Logs.of(ViewData.class).debug("The view data cannot be read.", e);
            }
        }
        return message("The saved data of this view cannot be read. Execute the node again.");
    }

    /** Returns the JSON of a message for the reader. */
    static String message(String text) {
        return new JsonObject().with("view", "message").with("text", text).toString();
    }
}
