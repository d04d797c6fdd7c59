package org.seqnet.knime.multilabel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.label.LabelSetCells;
import org.seqnet.knime.label.LabelSource;
import org.seqnet.knime.message.Failures;

/**
 * The columns that a scorer of several labels compares.
 *
 * @param predictions the prediction, and the second one if there is one
 */
record ScoredLabels(
        DataTableSpec spec, LabelSetCells actual, List<PredictedCells> predictions, MissingValues missingValues) {

    /** The columns of one prediction. */
    record PredictedCells(LabelSetCells labels, ScoreColumns scores) {}

    /**
     * Finds the columns.
     *
     * @throws InvalidSettingsException if one is not chosen, not there, of another type, or chosen twice
     */
    static ScoredLabels of(DataTableSpec spec, MultiLabelScorerParameters parameters) throws InvalidSettingsException {
        parameters.chooseColumns(spec);
        boolean inOneColumn = parameters.actualSource == LabelSource.COLLECTION;
        var actual = inOneColumn
                ? LabelSetCells.ofColumn(spec, "input table", "Actual labels column", parameters.actualColumn)
                : LabelSetCells.ofColumns(spec, "input table", "Label columns", parameters.labelColumns);
        var predictions = new ArrayList<PredictedCells>();
        predictions.add(new PredictedCells(
                LabelSetCells.ofColumn(spec, "input table", "Predicted labels column", parameters.predictedColumn),
                scores(spec, parameters)));
        var taken = new ArrayList<String>();
        if (inOneColumn) {
            taken.add(parameters.actualColumn);
        }
        requireOther(taken, "Predicted labels column", parameters.predictedColumn);
        if (parameters.compare) {
            predictions.add(new PredictedCells(
                    LabelSetCells.ofColumn(spec, "input table", "Compared labels column", parameters.comparedColumn),
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
                var row = iterator.next();
                if (isComplete(row)) {
                    add(rows, row, index);
                } else if (missingValues == MissingValues.SKIP) {
                    rows.skip();
                } else {
                    throw missing(row, index);
                }
                RowProgress.report(monitor, index + 1, table.size());
            }
        }
        return rows.build();
    }

    private boolean isComplete(DataRow row) {
        return !actual.isMissing(row)
                && predictions.stream().noneMatch(each -> each.labels.isMissing(row) || each.scores.isMissing(row));
    }

    private KNIMEException missing(DataRow row, long index) {
        if (actual.isMissing(row)) {
            return actual.missing(0, index, row);
        }
        for (var prediction : predictions) {
            if (prediction.labels.isMissing(row)) {
                return prediction.labels.missing(0, index, row);
            }
            if (prediction.scores.isMissing(row)) {
                return prediction.scores.missing(spec, index, row);
            }
        }
        throw new IllegalStateException("The row is complete.");
    }

    private void add(ScoredRows.Collector rows, DataRow row, long index) throws KNIMEException {
        var predicted = new ArrayList<Set<String>>();
        for (var prediction : predictions) {
            predicted.add(prediction.labels.labels(0, index, row));
        }
        rows.add(row, index, actual.labels(0, index, row), predicted);
    }
}
