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
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Sentences;
import org.seqnet.knime.sequence.SequenceReshaperParameters.OutputColumn;
import org.seqnet.knime.tensor.TensorCell;
import org.seqnet.knime.tensor.TensorColumn;

/** Adds a sequence to each row. */
final class RowByRow implements Reshaping {
    private final SequenceReshaperParameters parameters;
    private final RowInput input;
    private final ColumnRearranger rearranger;
    private final Sequences sequences;

    private RowByRow(DataTableSpec table, RowInput input, SequenceReshaperParameters parameters) {
        this.parameters = parameters;
        this.input = input;
        this.rearranger = new ColumnRearranger(table);
        var columns = input.columns();
        boolean replaces = parameters.output == OutputColumn.REPLACE;
        if (replaces && parameters.input != Input.COLUMNS) {
            var name = table.getColumnSpec(columns[0]).getName();
            sequences = new Sequences(column(name), input, parameters);
            rearranger.replace(sequences, columns[0]);
        } else {
            if (replaces) {
                rearranger.remove(columns);
            }
            var name = DataTableSpec.getUniqueColumnName(rearranger.createSpec(), parameters.newColumn);
            sequences = new Sequences(column(name), input, parameters);
            rearranger.append(sequences);
        }
    }

    static RowByRow of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        return new RowByRow(table, RowInput.of(table, parameters), parameters);
    }

    private DataColumnSpec column(String name) {
        return TensorColumn.ofSequences(name, input.shape(), input.channels());
    }

    @Override
    public DataTableSpec spec() {
        return rearranger.createSpec();
    }

    @Override
    public Result execute(BufferedDataTable table, ExecutionContext exec)
            throws KNIMEException, CanceledExecutionException {
        try (input) {
            input.open(exec);
            var scaling = TableScaling.of(parameters, parameters.featuresPerStep, range -> addTo(range, table, exec));
            sequences.scaling = scaling.scaling();
            var made = exec.createColumnRearrangeTable(table, rearranger, exec);
            return new Result(made, scaling.and(warning(table.size())));
        } catch (KNIMERuntimeException e) {
            exec.checkCanceled(); // which may end the reading of a file
            throw e.getCause();
        }
    }

    private void addTo(DataRange range, BufferedDataTable table, ExecutionMonitor monitor)
            throws CanceledExecutionException {
        if (parameters.range == Range.ELEMENT_TYPE && input.holdsBytes()) {
            return; // nothing to look for, and a table may be large
        }
        try (var iterator = table.iterator()) {
            for (long index = 0; iterator.hasNext(); index++) {
                monitor.checkCanceled();
                sequences.read(iterator.next(), index).ifPresent(range::add);
                RowProgress.report(monitor, index + 1, table.size());
            }
        }
    }

    private Optional<String> warning(long rows) {
        return Stream.concat(missing(rows).stream(), input.notice().stream()).reduce((one, other) -> one + " " + other);
    }

    private Optional<String> missing(long rows) {
        return sequences.missingRows == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d rows have no sequence because %s.",
                        sequences.missingRows,
                        rows,
                        input.reason()));
    }

    /** The new cells, one after another. */
    private static final class Sequences extends SingleCellFactory {
        private final RowInput input;
        private final MissingCells missingValues;
        private Scaling scaling; // known once the node is executed
        private long missingRows;

        Sequences(DataColumnSpec column, RowInput input, SequenceReshaperParameters parameters) {
            super(column);
            this.input = input;
            this.missingValues = parameters.missingValues;
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

        /** Returns the sequence of a row, not scaled yet; empty if the row has none. */
        Optional<Tensor> read(DataRow row, long rowIndex) {
            var gap = input.gap(row);
            if (gap.isPresent()) {
                if (missingValues == MissingCells.FAIL) {
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
    }
}
