package org.seqnet.knime.scorer;

import java.util.Locale;
import java.util.Objects;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.metrics.ConfusionMatrix;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.view.ClassicNodeModel;

/** Compares predictions with the truth, and pushes the overall figures as flow variables. */
final class PredictionScorerNodeModel extends ClassicNodeModel<PredictionScorerParameters> {
    private static final NodeLogger LOG = Logs.of(PredictionScorerNodeModel.class);
    /** A larger matrix does not fit a log's lines. */
    private static final int MOST_CLASSES_LOGGED = 20;

    PredictionScorerNodeModel() {
        super(PredictionScorerParameters.class, 1, 2);
    }

    @Override
    protected DataTableSpec[] configure(DataTableSpec[] inputs) throws InvalidSettingsException {
        ScoredColumns.of(inputs[0], parameters(inputs));
        push(0, 0, 0, 0, 0);
        // which classes occur shows only in the data
        return new DataTableSpec[] {null, ScoreTables.statisticsSpec()};
    }

    @Override
    protected BufferedDataTable[] execute(BufferedDataTable[] inputs, ExecutionContext exec)
            throws InvalidSettingsException, CanceledExecutionException, KNIMEException {
        try {
            return score(inputs[0], exec);
        } catch (OutOfMemoryError e) {
            throw WithinHeap.exhausted("Prediction Scorer", e);
        }
    }

    private BufferedDataTable[] score(BufferedDataTable table, ExecutionContext exec)
            throws InvalidSettingsException, CanceledExecutionException, KNIMEException {
        var score = ScoredColumns.of(table.getDataTableSpec(), parameters()).count(table, exec);
        var matrix = score.matrix();
        show(ScoreView.of(score), exec);
        score.warning().ifPresent(this::setWarningMessage);
        log(matrix);
        push(
                matrix.accuracy().orElse(Double.NaN),
                matrix.error().orElse(Double.NaN),
                matrix.correct(),
                matrix.wrong(),
                matrix.cohensKappa().orElse(Double.NaN));
        return new BufferedDataTable[] {ScoreTables.confusionMatrix(matrix, exec), ScoreTables.statistics(matrix, exec)
        };
    }

    private static void log(ConfusionMatrix matrix) {
        LOG.info(line(matrix));
        if (matrix.domain().size() <= MOST_CLASSES_LOGGED) {
            LOG.info("confusion matrix (rows: actual, columns: predicted)\n" + matrix);
        }
    }

    /** Returns the overall figures in a line. */
    static String line(ConfusionMatrix matrix) {
        var line = String.format(
                Locale.ROOT,
                "accuracy %.4f  error %.4f  %,d correct  %,d false  Cohen's kappa %.4f",
                matrix.accuracy().orElse(Double.NaN),
                matrix.error().orElse(Double.NaN),
                matrix.correct(),
                matrix.wrong(),
                matrix.cohensKappa().orElse(Double.NaN));
        // what rounding leaves of a small negative number has no sign
        return line.replace("-0.0000", "0.0000");
    }

    private void push(double accuracy, double error, long correct, long wrong, double kappa) {
        var prefix = Objects.requireNonNullElse(parameters().flowVariablePrefix, "");
        pushFlowVariableDouble(prefix + "Accuracy", accuracy);
        pushFlowVariableDouble(prefix + "Error", error);
        pushFlowVariableInt(prefix + "#Correct", (int) Math.min(correct, Integer.MAX_VALUE));
        pushFlowVariableInt(prefix + "#False", (int) Math.min(wrong, Integer.MAX_VALUE));
        pushFlowVariableDouble(prefix + "Cohen's kappa", kappa);
    }
}
