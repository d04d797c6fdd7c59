package org.seqnet.knime.scorer;

import java.io.File;
import java.util.Locale;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.seqnet.engine.metrics.ConfusionMatrix;
import org.seqnet.knime.dialog.DialogSettings;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.view.ViewData;

/** Compares predictions with the truth, and pushes the overall figures as flow variables. */
final class PredictionScorerNodeModel extends NodeModel implements PortObjectHolder {
    private static final NodeLogger LOG = Logs.of(PredictionScorerNodeModel.class);
    /** A larger matrix does not fit a log's lines. */
    private static final int MOST_CLASSES_LOGGED = 20;

    private static final DialogSettings<PredictionScorerParameters> SETTINGS =
            new DialogSettings<>(PredictionScorerParameters.class);

    private PredictionScorerParameters parameters;
    private PortObject[] viewData;

    PredictionScorerNodeModel() {
        super(1, 2);
    }

    @Override
    protected DataTableSpec[] configure(DataTableSpec[] inputs) throws InvalidSettingsException {
        if (parameters == null) {
            parameters = SETTINGS.defaults(inputs);
        }
        ScoredColumns.of(inputs[0], parameters);
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
        var score = ScoredColumns.of(table.getDataTableSpec(), parameters).count(table, exec);
        var matrix = score.matrix();
        viewData = new PortObject[] {ViewData.keep(ScoreView.of(score), exec)};
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
        var prefix = parameters.flowVariablePrefix == null ? "" : parameters.flowVariablePrefix;
        pushFlowVariableDouble(prefix + "Accuracy", accuracy);
        pushFlowVariableDouble(prefix + "Error", error);
        pushFlowVariableInt(prefix + "#Correct", (int) Math.min(correct, Integer.MAX_VALUE));
        pushFlowVariableInt(prefix + "#False", (int) Math.min(wrong, Integer.MAX_VALUE));
        pushFlowVariableDouble(prefix + "Cohen's kappa", kappa);
    }

    /** Returns what the view shows, {@code null} before execution; KNIME saves it with the workflow. */
    @Override
    public PortObject[] getInternalPortObjects() {
        return viewData;
    }

    @Override
    public void setInternalPortObjects(PortObject[] saved) {
        viewData = saved;
    }

    @Override
    protected void saveSettingsTo(NodeSettingsWO settings) {
        SETTINGS.save(parameters == null ? SETTINGS.defaults() : parameters, settings);
    }

    @Override
    protected void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        SETTINGS.load(settings).validate();
    }

    @Override
    protected void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException {
        parameters = SETTINGS.load(settings);
    }

    @Override
    protected void reset() {
        viewData = null;
    }

    @Override
    protected void loadInternals(File folder, ExecutionMonitor exec) {
        // nothing to load
    }

    @Override
    protected void saveInternals(File folder, ExecutionMonitor exec) {
        // nothing to save
    }
}
