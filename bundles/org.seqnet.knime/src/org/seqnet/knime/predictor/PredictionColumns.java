package org.seqnet.knime.predictor;

import java.util.Arrays;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.FreeNames;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.network.ReadableColumn;
import org.seqnet.knime.symbol.SymbolColumn;
import org.seqnet.knime.tensor.TensorValue;

/**
 * Where a predictor reads, and what it appends.
 *
 * @param sequenceColumn the index of the column that is read
 * @param tokenizer how its texts or lists are read; empty if it holds tensors
 * @param appended the columns that are appended
 * @param predicted what fills them
 * @param longRows the rows that the table with these columns becomes, if each time step is to have its own
 */
record PredictionColumns(
        int sequenceColumn,
        Optional<Tokenizer> tokenizer,
        DataTableSpec appended,
        PredictedCells predicted,
        Optional<LongRows> longRows) {

    /**
     * Checks the table against the network.
     *
     * @return empty if the network's labels are not known yet, and so the columns neither
     * @throws InvalidSettingsException if the column is not there or its sequences do not fit the network
     */
    static Optional<PredictionColumns> of(
            NetworkPortObjectSpec network, DataTableSpec table, NetworkPredictorParameters parameters)
            throws InvalidSettingsException {
        parameters.chooseColumn(table, Optional.of(network));
        parameters.validate();
        int sequences = Columns.find(
                table,
                "input table",
                "Sequence column",
                parameters.sequenceColumn,
                NetworkPortObjectSpec.contents(network.readsSymbols()),
                network.readsSymbols() ? SymbolColumn.FITTING : Columns.accepts(TensorValue.class));
        ReadableColumn.require(network, table.getColumnSpec(sequences));
        var tokenizer = ReadableColumn.tokenizer(network, table.getColumnSpec(sequences));
        return network.labels().map(labels -> {
            var column = network.labelColumn();
            var names = new FreeNames(table);
            boolean isUncertain = parameters.appendUncertainty && network.members() > 1;
            var predicted = network.head()
                    .example()
                    .<PredictedCells>fold(
                            classes -> new PredictedClasses(column, labels, parameters, isUncertain, names),
                            independent -> new PredictedSets(column, labels, parameters, isUncertain, names),
                            path -> new PredictedSets(column, labels, parameters, false, names),
                            values -> values.forecast()
                                    .<PredictedCells>map(forecast -> new PredictedForecasts(
                                            forecast.horizon(), values.loss(), labels.names(), parameters, names))
                                    .orElseGet(() -> new PredictedValues(
                                            values.loss(), labels.names(), parameters, isUncertain, names)),
                            steps -> new PredictedSteps(column, labels, parameters, isUncertain, names));
            var appended = new DataTableSpec(predicted.columns().toArray(DataColumnSpec[]::new));
            return new PredictionColumns(
                    sequences, tokenizer, appended, predicted, rows(network, table, sequences, appended, parameters));
        });
    }

    private static Optional<LongRows> rows(
            NetworkPortObjectSpec network,
            DataTableSpec table,
            int sequences,
            DataTableSpec appended,
            NetworkPredictorParameters parameters) {
        var forecast = network.head().forecast();
        if (forecast.isPresent() && parameters.forecastOutput == ForecastOutput.ROWS) {
            var targets = network.labels().orElseThrow().names();
            return Optional.of(
                    ForecastRows.of(table, sequences, appended, forecast.get().horizon(), targets));
        }
        return network.head().predictsSteps() && parameters.stepOutput == StepOutput.ROWS
                ? Optional.of(StepRows.of(table, sequences, appended, network.labelColumn()))
                : Optional.empty();
    }

    /** Returns the spec of the output for an input table. */
    DataTableSpec output(DataTableSpec table) {
        return longRows.map(LongRows::spec).orElseGet(() -> new DataTableSpec(table, appended));
    }

    /** Returns the cells of a row without a prediction. */
    DataCell[] missing() {
        var cells = new DataCell[appended.getNumColumns()];
        Arrays.fill(cells, DataType.getMissingCell());
        return cells;
    }
}
