package org.seqnet.knime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.Node;
import org.knime.core.node.NodeProgressMonitor;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.sequence.SequenceReshaperNodeFactory;
import org.seqnet.knime.tensor.TensorCell;

/** KNIME tables for tests. */
public final class Tables {
    private Tables() {}

    /** Returns a context to execute nodes in. */
    public static ExecutionContext execution() {
        return execution(new DefaultNodeProgressMonitor());
    }

    /** Returns a context that reports to this monitor and asks it whether to stop. */
    @SuppressWarnings("deprecation") // the other constructors want a workflow
    public static ExecutionContext execution(NodeProgressMonitor monitor) {
        return new ExecutionContext(monitor, new Node(new SequenceReshaperNodeFactory()));
    }

    /** Returns a table; row keys are Row0, Row1 and so on. */
    public static BufferedDataTable table(DataTableSpec spec, DataCell[]... rows) {
        var container = execution().createDataContainer(spec);
        for (int row = 0; row < rows.length; row++) {
            container.addRowToTable(new DefaultRow(RowKey.createRowKey(row), rows[row]));
        }
        container.close();
        return container.getTable();
    }

    /** Returns a row's cells. */
    public static DataCell[] row(DataCell... cells) {
        return cells;
    }

    /** Returns all rows of a table. */
    public static List<DataRow> rows(BufferedDataTable table) {
        var rows = new ArrayList<DataRow>();
        try (var iterator = table.iterator()) {
            iterator.forEachRemaining(rows::add);
        }
        return rows;
    }

    /** Returns the cells of one column as text; a missing one is {@code ?}. */
    public static List<String> column(BufferedDataTable table, String name) {
        int column = table.getDataTableSpec().findColumnIndex(name);
        return rows(table).stream().map(row -> row.getCell(column).toString()).toList();
    }

    /** Returns the keys of all rows. */
    public static List<String> keys(BufferedDataTable table) {
        return rows(table).stream().map(row -> row.getKey().getString()).toList();
    }

    /** Returns a column of strings, with a domain if values are given. */
    public static DataColumnSpec strings(String name, String... values) {
        var creator = new DataColumnSpecCreator(name, StringCell.TYPE);
        if (values.length > 0) {
            creator.setDomain(new DataColumnDomainCreator(
                            Arrays.stream(values).map(StringCell::new).toArray(DataCell[]::new))
                    .createDomain());
        }
        return creator.createSpec();
    }

    /** Returns a string's cell. */
    public static DataCell string(String text) {
        return new StringCell(text);
    }

    /** Returns the cell of a tensor of unsigned bytes. */
    public static DataCell bytes(Shape shape, int... values) {
        var raw = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            raw[i] = (byte) values[i];
        }
        return new TensorCell(Tensor.ofUnsignedBytes(shape, raw));
    }

    /** Returns the cell of a tensor of floats. */
    public static DataCell floats(Shape shape, float... values) {
        return new TensorCell(Tensor.ofFloats(shape, values));
    }
}
