package org.seqnet.knime.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.label.LabelCells;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TensorValue;

/**
 * Where a predictor reads, and what it appends: a probability for each label, then the prediction.
 *
 * @param sequenceColumn the index of the column that is read
 * @param appended the columns that are appended
 * @param labels a cell for each label, in the order of the network's outputs
 */
record PredictionColumns(int sequenceColumn, DataTableSpec appended, List<DataCell> labels, boolean withProbabilities) {

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
        return network.labels()
                .map(labels -> new PredictionColumns(
                        sequences,
                        append(network, labels, table, parameters),
                        LabelCells.of(labels),
                        parameters.appendProbabilities));
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

    private static DataTableSpec append(
            NetworkPortObjectSpec network,
            LabelDomain labels,
            DataTableSpec table,
            NetworkPredictorParameters parameters) {
        var columns = new ArrayList<DataColumnSpec>();
        var label = network.labelColumn();
        if (parameters.appendProbabilities) {
            var zeroToOne = new DataColumnDomainCreator(new DoubleCell(0), new DoubleCell(1)).createDomain();
            for (var name : labels.names()) {
                var column = new DataColumnSpecCreator(
                        DataTableSpec.getUniqueColumnName(table, parameters.probabilityColumnName(label, name)),
                        DoubleCell.TYPE);
                column.setDomain(zeroToOne);
                columns.add(column.createSpec());
            }
        }
        var before = new DataTableSpec(table, new DataTableSpec(columns.toArray(DataColumnSpec[]::new)));
        columns.add(LabelCells.column(
                DataTableSpec.getUniqueColumnName(before, parameters.predictionColumnName(label)), labels));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    /**
     * Returns the cells of one sequence among those that were classified: its probabilities and its likeliest label.
     */
    DataCell[] cells(float[] probabilities, int sequence, int likeliest) {
        int classes = labels.size();
        var cells = new DataCell[appended.getNumColumns()];
        for (int k = 0; withProbabilities && k < classes; k++) {
            cells[k] = new DoubleCell(probabilities[sequence * classes + k]);
        }
        cells[cells.length - 1] = labels.get(likeliest);
        return cells;
    }

    /** Returns the cells of a row without a prediction. */
    DataCell[] missing() {
        var cells = new DataCell[appended.getNumColumns()];
        Arrays.fill(cells, DataType.getMissingCell());
        return cells;
    }
}
