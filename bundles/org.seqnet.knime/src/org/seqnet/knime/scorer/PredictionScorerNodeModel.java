package org.seqnet.knime.scorer;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.metrics.ClassFigure;
import org.seqnet.engine.metrics.ClassMeasure;
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
        super(PredictionScorerParameters.class, 1, 4);
    }

    @Override
    protected DataTableSpec[] configure(DataTableSpec[] inputs) throws InvalidSettingsException {
        ScoredColumns.of(inputs[0], parameters(inputs));
        push(0, 0, 0, 0, 0);
        variables(parameters(), measure -> 0, figure -> 0).forEach(this::pushFlowVariableDouble);
        // which classes occur shows only in the data
        return new DataTableSpec[] {
            null, ScoreTables.statisticsSpec(), MeasureTables.measuresSpec(), MeasureTables.curvesSpec()
        };
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
        var evaluation = ClassEvaluation.of(score, parameters(), exec.createSubProgress(0.5));
        var matrix = score.matrix();
        show(ScoreView.of(evaluation), exec, score.cells());
        score.warning().ifPresent(this::setWarningMessage);
        log(matrix);
        LOG.info(line(evaluation));
        evaluation.notes().forEach(LOG::info);
        push(
                matrix.accuracy().orElse(Double.NaN),
                matrix.error().orElse(Double.NaN),
                matrix.correct(),
                matrix.wrong(),
                matrix.cohensKappa().orElse(Double.NaN));
        variables(parameters(), measure -> value(evaluation, measure), figure -> evaluation
                        .measures()
                        .valueOfClass(evaluation.positive().orElseThrow(), figure))
                .forEach(this::pushFlowVariableDouble);
        return new BufferedDataTable[] {
            ScoreTables.confusionMatrix(matrix, exec),
            ScoreTables.statistics(matrix, exec),
            MeasureTables.measures(evaluation, exec),
            MeasureTables.curves(evaluation, exec)
        };
    }

    private static void log(ConfusionMatrix matrix) {
        LOG.info(line(matrix));
        if (matrix.domain().size() <= MOST_CLASSES_LOGGED) {
            LOG.info("confusion matrix (rows: actual, columns: predicted)\n" + matrix);
        }
    }

    private static double value(ClassEvaluation evaluation, ClassMeasure measure) {
        return evaluation.measures().overall(measure).value().orElse(Double.NaN);
    }

    /** Returns the flow variables beside those of KNIME's Scorer: their names and values. */
    static Map<String, Double> variables(
            PredictionScorerParameters parameters,
            ToDoubleFunction<ClassMeasure> overall,
            ToDoubleFunction<ClassFigure> ofPositiveClass) {
        var prefix = Objects.requireNonNullElse(parameters.flowVariablePrefix, "");
        var variables = new LinkedHashMap<String, Double>();
        for (var measure : ClassMeasure.values()) {
            if (measure != ClassMeasure.ACCURACY) {
                variables.put(prefix + MeasureText.name(measure), overall.applyAsDouble(measure));
            }
        }
        if (!Objects.requireNonNullElse(parameters.positiveClass, "").isEmpty()) {
            for (var figure : ClassFigure.values()) {
                variables.put(
                        prefix + MeasureText.name(figure) + " (positive class)", ofPositiveClass.applyAsDouble(figure));
            }
        }
        return variables;
    }

    /** Returns the measures for classes of different sizes in a line. */
    static String line(ClassEvaluation evaluation) {
        return Stream.of(ClassMeasure.values())
                .filter(measure -> measure != ClassMeasure.ACCURACY)
                .map(measure -> MeasureText.name(measure) + " "
                        + evaluation.measures().overall(measure).value().stream()
                                .mapToObj(PredictionScorerNodeModel::number)
                                .findFirst()
                                .orElse("missing"))
                .collect(Collectors.joining("  "));
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
        return withoutSignOfZero(line);
    }

    private static String number(double value) {
        return withoutSignOfZero(String.format(Locale.ROOT, "%.4f", value));
    }

    /** What rounding leaves of a small negative number has no sign. */
    private static String withoutSignOfZero(String text) {
        return text.replace("-0.0000", "0.0000");
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
