package org.seqnet.knime.sequence;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.StepCollector;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.Columns;
import org.seqnet.knime.Failures;
import org.seqnet.knime.MissingValues;
import org.seqnet.knime.RowProgress;

/** Makes one sequence of the rows of each group; a row is a time step. */
final class LongFormat implements Reshaping {
    private final DataTableSpec table;
    private final DataTableSpec spec;
    private final int group;
    private final OptionalInt order;
    private final NumericColumns features;
    private final CarriedColumns carried;
    private final SequenceReshaperParameters parameters;
    private final MissingValues missingValues;
    private TableScaling scaling;

    private LongFormat(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        this.table = table;
        this.parameters = parameters;
        group = groupColumn(table, parameters);
        order = parameters.sortSteps
                ? OptionalInt.of(Columns.find(
                        table, "input table", "Order column", parameters.orderColumn, "values", DataValue.class))
                : OptionalInt.empty();
        features = NumericColumns.of(table, parameters.numericColumns);
        carried = CarriedColumns.of(table, parameters.carriedColumns, group);
        missingValues = parameters.missingSteps;
        spec = SequenceTable.spec(table, IntStream.of(group), carried, parameters.newColumn, Optional.empty());
    }

    static LongFormat of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        return new LongFormat(table, parameters);
    }

    /** Returns the index of the column that tells groups. */
    static int groupColumn(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        return Columns.find(
                table,
                "input table",
                "Group column",
                parameters.groupColumn,
                "strings or whole numbers",
                NominalValue.class,
                LongValue.class);
    }

    @Override
    public DataTableSpec spec() {
        return spec;
    }

    @Override
    public Result execute(BufferedDataTable rows, ExecutionContext exec)
            throws KNIMEException, CanceledExecutionException {
        scaling = TableScaling.of(parameters, features.count(), range -> features.addTo(range, rows, exec));
        var sorted = collect(rows, false, exec);
        return sorted.isPresent() ? sorted.get() : collect(rows, true, exec).orElseThrow();
    }

    /**
     * Reads the table once.
     *
     * @param gather whether all groups are kept until the end; if not, each is written as soon as another begins
     * @return empty if a group that was written goes on: the table is not sorted by group, and has to be gathered
     */
    private Optional<Result> collect(BufferedDataTable rows, boolean gather, ExecutionContext exec)
            throws KNIMEException, CanceledExecutionException {
        var complete = new CompleteRows(table, required(), missingValues);
        var sequences = exec.createDataContainer(spec, Columns.AS_DECLARED);
        try (var iterator = rows.iterator()) {
            var begun = new HashSet<String>();
            var open = new LinkedHashMap<String, Group>();
            for (long index = 0; iterator.hasNext(); index++) {
                exec.checkCanceled();
                var row = iterator.next();
                if (complete.test(row, index)) {
                    var name = row.getCell(group).toString();
                    if (!open.containsKey(name)) {
                        if (!gather) {
                            write(open.values(), sequences);
                            open.clear();
                            if (!begun.add(name)) {
                                return Optional.empty();
                            }
                        }
                        open.put(name, new Group(row));
                    }
                    open.get(name).add(row, index);
                }
                RowProgress.report(exec, index + 1, rows.size());
            }
            write(open.values(), sequences);
        } finally {
            sequences.close();
        }
        return Optional.of(new Result(sequences.getTable(), scaling.and(complete.warning(rows.size()))));
    }

    private int[] required() {
        return IntStream.concat(
                        IntStream.concat(IntStream.of(group), order.stream()), IntStream.of(features.indices()))
                .toArray();
    }

    private void write(Collection<Group> groups, BufferedDataContainer sequences) throws KNIMEException {
        for (var one : groups) {
            sequences.addRowToTable(new DefaultRow(
                    one.cell.toString(), SequenceTable.cells(Optional.of(one.cell), one.kept, one.sequence())));
        }
    }

    private Comparator<DataCell> byPosition() {
        return order.isPresent()
                ? table.getColumnSpec(order.getAsInt()).getType().getComparator()
                : (one, other) -> 0;
    }

    /** The steps of one group so far. */
    private final class Group {
        private final DataCell cell;
        private final DataCell[] kept;
        private final StepCollector<DataCell> steps = new StepCollector<>(features.count(), byPosition());

        Group(DataRow first) {
            cell = first.getCell(group);
            kept = carried.cells(first);
        }

        void add(DataRow row, long index) throws KNIMEException {
            for (int i = 0; i < kept.length; i++) {
                keep(i, row.getCell(carried.indices()[i]), row, index);
            }
            try {
                var position = order.isPresent() ? row.getCell(order.getAsInt()) : DataType.getMissingCell();
                steps.add(position, features.values(row));
            } catch (SeqNetException e) {
                throw refused(e);
            }
        }

        /** A missing cell says nothing: it neither contradicts others nor is kept if one of them says more. */
        private void keep(int i, DataCell found, DataRow row, long index) throws KNIMEException {
            if (found.isMissing() || found.equals(kept[i])) {
                return;
            }
            if (!kept[i].isMissing()) {
                int column = carried.indices()[i];
                throw Failures.failureAt(
                        0,
                        index,
                        column,
                        "The group has another value before.",
                        ("Group '%s': column '%s' holds both '%s' and, in row '%s', '%s'; "
                                        + "all rows of a group must agree.")
                                .formatted(
                                        cell,
                                        table.getColumnSpec(column).getName(),
                                        kept[i],
                                        row.getKey().getString(),
                                        found),
                        "Correct the row, choose another group column, or do not keep this column.");
            }
            kept[i] = found;
        }

        Tensor sequence() throws KNIMEException {
            try {
                return scaling.scaling().apply(steps.build());
            } catch (SeqNetException e) {
                throw refused(e);
            }
        }

        private KNIMEException refused(SeqNetException e) {
            return Failures.failure(e, "Group '%s': %s".formatted(cell, Sentences.continued(e.getMessage())));
        }
    }
}
