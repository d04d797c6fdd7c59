package org.seqnet.knime.multilabel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.metrics.Estimate;
import org.seqnet.engine.metrics.MultiLabelMeasure;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.view.ClassicNodeModel;

/** Compares predictions of several labels with the truth, and pushes the overall figures as flow variables. */
final class MultiLabelScorerNodeModel extends ClassicNodeModel<MultiLabelScorerParameters> {
    private static final NodeLogger LOG = Logs.of(MultiLabelScorerNodeModel.class);

    private static final List<MultiLabelMeasure> LOGGED =
            List.of(MultiLabelMeasure.OVERALL_F1, MultiLabelMeasure.CLASS_F1, MultiLabelMeasure.SUBSET_ACCURACY);

    MultiLabelScorerNodeModel() {
        super(MultiLabelScorerParameters.class, 1, 2);
    }

    @Override
    protected DataTableSpec[] configure(DataTableSpec[] inputs) throws InvalidSettingsException {
        var parameters = parameters(inputs);
        ScoredLabels.of(inputs[0], parameters);
        variables(parameters, measure -> 0).forEach(this::pushFlowVariableDouble);
        return new DataTableSpec[] {LabelScoreTables.statisticsSpec(parameters.compare), LabelScoreTables.labelsSpec()};
    }

    @Override
    protected BufferedDataTable[] execute(BufferedDataTable[] inputs, ExecutionContext exec)
            throws InvalidSettingsException, CanceledExecutionException, KNIMEException {
        try {
            return score(inputs[0], exec);
        } catch (OutOfMemoryError e) {
            throw WithinHeap.exhausted("Multi-Label Scorer", e);
        }
    }

    private BufferedDataTable[] score(BufferedDataTable table, ExecutionContext exec)
            throws InvalidSettingsException, CanceledExecutionException, KNIMEException {
        var parameters = parameters();
        var rows = ScoredLabels.of(table.getDataTableSpec(), parameters).read(table, exec.createSubProgress(0.3));
        var evaluation = Evaluation.of(rows, parameters.rankedLabels, exec.createSubProgress(0.7));
        var compared = parameters.compare ? Optional.of(parameters.comparedColumn) : Optional.<String>empty();
        show(MultiLabelView.of(evaluation, parameters.predictedColumn, compared), exec);
        rows.warning().ifPresent(this::setWarningMessage);
        LOG.info(line(evaluation));
        comparisonLine(evaluation).ifPresent(LOG::info);
        variables(parameters, measure -> value(evaluation, measure)).forEach(this::pushFlowVariableDouble);
        return new BufferedDataTable[] {
            LabelScoreTables.statistics(evaluation, exec), LabelScoreTables.labels(evaluation, exec)
        };
    }

    /** Returns the flow variables: their names and values. */
    static Map<String, Double> variables(
            MultiLabelScorerParameters parameters, ToDoubleFunction<MultiLabelMeasure> value) {
        var prefix = Objects.requireNonNullElse(parameters.flowVariablePrefix, "");
        var variables = new LinkedHashMap<String, Double>();
        for (var measure : MultiLabelMeasure.values()) {
            variables.put(prefix + MeasureText.name(measure, parameters.rankedLabels), value.applyAsDouble(measure));
        }
        return variables;
    }

    static double value(Evaluation evaluation, MultiLabelMeasure measure) {
        return evaluation.score().overall(measure).value().orElse(Double.NaN);
    }

    /** Returns the most important figures in a line. */
    static String line(Evaluation evaluation) {
        return LOGGED.stream()
                .map(measure -> name(measure) + " "
                        + number(evaluation.score().overall(measure).value().orElse(Double.NaN)))
                .collect(Collectors.joining("  "));
    }

    /** Returns the most important differences in a line, if two predictions are compared. */
    static Optional<String> comparisonLine(Evaluation evaluation) {
        return evaluation.compared().map(second -> LOGGED.stream()
                .map(measure ->
                        name(measure) + " " + interval(evaluation.score().difference(second, measure)))
                .collect(Collectors.joining("  ", "difference (95% interval)  ", "")));
    }

    private static String name(MultiLabelMeasure measure) {
        return measure == MultiLabelMeasure.SUBSET_ACCURACY ? "subset accuracy" : MeasureText.name(measure, 0);
    }

    private static String interval(Estimate estimate) {
        return number(estimate.value().orElse(Double.NaN))
                + estimate.interval()
                        .map(bounds -> " (" + number(bounds.lower()) + " to " + number(bounds.upper()) + ")")
                        .orElse("");
    }

    private static String number(double value) {
        // what rounding leaves of a small negative number has no sign
        return String.format(Locale.ROOT, "%.4f", value).replace("-0.0000", "0.0000");
    }
}
