package org.knime.core.node.message;

import java.util.Objects;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.util.CheckUtils;

/** A detail that points at a row, or a cell of it, in an input table. */
final class RowIssue implements Issue {

    private static final int NO_COLUMN = -1;

    private static final String PORT = "portIndex";

    private static final String COLUMN = "columnIndex";

    private static final String ROW = "rowIndex";

    private static final String DESCRIPTION = "message";

    private final int port;

    private final int column;

    private final long row;

    private final String description;

    private RowIssue(int port, int column, long row, String description) {
        this.port = port;
        this.column = column;
        this.row = row;
        this.description = description;
    }

    static RowIssue create(int port, int column, long row, String description) {
        CheckUtils.checkArgument(column >= 0, "Column %d is none.", column);
        return checked(port, column, row, description);
    }

    private static RowIssue checked(int port, int column, long row, String description) {
        CheckUtils.checkArgument(port >= 0, "Port %d is none.", port);
        CheckUtils.checkArgument(row >= 0, "Row %d is none.", row);
        return new RowIssue(port, column, row, description);
    }

    /** Names row and column by looking them up in the table; KNIME draws the table's surroundings here. */
    DefaultIssue toDefaultIssue(PortObject[] inputs) {
        if (column == NO_COLUMN || !(inputs[port] instanceof BufferedDataTable table) || row >= table.size()) {
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

    @Override
    public boolean equals(final Object other) {
        return other instanceof RowIssue issue
                && port == issue.port
                && column == issue.column
                && row == issue.row
                && Objects.equals(description, issue.description);
    }

    @Override
    public int hashCode() {
        return Objects.hash(port, column, row, description);
    }

    @Override
    public String toString() {
        return "port " + port + ", row " + row + ", column " + column + ": " + description;
    }
}
