package org.seqnet.knime.multilabel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.label.CollectionColumn;
import org.seqnet.knime.label.RowLabels;
import org.seqnet.knime.label.SeveralLabelsFormat;
import org.seqnet.knime.label.TableRow;
import org.seqnet.knime.label.ZeroOneColumns;
import org.seqnet.knime.message.Failures;

/**
 * The columns that a scorer of several labels compares.
 *
 * @param predictions the prediction, and the second one if there is one
 */
record ScoredLabels(
        DataTableSpec spec, RowLabels actual, List<PredictedCells> predictions, MissingValues missingValues) {

    private static final String TABLE = "input table";

    /** The columns of one prediction. */
    record PredictedCells(RowLabels labels, ScoreColumns scores) {}

    /**
     * Finds the columns.
     *
     * @throws InvalidSettingsException if one is not chosen, not there, of another type, or chosen twice
     */
    static ScoredLabels of(DataTableSpec spec, MultiLabelScorerParameters parameters) throws InvalidSettingsException {
        parameters.chooseColumns(spec);
        boolean inOneColumn = parameters.labels == SeveralLabelsFormat.COLLECTION;
        var actual = inOneColumn
                ? CollectionColumn.find(spec, TABLE, "Actual labels column", parameters.actualColumn)
                : ZeroOneColumns.find(spec, TABLE, "0/1 columns", parameters.zeroOneColumns);
        var predictions = new ArrayList<PredictedCells>();
        predictions.add(new PredictedCells(
                CollectionColumn.find(spec, TABLE, "Predicted labels column", parameters.predictedColumn),
                scores(spec, parameters)));
        var taken = new ArrayList<String>();
        if (inOneColumn) {
            taken.add(parameters.actualColumn);
        }
        requireOther(taken, "Predicted labels column", parameters.predictedColumn);
        if (parameters.compare) {
            predictions.add(new PredictedCells(
                    CollectionColumn.find(spec, TABLE, "Compared labels column", parameters.comparedColumn),
                    parameters.scores == ScoreSource.NONE
                            ? ScoreColumns.NONE
                            : ScoreColumns.of(spec, parameters.comparedColumn)));
            requireOther(taken, "Compared labels column", parameters.comparedColumn);
        }
        return new ScoredLabels(spec, actual, List.copyOf(predictions), parameters.missingValues);
    }

    private static ScoreColumns scores(DataTableSpec spec, MultiLabelScorerParameters parameters)
            throws InvalidSettingsException {
        return switch (parameters.scores) {
            case AUTOMATIC -> ScoreColumns.of(spec, parameters.predictedColumn);
            case SELECTED -> ScoreColumns.ofNames(spec, parameters.scoreColumns);
            case NONE -> ScoreColumns.NONE;
        };
    }

    private static void requireOther(List<String> taken, String setting, String name) throws InvalidSettingsException {
        if (taken.contains(name)) {
            throw Failures.invalid(
                    "%s: column '%s' is already selected for other labels.".formatted(setting, name),
                    "Select a different column in the node's dialog.");
        }
        taken.add(name);
    }

    /** Reads all rows. */
    ScoredRows read(BufferedDataTable table, ExecutionMonitor monitor)
            throws CanceledExecutionException, KNIMEException {
        var rows = new ScoredRows.Collector(spec, actual.declared(), predictions);
        try (var iterator = table.iterator()) {
            for (long index = 0; iterator.hasNext(); index++) {
                monitor.checkCanceled();
                var row = new TableRow(0, TABLE, index, iterator.next());
                var gap = gap(row);
                if (gap.isEmpty()) {
                    add(rows, row);
                } else if (missingValues == MissingValues.SKIP) {
                    rows.skip();
                } else {
                    throw row.failure(gap.get());
                }
                RowProgress.report(monitor, index + 1, table.size());
            }
        }
        return rows.build();
    }

    private Optional<TableRow.Gap> gap(TableRow row) {
        var gap = actual.gap(row);
        for (var prediction : predictions) {
            gap = gap.or(() -> prediction.labels.gap(row)).or(() -> prediction.scores.gap(spec, row));
        }
        return gap;
    }

    private void add(ScoredRows.Collector rows, TableRow row) throws KNIMEException {
        var predicted = new ArrayList<List<String>>();
        for (var prediction : predictions) {
            predicted.add(prediction.labels.of(row));
        }
        rows.add(row, actual.of(row), predicted);
    }
}
