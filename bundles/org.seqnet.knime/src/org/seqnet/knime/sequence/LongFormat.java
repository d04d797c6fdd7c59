package org.seqnet.knime.sequence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
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
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Sentences;

/** Makes one sequence from the rows of each group; a row is a time step. */
final class LongFormat implements Reshaping {
    private final DataTableSpec table;
    private final int group;
    private final StepOrder<?> order;
    private final NumericColumns features;
    private final CarriedColumns carried;
    private final Optional<StepLabels> labels;
    private final SequenceReshaperParameters parameters;
    private final MissingSteps missingValues;
    private TableScaling scaling;

    private LongFormat(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        this.table = table;
        this.parameters = parameters;
        group = groupColumn(table, parameters);
        order = StepOrder.of(table, group, parameters);
        features = NumericColumns.of(table, parameters.numericColumns);
        labels = StepLabels.of(table, parameters);
        var additional = CarriedColumns.of(table, parameters, group);
        carried = labels.map(one -> additional.without(one.column())).orElse(additional);
        missingValues = parameters.missingSteps;
    }

    static LongFormat of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        return new LongFormat(table, parameters);
    }

    /** Returns the index of the group column. */
    static int groupColumn(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        return Columns.find(
                table,
                "input table",
                "Group column",
                parameters.groupColumn,
                "strings or integers",
                NominalValue.class,
                LongValue.class);
    }

    @Override
    public DataTableSpec spec() {
        return spec(parameters.scalingStep());
    }

    private DataTableSpec spec(Optional<String> scalingStep) {
        var before = missingValues == MissingSteps.SKIP ? PreparationSteps.withoutMissingSteps() : Preparation.UNKNOWN;
        var sequences = SequenceTable.spec(
                table,
                IntStream.of(group),
                carried,
                parameters.newColumn,
                Optional.empty(),
                PreparationSteps.of(before.withFeatures(features.names(table)), parameters.layoutStep(), scalingStep));
        return labels.map(one -> one.appendedTo(sequences)).orElse(sequences);
    }

    @Override
    public Result execute(BufferedDataTable rows, ExecutionContext exec)
            throws KNIMEException, CanceledExecutionException {
        scaling = TableScaling.of(parameters, features.count(), range -> features.addTo(range, rows, exec));
        var sorted = new Pass(rows, exec, false).collect();
        return sorted.isPresent()
                ? sorted.get()
                : new Pass(rows, exec, true).collect().orElseThrow();
    }

    private int[] required() {
        return IntStream.concat(
                        IntStream.concat(IntStream.of(group), order.column().stream()),
                        features.required(missingValues))
                .toArray();
    }

    /** Reads the table once. */
    private final class Pass {
        private final BufferedDataTable rows;
        private final ExecutionContext exec;
        private final boolean gathers;
        private final CompleteRows complete = new CompleteRows(table, required(), missingValues);
        private final Set<String> begun = new HashSet<>();
        private final Map<String, Group> open = new LinkedHashMap<>();
        private final BufferedDataContainer sequences;
        private final long[] groupsWithSeveral = new long[carried.indices().length];
        private long groupsWith;
        private long groupsWithout;

        /**
         * @param gathers whether all groups are kept until the end; if not, each is written as soon as another begins
         */
        Pass(BufferedDataTable rows, ExecutionContext exec, boolean gathers) {
            this.rows = rows;
            this.exec = exec;
            this.gathers = gathers;
            sequences = exec.createDataContainer(spec(scaling.step()), Columns.AS_DECLARED);
        }

        /**
         * Makes the sequences.
         *
         * @return empty if a row belongs to a group already written: the table is not sorted by group, and is gathered
         */
        Optional<Result> collect() throws KNIMEException, CanceledExecutionException {
            try (var iterator = rows.iterator()) {
                for (long index = 0; iterator.hasNext(); index++) {
                    exec.checkCanceled();
                    var row = iterator.next();
                    boolean isStep = complete.test(row, index);
                    if (!row.getCell(group).isMissing()) {
                        var name = row.getCell(group).toString();
                        if (!open.containsKey(name) && !begin(name, row)) {
                            return Optional.empty();
                        }
                        add(name, row, index, isStep);
                    }
                    RowProgress.report(exec, index + 1, rows.size());
                }
                write();
            } finally {
                sequences.close();
            }
            return Optional.of(new Result(sequences.getTable(), scaling.and(warning())));
        }

        /** Begins a group; false if it has been written already. */
        private boolean begin(String name, DataRow row) throws KNIMEException {
            if (!gathers) {
                write();
                if (!begun.add(name)) {
                    return false;
                }
            }
            open.put(name, new Group(row));
            return true;
        }

        private void add(String name, DataRow row, long index, boolean isStep) throws KNIMEException {
            var one = open.get(name);
            one.keep(row, index);
            if (isStep) {
                if (one.steps.isEmpty()) {
                    open.remove(name);
                    open.put(name, one); // groups are in the order of their first steps
                }
                one.add(row, index);
            }
        }

        private void write() throws KNIMEException {
            for (var one : open.values()) {
                if (one.steps.isEmpty()) {
                    groupsWithout++;
                } else {
                    groupsWith++;
                    one.countSeveral(groupsWithSeveral);
                    sequences.addRowToTable(one.row());
                }
            }
            open.clear();
        }

        private Optional<String> warning() {
            var skipped = complete.warning(rows.size()).stream();
            var several = IntStream.range(0, groupsWithSeveral.length)
                    .filter(i -> groupsWithSeveral[i] > 0)
                    .mapToObj(i -> several(carried.indices()[i], groupsWithSeveral[i]));
            return Stream.of(skipped, without().stream(), several)
                    .flatMap(sentences -> sentences)
                    .reduce((one, other) -> one + " " + other);
        }

        private Optional<String> without() {
            return groupsWithout == 0
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            groupsWithout == 1
                                    ? "%,d group has no sequence: all its rows were skipped."
                                    : "%,d groups have no sequence: all their rows were skipped.",
                            groupsWithout));
        }

        private String several(int column, long groups) {
            return String.format(
                    Locale.ROOT,
                    "Column '%s' is missing for %,d of %,d groups because their rows have several values.",
                    table.getColumnSpec(column).getName(),
                    groups,
                    groupsWith);
        }
    }

    /** The steps of one group so far. */
    private final class Group {
        private final DataCell cell;
        private final DataCell[] kept;
        private final BitSet several = new BitSet();
        private final StepOrder.Steps<?> steps = order.steps(features.count());
        private final List<DataCell> stepLabels = new ArrayList<>();

        Group(DataRow first) {
            cell = first.getCell(group);
            kept = carried.cells(first);
        }

        void add(DataRow row, long index) throws KNIMEException {
            try {
                steps.add(row, index, features.values(row));
                labels.ifPresent(one -> stepLabels.add(row.getCell(one.column())));
            } catch (SeqNetException e) {
                throw refused(e);
            }
        }

        /** Keeps the additional values of a row, even if the row is skipped as a time step. */
        void keep(DataRow row, long index) throws KNIMEException {
            for (int i = 0; i < kept.length; i++) {
                keep(i, row.getCell(carried.indices()[i]), row, index);
            }
        }

        DefaultRow row() throws KNIMEException {
            var cells = SequenceTable.cells(Optional.of(cell), kept, sequence());
            if (labels.isEmpty()) {
                return new DefaultRow(cell.toString(), cells);
            }
            var ordered = IntStream.of(steps.places()).mapToObj(stepLabels::get).toList();
            return new DefaultRow(cell.toString(), StepLabels.appended(cells, ordered));
        }

        /** A missing cell contradicts no other, and any other replaces it. */
        private void keep(int i, DataCell found, DataRow row, long index) throws KNIMEException {
            if (found.isMissing() || found.equals(kept[i]) || several.get(i)) {
                return;
            }
            if (kept[i].isMissing()) {
                kept[i] = found;
            } else if (carried.selected()) {
                throw contradiction(i, found, row, index);
            } else {
                kept[i] = DataType.getMissingCell();
                several.set(i);
            }
        }

        private KNIMEException contradiction(int i, DataCell found, DataRow row, long index) {
            int column = carried.indices()[i];
            return Failures.failureAt(
                    0,
                    index,
                    column,
                    "The group already has a different value.",
                    ("Group '%s': column '%s' contains both '%s' and, in row '%s', '%s'; all rows of a group must "
                                    + "have the same value.")
                            .formatted(
                                    cell,
                                    table.getColumnSpec(column).getName(),
                                    kept[i],
                                    row.getKey().getString(),
                                    found),
                    "Correct the row, select another group column, or exclude this column from the output.");
        }

        /** Adds one for each additional column of which the group has several values. */
        void countSeveral(long[] groups) {
            several.stream().forEach(i -> groups[i]++);
        }

        private Tensor sequence() throws KNIMEException {
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
