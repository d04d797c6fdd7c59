package org.seqnet.knime.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.ForecastWindows;
import org.seqnet.engine.sequence.TimeStep;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.FreeNames;
import org.seqnet.knime.column.TimeCells;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.tensor.TargetSpec;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

/**
 * Forecasts as long rows: one for each step ahead, with the other columns of its window, the time of the window's last
 * row, the time of the step, its number from 1 on, the actual values if the table has them, and the forecasts.
 *
 * @param kept the columns that each row repeats
 * @param origin the column with the times of the windows' last rows, if there is one
 * @param actual the column with the actual values, if there is one
 * @param lists the columns with an element for each step
 * @param step the distance of the steps, if it is known
 * @param targets how many targets are forecast
 */
record ForecastRows(
        DataTableSpec spec,
        List<Integer> kept,
        OptionalInt origin,
        OptionalInt actual,
        List<Integer> lists,
        Optional<TimeStep> step,
        int horizon,
        int targets)
        implements LongRows {
    private static final String ORIGIN = "Origin";

    /**
     * Finds the columns of a table whose last columns are the lists of forecasts.
     *
     * @param input the table without these, whose sequences are not repeated
     * @param appended the lists of forecasts
     * @param targets the names of the targets; kept columns of these names would be taken for actual values
     */
    static ForecastRows of(
            DataTableSpec input, int sequenceColumn, DataTableSpec appended, int horizon, List<String> targets) {
        var target = TargetSpec.find(input).map(input::getColumnSpec);
        var origin = index(input, target.flatMap(TargetSpec::origin).orElse(ORIGIN));
        var actual = target.filter(column -> isOf(column, horizon, targets))
                .map(column -> index(input, column.getName()))
                .orElse(OptionalInt.empty());
        var kept = IntStream.range(0, input.getNumColumns())
                .filter(column -> column != sequenceColumn
                        && (origin.isEmpty() || column != origin.getAsInt())
                        && !TargetSpec.is(input.getColumnSpec(column))
                        && !targets.contains(input.getColumnSpec(column).getName()))
                .boxed()
                .toList();
        var columns = new ArrayList<DataColumnSpec>();
        kept.forEach(column -> columns.add(input.getColumnSpec(column)));
        var names =
                new FreeNames(new DataTableSpec(new DataTableSpec(columns.toArray(DataColumnSpec[]::new)), appended));
        origin.ifPresent(column -> {
            var type = input.getColumnSpec(column).getType();
            columns.add(column(names.like(ORIGIN), type));
            columns.add(column(names.like("Forecast time"), type));
        });
        columns.add(column(names.like("Step"), IntCell.TYPE));
        if (actual.isPresent()) {
            targets.forEach(name -> columns.add(column(names.like(name), DoubleCell.TYPE)));
        }
        appended.forEach(list -> columns.add(ofElements(list)));
        return new ForecastRows(
                new DataTableSpec(columns.toArray(DataColumnSpec[]::new)),
                kept,
                origin,
                actual,
                IntStream.range(0, appended.getNumColumns())
                        .mapToObj(list -> input.getNumColumns() + list)
                        .toList(),
                step(input.getColumnSpec(sequenceColumn)).or(() -> target.flatMap(TargetSpec::timeStep)),
                horizon,
                targets.size());
    }

    private static boolean isOf(DataColumnSpec column, int horizon, List<String> targets) {
        return TargetSpec.form(column)
                .filter(form -> form.horizon() == horizon && form.targets().equals(targets))
                .isPresent();
    }

    private static Optional<TimeStep> step(DataColumnSpec sequences) {
        return TensorColumn.preparation(sequences)
                .how(ForecastWindows.TIME_STEP)
                .flatMap(TimeStep::parse);
    }

    private static OptionalInt index(DataTableSpec spec, String name) {
        int index = spec.findColumnIndex(name);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** Returns the column of the elements of lists, which is as well marked. */
    private static DataColumnSpec ofElements(DataColumnSpec lists) {
        var creator = new DataColumnSpecCreator(lists);
        creator.setType(DoubleCell.TYPE);
        return creator.createSpec();
    }

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    /** Returns the rows; those of a window without a forecast have missing forecasts. */
    @Override
    public BufferedDataTable of(BufferedDataTable lists, ExecutionContext exec, ExecutionMonitor monitor)
            throws CanceledExecutionException, KNIMEException {
        var rows = exec.createDataContainer(spec, Columns.WITH_DOMAINS);
        try (var windows = lists.iterator()) {
            for (long window = 1; windows.hasNext(); window++) {
                monitor.checkCanceled();
                var row = windows.next();
                for (int ahead = 1; ahead <= horizon; ahead++) {
                    var key = new RowKey(row.getKey().getString() + "_" + ahead);
                    rows.addRowToTable(new DefaultRow(key, cells(row, ahead, exec)));
                }
                RowProgress.report(monitor, window, lists.size());
            }
        } finally {
            rows.close();
        }
        return rows.getTable();
    }

    private DataCell[] cells(DataRow row, int ahead, ExecutionContext exec) throws KNIMEException {
        var cells = new ArrayList<DataCell>(spec.getNumColumns());
        kept.forEach(column -> cells.add(row.getCell(column)));
        if (origin.isPresent()) {
            var time = row.getCell(origin.getAsInt());
            cells.add(time);
            cells.add(time(time, ahead, exec));
        }
        cells.add(new IntCell(ahead));
        if (actual.isPresent()) {
            var cell = row.getCell(actual.getAsInt());
            for (int target = 0; target < targets; target++) {
                int place = (ahead - 1) * targets + target;
                cells.add(cell.isMissing() ? cell : actual(((TensorValue) cell).tensor(), place));
            }
        }
        for (int list : lists) {
            cells.add(
                    row.getCell(list) instanceof ListDataValue values
                            ? values.get(ahead - 1)
                            : DataType.getMissingCell());
        }
        return cells.toArray(DataCell[]::new);
    }

    private DataCell time(DataCell from, int ahead, ExecutionContext exec) throws KNIMEException {
        var time = step.flatMap(distance -> TimeCells.point(from).map(point -> distance.plus(point, ahead)));
        return time.isPresent() ? TimeCells.cell(time.get(), from.getType(), exec) : DataType.getMissingCell();
    }

    private static DataCell actual(Tensor values, int place) {
        double value = place < values.size() ? values.unroundedValue(place) : Double.NaN;
        return Double.isFinite(value) ? new DoubleCell(value) : DataType.getMissingCell();
    }
}
