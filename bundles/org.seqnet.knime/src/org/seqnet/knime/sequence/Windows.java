package org.seqnet.knime.sequence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.SlidingWindow;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Sentences;

/** Makes one sequence from each window of consecutive rows; a row is a time step. */
final class Windows implements Reshaping {
    private final DataTableSpec table;
    private final OptionalInt group;
    private final NumericColumns features;
    private final CarriedColumns carried;
    private final Optional<StepLabels> labels;
    private final SequenceShape shape;
    private final int stride;
    private final SequenceReshaperParameters parameters;
    private final MissingSteps missingValues;
    private TableScaling scaling;

    private Windows(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        this.table = table;
        this.parameters = parameters;
        group = parameters.withinGroups
                ? OptionalInt.of(LongFormat.groupColumn(table, parameters))
                : OptionalInt.empty();
        features = NumericColumns.of(table, parameters.numericColumns);
        labels = StepLabels.of(table, parameters);
        var additional = CarriedColumns.of(table, parameters, group.orElse(-1));
        carried = labels.map(one -> additional.without(one.column())).orElse(additional);
        shape = shape(parameters.windowLength);
        stride = parameters.windowStride;
        missingValues = parameters.missingSteps;
    }

    static Windows of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        return new Windows(table, parameters);
    }

    private SequenceShape shape(int length) throws InvalidSettingsException {
        try {
            return new SequenceShape(length, features.count());
        } catch (SeqNetException e) {
            throw Failures.invalid(
                    "Window length: %s".formatted(Sentences.continued(e.getMessage())), "Enter a smaller number.");
        }
    }

    @Override
    public DataTableSpec spec() {
        return spec(parameters.scalingStep());
    }

    private DataTableSpec spec(Optional<String> scalingStep) {
        var before = PreparationSteps.window(shape.timeSteps()).withFeatures(features.names(table));
        var sequences = SequenceTable.spec(
                table,
                group.stream(),
                carried,
                parameters.newColumn,
                Optional.of(shape),
                PreparationSteps.of(before, parameters.layoutStep(), scalingStep));
        return labels.map(one -> one.appendedTo(sequences)).orElse(sequences);
    }

    @Override
    public Result execute(BufferedDataTable rows, ExecutionContext exec)
            throws KNIMEException, CanceledExecutionException {
        scaling = TableScaling.of(parameters, features.count(), range -> features.addTo(range, rows, exec));
        var complete = new CompleteRows(table, required(), missingValues);
        var sequences = exec.createDataContainer(spec(scaling.step()), Columns.AS_DECLARED);
        try (var iterator = rows.iterator()) {
            var windows = new HashMap<String, Window>();
            for (long index = 0; iterator.hasNext(); index++) {
                exec.checkCanceled();
                var row = iterator.next();
                step(row, complete.test(row, index), windows, sequences);
                RowProgress.report(exec, index + 1, rows.size());
            }
        } finally {
            sequences.close();
        }
        var made = sequences.getTable();
        return new Result(made, scaling.and(warning(complete, rows.size(), made.size())));
    }

    /** Adds a row to the window of its group, which is written if that completes it. */
    private void step(DataRow row, boolean isStep, Map<String, Window> windows, BufferedDataContainer sequences)
            throws KNIMEException {
        if (group.isPresent() && row.getCell(group.getAsInt()).isMissing()) {
            windows.clear(); // the skipped row may be a time step of any group
            return;
        }
        var window = windows.computeIfAbsent(groupOf(row), unseen -> new Window());
        if (isStep) {
            var values = window.add(row);
            if (values.isPresent()) {
                sequences.addRowToTable(row(row, values.get(), window.stepLabels));
            }
        } else {
            window.reset(); // the steps before and after are not adjacent
        }
    }

    /** The last rows of a group. */
    private final class Window {
        private final SlidingWindow values = new SlidingWindow(shape, stride);
        private final Deque<DataCell> stepLabels = new ArrayDeque<>();

        /** Adds a row, and returns the values of the window that it completes. */
        Optional<Tensor> add(DataRow row) {
            labels.ifPresent(one -> {
                if (stepLabels.size() == shape.timeSteps()) {
                    stepLabels.remove();
                }
                stepLabels.add(row.getCell(one.column()));
            });
            return values.add(features.values(row));
        }

        void reset() {
            values.reset();
            stepLabels.clear();
        }
    }

    private int[] required() {
        return IntStream.concat(group.stream(), features.required(missingValues))
                .toArray();
    }

    private String groupOf(DataRow row) {
        return group.isPresent() ? row.getCell(group.getAsInt()).toString() : "";
    }

    private DefaultRow row(DataRow last, Tensor window, Deque<DataCell> stepLabels) throws KNIMEException {
        var groupCell = group.isPresent() ? Optional.of(last.getCell(group.getAsInt())) : Optional.<DataCell>empty();
        try {
            var cells = SequenceTable.cells(
                    groupCell, carried.cells(last), scaling.scaling().apply(window));
            return new DefaultRow(last.getKey(), labels.isPresent() ? StepLabels.appended(cells, stepLabels) : cells);
        } catch (SeqNetException e) {
            throw Failures.failure(
                    e,
                    "The window that ends at row '%s': %s"
                            .formatted(last.getKey().getString(), Sentences.continued(e.getMessage())));
        }
    }

    private Optional<String> warning(CompleteRows complete, long rows, long windows) {
        var skipped = complete.warning(rows);
        if (windows > 0 || rows == 0) {
            return skipped;
        }
        var none = String.format(
                Locale.ROOT,
                "No window is complete: the table has no %,d consecutive rows%s.",
                shape.timeSteps(),
                missingValues == MissingSteps.KEEP ? "" : " without missing values");
        return Optional.of(skipped.map(text -> text + " " + none).orElse(none));
    }
}
