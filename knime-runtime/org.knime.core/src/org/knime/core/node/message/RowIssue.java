package org.knime.core.node.message;

import java.util.Objects;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.util.CheckUtils;

/** A detail that points at a cell of an input table. */
record RowIssue(int port, int column, long row, String description) implements Issue {

    RowIssue {
        CheckUtils.checkArgument(port >= 0, "Port %d is none.", port);
        CheckUtils.checkArgument(column >= 0, "Column %d is none.", column);
        CheckUtils.checkArgument(row >= 0, "Row %d is none.", row);
    }

    /** Names row and column by looking them up in the table; KNIME draws the table's surroundings here. */
    DefaultIssue toDefaultIssue(PortObject[] inputs) {
        if (!(inputs[port] instanceof BufferedDataTable table) || row >= table.size()) {
            return new DefaultIssue(toPreformatted());
        }
        try (var rows = table.filter(TableFilter.filterRangeOfRows(row, row)).iterator()) {
            var found = rows.next();
            return new DefaultIssue("Row '" + found.getKey() + "', column '"
                    + table.getSpec().getColumnSpec(column).getName() + "' (" + found.getCell(column) + "): "
                    + toPreformatted());
        }
    }

    @Override
    public String toPreformatted() {
        return Objects.requireNonNullElse(description, "");
    }
}
