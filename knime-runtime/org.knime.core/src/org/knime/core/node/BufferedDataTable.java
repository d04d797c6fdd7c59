package org.knime.core.node;

import java.util.List;
import javax.swing.JComponent;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.filter.CloseableDataRowIterable;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A table that is complete and lies in memory; {@link ExecutionContext} and its containers make them. */
public final class BufferedDataTable implements DataTable, PortObject {

    /** A port for tables. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class);

    /** A port for tables that may stay open. */
    public static final PortType TYPE_OPTIONAL =
            PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class, true);

    private final DataTableSpec spec;

    private final List<DataRow> rows;

    BufferedDataTable(DataTableSpec spec, List<DataRow> rows) {
        this.spec = spec;
        this.rows = rows;
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return spec;
    }

    @Override
    public DataTableSpec getSpec() {
        return spec;
    }

    @Override
    public String getSummary() {
        return "Rows: " + size() + ", Cols: " + spec.getNumColumns();
    }

    @Override
    public CloseableRowIterator iterator() {
        return CloseableRowIterator.from(rows.iterator());
    }

    /** Returns the rows that a filter chooses; cells of columns that it does not choose are there nevertheless. */
    public CloseableDataRowIterable filter(final TableFilter filter) {
        filter.validate(spec, size());
        int from = filter.getFromRowIndex().map(Math::toIntExact).orElse(0);
        int to = filter.getToRowIndex().map(Math::toIntExact).orElse(rows.size() - 1);
        return () -> CloseableRowIterator.from(rows.subList(from, to + 1).iterator());
    }

    /** Returns the number of rows. */
    public long size() {
        return rows.size();
    }

    List<DataRow> rows() {
        return rows;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }
}
