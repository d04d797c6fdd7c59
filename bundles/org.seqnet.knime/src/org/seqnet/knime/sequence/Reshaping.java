package org.seqnet.knime.sequence;

import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;

/** Makes a table with sequences from another table. */
sealed interface Reshaping permits RowByRow, FolderLabels, LongFormat, Windows, ForecastTable {
    /** The table that was made, and a warning about it. */
    record Result(BufferedDataTable table, Optional<String> warning) {}

    /** Returns the columns of the table that will be made. */
    DataTableSpec spec();

    /**
     * Makes the table.
     *
     * @throws KNIMEException if a row cannot be reshaped; the message names it
     */
    Result execute(BufferedDataTable table, ExecutionContext exec) throws KNIMEException, CanceledExecutionException;

    /**
     * Checks the table.
     *
     * @throws InvalidSettingsException if a column is not there, or cannot be reshaped as asked for
     */
    static Reshaping of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        parameters.chooseColumns(table);
        parameters.validate();
        return switch (parameters.input) {
            case TENSORS, COLUMNS, LISTS -> RowByRow.of(table, parameters);
            case IMAGES -> parameters.folderLabel ? FolderLabels.of(table, parameters) : RowByRow.of(table, parameters);
            case LONG_FORMAT -> LongFormat.of(table, parameters);
            case WINDOWS -> parameters.forecast ? ForecastTable.of(table, parameters) : Windows.of(table, parameters);
        };
    }
}
