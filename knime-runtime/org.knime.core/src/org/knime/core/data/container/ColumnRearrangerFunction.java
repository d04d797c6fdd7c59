package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger.Column;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.embedded.Rearrangement;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.streamable.StreamableFunction;
import org.knime.core.node.util.CheckUtils;

/** Carries out what a column rearranger says, one row after the other even where a factory allows more. */
final class ColumnRearrangerFunction extends StreamableFunction implements Rearrangement {

    private static final NodeLogger LOGGER = NodeLogger.getLogger(ColumnRearrangerFunction.class);

    private final DataTableSpec original;

    private final List<Column> columns;

    private final List<CellFactory> factories;

    ColumnRearrangerFunction(DataTableSpec original, List<Column> columns) {
        this.original = original;
        this.columns = List.copyOf(columns);
        factories = columns.stream()
                .filter(Column::isNew)
                .map(Column::factory)
                .distinct()
                .toList();
    }

    private DataCell[] newCells(DataRow row, long rowIndex) {
        Map<CellFactory, DataCell[]> computed = new IdentityHashMap<>();
        for (var factory : factories) {
            computed.put(factory, checked(factory, factory.getCells(row, rowIndex)));
        }
        return columns.stream()
                .filter(Column::isNew)
                .map(column -> computed.get(column.factory())[column.indexInFactory()])
                .toArray(DataCell[]::new);
    }

    private DataCell[] checked(CellFactory factory, DataCell[] cells) {
        long expected = columns.stream()
                .filter(column -> column.isNew() && column.factory() == factory)
                .count();
        if (cells.length != expected) {
            var error = "New cells array length conflict: expected %d, actual %d (class %s)"
                    .formatted(expected, cells.length, factory.getClass().getName());
            if (cells.length < expected) {
                throw new IndexOutOfBoundsException(error);
            }
            LOGGER.coding(error);
        }
        return cells;
    }

    private DataRow join(DataRow row, DataCell[] newCells) {
        var cells = new DataCell[columns.size()];
        int next = 0;
        for (int i = 0; i < cells.length; i++) {
            var column = columns.get(i);
            cells[i] = column.isNew() ? newCells[next++] : row.getCell(column.originalIndex());
        }
        return new DefaultRow(row.getKey(), cells);
    }

    @Override
    public void finish() {
        for (var factory : factories) {
            if (factory instanceof AbstractCellFactory cells) {
                cells.afterProcessing();
            }
        }
    }

    @Override
    public BufferedDataTable apply(BufferedDataTable table, ExecutionContext context, ExecutionMonitor progress)
            throws CanceledExecutionException {
        CheckUtils.checkArgument(
                original.equalStructure(table.getDataTableSpec()),
                "The argument table's spec does not match the original spec passed in the constructor.");
        var computed = new DataTableSpec(
                columns.stream().filter(Column::isNew).map(Column::spec).toArray(DataColumnSpec[]::new));
        var domains = context.createDataContainer(
                computed,
                DataContainerSettings.builder()
                        .withInitializedDomain(true)
                        .withCheckDuplicateRowKeys(false)
                        .build());
        var rows = new ArrayList<DataRow>(Math.toIntExact(table.size()));
        try {
            for (DataRow row : table) {
                var cells = newCells(row, rows.size());
                domains.addRowToTable(new DefaultRow(row.getKey(), cells));
                rows.add(join(row, cells));
                if (!factories.isEmpty()) {
                    factories.get(0).setProgress(rows.size(), table.size(), row.getKey(), progress);
                }
                progress.checkCanceled();
            }
        } finally {
            domains.close();
            finish();
        }
        return joined(rows, domains.getTable().getDataTableSpec(), context);
    }

    /** Columns of the input keep the domain that they have; those of new ones are what was computed. */
    private BufferedDataTable joined(List<DataRow> rows, DataTableSpec computed, ExecutionContext context) {
        var specs = new DataColumnSpec[columns.size()];
        int next = 0;
        for (int i = 0; i < specs.length; i++) {
            var column = columns.get(i);
            specs[i] = column.isNew() ? computed.getColumnSpec(next++) : column.spec();
        }
        var result = context.createDataContainer(
                new DataTableSpec(specs),
                DataContainerSettings.builder()
                        .withInitializedDomain(true)
                        .withDomainUpdate(false)
                        .withCheckDuplicateRowKeys(false)
                        .build());
        rows.forEach(result::addRowToTable);
        result.close();
        return result.getTable();
    }
}
