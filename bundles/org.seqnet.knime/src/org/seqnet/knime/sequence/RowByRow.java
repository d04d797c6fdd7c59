package org.seqnet.knime.sequence;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.SingleCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.KNIMEException.KNIMERuntimeException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.DataRange;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Sentences;
import org.seqnet.knime.sequence.SequenceReshaperParameters.OutputColumn;
import org.seqnet.knime.tensor.TensorCell;
import org.seqnet.knime.tensor.TensorColumn;

/** Adds a sequence to each row. */
final class RowByRow implements Reshaping {
    private final DataTableSpec table;
    private final SequenceReshaperParameters parameters;
    private final RowInput input;
    private final boolean replaces;

    private RowByRow(DataTableSpec table, RowInput input, SequenceReshaperParameters parameters) {
        this.table = table;
        this.parameters = parameters;
        this.input = input;
        replaces = parameters.output == OutputColumn.REPLACE;
    }

    static RowByRow of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        return new RowByRow(table, RowInput.of(table, parameters), parameters);
    }

    @Override
    public DataTableSpec spec() {
        return rearranger(new Sequences(column(scalingStep()), Scaling.NONE)).createSpec();
    }

    private ColumnRearranger rearranger(Sequences sequences) {
        var rearranger = remaining();
        if (replacesOne()) {
            rearranger.replace(sequences, input.columns()[0]);
        } else {
            rearranger.append(sequences);
        }
        return rearranger;
    }

    private ColumnRearranger remaining() {
        var rearranger = new ColumnRearranger(table);
        if (replaces && !replacesOne()) {
            rearranger.remove(input.columns());
        }
        return rearranger;
    }

    /** Returns whether the sequences take the name and place of a column. */
    private boolean replacesOne() {
        return replaces && parameters.input != Input.COLUMNS;
    }

    private DataColumnSpec column(Optional<String> scalingStep) {
        var name = replacesOne()
                ? table.getColumnSpec(input.columns()[0]).getName()
                : DataTableSpec.getUniqueColumnName(remaining().createSpec(), parameters.newColumn);
        return TensorColumn.prepared(
                TensorColumn.ofSequences(name, input.shape(), input.channels()),
                PreparationSteps.of(
                        input.preparation(),
                        parameters.layoutStep(),
                        scalingStep.filter(step -> input.isPreparationKnown())));
    }

    /** Returns how values are scaled, in words, if the settings or the type of the values tell. */
    private Optional<String> scalingStep() {
        return parameters
                .scalingStep()
                .or(() -> parameters.range == Range.ELEMENT_TYPE
                        ? input.elementType().filter(ElementType::isByte).map(RowByRow::fullRange)
                        : Optional.empty());
    }

    private static String fullRange(ElementType type) {
        var range = DataRange.ofAll();
        range.add(0, type.minimum());
        range.add(0, type.maximum());
        return PreparationSteps.toUnitRange(range);
    }

    @Override
    public Result execute(BufferedDataTable rows, ExecutionContext exec)
            throws KNIMEException, CanceledExecutionException {
        try (input) {
            input.open(exec);
            var scaling = TableScaling.of(parameters, parameters.featuresPerStep, range -> addTo(range, rows, exec));
            var sequences = new Sequences(column(scalingStep().or(scaling::step)), scaling.scaling());
            var made = exec.createColumnRearrangeTable(rows, rearranger(sequences), exec);
            return new Result(made, scaling.and(warning(sequences.missingRows, rows.size())));
        } catch (KNIMERuntimeException e) {
            exec.checkCanceled(); // which may end the reading of a file
            throw e.getCause();
        }
    }

    private void addTo(DataRange range, BufferedDataTable rows, ExecutionMonitor monitor)
            throws CanceledExecutionException {
        if (parameters.range == Range.ELEMENT_TYPE && input.holdsBytes()) {
            return; // nothing to look for, and a table may be large
        }
        try (var iterator = rows.iterator()) {
            for (long index = 0; iterator.hasNext(); index++) {
                monitor.checkCanceled();
                read(iterator.next(), index).ifPresent(range::add);
                RowProgress.report(monitor, index + 1, rows.size());
            }
        }
    }

    private Optional<String> warning(long missingRows, long rows) {
        return Stream.concat(missing(missingRows, rows).stream(), input.notice().stream())
                .reduce((one, other) -> one + " " + other);
    }

    private Optional<String> missing(long missingRows, long rows) {
        return missingRows == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d rows have no sequence because %s.",
                        missingRows,
                        rows,
                        input.reason()));
    }

    /** Returns the sequence of a row, not scaled yet; empty if the row has none. */
    private Optional<Tensor> read(DataRow row, long rowIndex) {
        var gap = input.gap(row);
        if (gap.isPresent()) {
            if (parameters.missingValues == MissingInRow.FAIL) {
                throw Failures.failureAt(
                                0,
                                rowIndex,
                                gap.get().column(),
                                Sentences.of(gap.get().words()),
                                "Row '%s': %s."
                                        .formatted(
                                                row.getKey().getString(),
                                                gap.get().words()),
                                "Fill in the value, remove the row, or configure the node to keep missing values.")
                        .toUnchecked();
            }
            return Optional.empty();
        }
        try {
            return Optional.of(input.sequence(row));
        } catch (SeqNetException e) {
            throw refused(row, rowIndex, e);
        }
    }

    private KNIMERuntimeException refused(DataRow row, long rowIndex, SeqNetException e) {
        return Failures.failureAt(
                        0,
                        rowIndex,
                        input.columns()[0],
                        e.getMessage(),
                        "Row '%s': %s".formatted(row.getKey().getString(), Sentences.continued(e.getMessage())))
                .toUnchecked();
    }

    /** The new cells, one after another. */
    private final class Sequences extends SingleCellFactory {
        private final Scaling scaling;
        private long missingRows;

        Sequences(DataColumnSpec column, Scaling scaling) {
            super(column);
            this.scaling = scaling;
        }

        @Override
        public DataCell getCell(DataRow row, long rowIndex) {
            var sequence = read(row, rowIndex);
            if (sequence.isEmpty()) {
                missingRows++;
                return DataType.getMissingCell();
            }
            try {
                return new TensorCell(scaling.apply(sequence.get()));
            } catch (SeqNetException e) {
                throw refused(row, rowIndex, e);
            }
        }
    }
}
