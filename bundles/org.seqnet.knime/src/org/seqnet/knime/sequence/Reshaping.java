package org.seqnet.knime.sequence;

import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.SingleCellFactory;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.engine.sequence.SequenceLayout;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.Columns;
import org.seqnet.knime.Failures;
import org.seqnet.knime.MissingCells;
import org.seqnet.knime.sequence.SequenceReshaperParameters.OutputColumn;
import org.seqnet.knime.tensor.TensorCell;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

/** Makes sequences of the tensors of one column, row by row. */
final class Reshaping extends SingleCellFactory {
    private final int tensorColumn;
    private final SequenceLayout layout;
    private final Scaling scaling;
    private final MissingCells missingValues;
    private long missingRows;

    private Reshaping(DataColumnSpec column, int tensorColumn, SequenceReshaperParameters parameters) {
        super(column);
        this.tensorColumn = tensorColumn;
        this.layout = parameters.layout();
        this.scaling = parameters.scaling();
        this.missingValues = parameters.missingValues;
    }

    /**
     * Checks the table.
     *
     * @throws InvalidSettingsException if the column is not there or its tensors cannot be reshaped this way
     */
    static Reshaping of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        parameters.chooseColumn(table);
        parameters.validate();
        int column = Columns.find(
                table, "input table", "Tensor column", parameters.tensorColumn, "tensors", TensorValue.class);
        var name = parameters.output == OutputColumn.REPLACE
                ? parameters.tensorColumn
                : DataTableSpec.getUniqueColumnName(table, parameters.newColumn);
        return new Reshaping(
                TensorColumn.ofSequences(name, shape(table.getColumnSpec(column), parameters)), column, parameters);
    }

    private static Optional<SequenceShape> shape(DataColumnSpec column, SequenceReshaperParameters parameters)
            throws InvalidSettingsException {
        try {
            return TensorColumn.shape(column).map(parameters.layout()::sequenceShape);
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
    }

    /** Returns the rearranger that replaces or appends the column. */
    ColumnRearranger rearranger(DataTableSpec table, OutputColumn output) {
        var rearranger = new ColumnRearranger(table);
        if (output == OutputColumn.REPLACE) {
            rearranger.replace(this, tensorColumn);
        } else {
            rearranger.append(this);
        }
        return rearranger;
    }

    /** Returns how many rows had no tensor. */
    long missingRows() {
        return missingRows;
    }

    @Override
    public DataCell getCell(DataRow row, long rowIndex) {
        var cell = row.getCell(tensorColumn);
        var key = row.getKey().getString();
        if (cell.isMissing()) {
            if (missingValues == MissingCells.FAIL) {
                throw Failures.failureAt(
                                0,
                                rowIndex,
                                tensorColumn,
                                "The cell is missing.",
                                "Row '%s': the tensor is missing.".formatted(key),
                                "Fill or remove the row, or let the node keep missing values.")
                        .toUnchecked();
            }
            missingRows++;
            return DataType.getMissingCell();
        }
        try {
            var tensor = ((TensorValue) cell).tensor();
            return new TensorCell(scaling.apply(layout.apply(tensor)));
        } catch (SeqNetException e) {
            throw Failures.failureAt(
                            0,
                            rowIndex,
                            tensorColumn,
                            e.getMessage(),
                            "Row '%s': %s".formatted(key, lowerFirst(e.getMessage())))
                    .toUnchecked();
        }
    }

    private static String lowerFirst(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
