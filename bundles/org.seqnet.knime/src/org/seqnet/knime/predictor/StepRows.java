package org.seqnet.knime.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.FreeNames;
import org.seqnet.knime.execution.RowProgress;

/**
 * A table with lists of predictions as long rows: a row for each time step, with the other columns of its sequence, the
 * RowID of its sequence, the number of the step from 1 on, the actual label if the table has a list of them, and the
 * predictions.
 *
 * @param kept the columns that each row repeats
 * @param lists the columns with an element for each step, the actual labels first if they are known
 */
record StepRows(DataTableSpec spec, List<Integer> kept, List<Integer> lists) implements LongRows {

    /**
     * Finds the columns of a table whose last columns are the lists of predictions.
     *
     * @param input the table without these, whose sequences are not repeated
     * @param appended the lists of predictions
     * @param labelColumn the column that was learned; if it holds lists, these are the actual labels
     */
    static StepRows of(DataTableSpec input, int sequenceColumn, DataTableSpec appended, String labelColumn) {
        int actual = input.findColumnIndex(labelColumn);
        boolean hasActual = actual >= 0 && input.getColumnSpec(actual).getType().isCompatible(ListDataValue.class);
        var kept = IntStream.range(0, input.getNumColumns())
                .filter(column -> column != sequenceColumn && !(hasActual && column == actual))
                .boxed()
                .toList();
        var lists = new ArrayList<Integer>();
        if (hasActual) {
            lists.add(actual);
        }
        var table = new DataTableSpec(input, appended);
        IntStream.range(input.getNumColumns(), table.getNumColumns()).forEach(lists::add);
        var names = new FreeNames(table);
        var columns = new ArrayList<DataColumnSpec>();
        kept.forEach(column -> columns.add(input.getColumnSpec(column)));
        columns.add(new DataColumnSpecCreator(names.like("Sequence RowID"), StringCell.TYPE).createSpec());
        columns.add(new DataColumnSpecCreator(names.like("Step"), IntCell.TYPE).createSpec());
        lists.forEach(column -> columns.add(element(table.getColumnSpec(column))));
        return new StepRows(new DataTableSpec(columns.toArray(DataColumnSpec[]::new)), kept, List.copyOf(lists));
    }

    private static DataColumnSpec element(DataColumnSpec list) {
        return new DataColumnSpecCreator(list.getName(), list.getType().getCollectionElementType()).createSpec();
    }

    /** Returns the rows; a sequence without a prediction has one, without a step. */
    @Override
    public BufferedDataTable of(BufferedDataTable lists, ExecutionContext exec, ExecutionMonitor monitor)
            throws CanceledExecutionException {
        var rows = exec.createDataContainer(spec, Columns.AS_DECLARED);
        try (var iterator = lists.iterator()) {
            for (long row = 1; iterator.hasNext(); row++) {
                monitor.checkCanceled();
                add(iterator.next(), rows);
                RowProgress.report(monitor, row, lists.size());
            }
        } finally {
            rows.close();
        }
        return rows.getTable();
    }

    private void add(DataRow row, BufferedDataContainer rows) {
        var predicted = row.getCell(row.getNumCells() - 1);
        int steps = predicted.isMissing() ? 0 : ((CollectionDataValue) predicted).size();
        for (int step = 0; step < Math.max(1, steps); step++) {
            var cells = new ArrayList<DataCell>(spec.getNumColumns());
            kept.forEach(column -> cells.add(row.getCell(column)));
            cells.add(new StringCell(row.getKey().getString()));
            cells.add(step < steps ? new IntCell(step + 1) : DataType.getMissingCell());
            for (int column : lists) {
                cells.add(element(row.getCell(column), step, steps));
            }
            var key = new RowKey(row.getKey().getString() + "_" + (step + 1));
            rows.addRowToTable(new DefaultRow(key, cells.toArray(DataCell[]::new)));
        }
    }

    /** Returns an element of a list; a list of another length tells nothing of the steps. */
    private static DataCell element(DataCell list, int step, int steps) {
        return list instanceof ListDataValue values && values.size() == steps && steps > 0
                ? values.get(step)
                : DataType.getMissingCell();
    }
}
