package org.seqnet.knime.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TensorValue;

/**
 * Where a predictor reads, and what it appends.
 *
 * @param sequenceColumn the index of the column that is read
 * @param appended the columns that are appended
 * @param predicted what fills them
 */
record PredictionColumns(int sequenceColumn, DataTableSpec appended, PredictedCells predicted) {

    /**
     * Checks the table against the network.
     *
     * @return empty if the network's labels are not known yet, and so the columns neither
     * @throws InvalidSettingsException if the column is not there or its sequences do not fit the network
     */
    static Optional<PredictionColumns> of(
            NetworkPortObjectSpec network, DataTableSpec table, NetworkPredictorParameters parameters)
            throws InvalidSettingsException {
        parameters.chooseColumn(table);
        parameters.validate();
        int sequences = Columns.find(
                table, "input table", "Sequence column", parameters.sequenceColumn, "tensors", TensorValue.class);
        requireReadable(network, table.getColumnSpec(sequences));
        return network.labels().map(labels -> {
            var predicted = network.head().predictsSets()
                    ? new PredictedSets(network.labelColumn(), labels, parameters)
                    : new PredictedClasses(network.labelColumn(), labels, parameters);
            return new PredictionColumns(sequences, named(table, predicted.columns()), predicted);
        });
    }

    private static void requireReadable(NetworkPortObjectSpec network, DataColumnSpec column)
            throws InvalidSettingsException {
        var mismatch = network.mismatch(column);
        if (mismatch.isPresent()) {
            throw Failures.invalid(
                    "Column '%s' contains %s; the network expects %s."
                            .formatted(
                                    column.getName(),
                                    mismatch.get().held(),
                                    mismatch.get().read()),
                    "Reshape the table in the same way as the training table, or select another column.");
        }
    }

    /** Gives columns names that are free in the table and among themselves. */
    private static DataTableSpec named(DataTableSpec table, List<DataColumnSpec> columns) {
        var named = new ArrayList<DataColumnSpec>();
        var names = new HashSet<String>();
        for (var column : columns) {
            var name = DataTableSpec.getUniqueColumnName(table, column.getName());
            if (!names.add(name)) {
                var before = new DataTableSpec(table, new DataTableSpec(named.toArray(DataColumnSpec[]::new)));
                name = DataTableSpec.getUniqueColumnName(before, column.getName());
                names.add(name);
            }
            var creator = new DataColumnSpecCreator(column);
            creator.setName(name);
            named.add(creator.createSpec());
        }
        return new DataTableSpec(named.toArray(DataColumnSpec[]::new));
    }

    /** Returns the cells of a row without a prediction. */
    DataCell[] missing() {
        var cells = new DataCell[appended.getNumColumns()];
        Arrays.fill(cells, DataType.getMissingCell());
        return cells;
    }
}
