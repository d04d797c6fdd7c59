package org.seqnet.knime.backtest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeLogger;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.view.ClassicNodeModel;

/** Measures forecasts beside baselines, and pushes the measures of the network as flow variables. */
final class ForecastScorerNodeModel extends ClassicNodeModel<ForecastScorerParameters> {
    private static final NodeLogger LOG = Logs.of(ForecastScorerNodeModel.class);

    ForecastScorerNodeModel() {
        super(ForecastScorerParameters.class, 2, 3);
    }

    @Override
    protected DataTableSpec[] configure(DataTableSpec[] inputs) throws InvalidSettingsException {
        var parameters = parameters(inputs);
        var columns = ForecastColumns.of(inputs[0], inputs[1], parameters);
        for (var measure : ErrorMeasure.values()) {
            if (!measure.needsQuantiles() || !columns.quantiles().columns().isEmpty()) {
                pushFlowVariableDouble(variable(parameters, measure.title()), 0);
            }
        }
        return ErrorTables.specs();
    }

    @Override
    protected BufferedDataTable[] execute(BufferedDataTable[] inputs, ExecutionContext exec)
            throws InvalidSettingsException, CanceledExecutionException, KNIMEException {
        try {
            return score(inputs[0], inputs[1], exec);
        } catch (OutOfMemoryError e) {
            throw WithinHeap.exhausted("Forecast Scorer", e);
        }
    }

    private BufferedDataTable[] score(BufferedDataTable forecasts, BufferedDataTable series, ExecutionContext exec)
            throws InvalidSettingsException, CanceledExecutionException, KNIMEException {
        var parameters = parameters();
        var columns = ForecastColumns.of(forecasts.getDataTableSpec(), series.getDataTableSpec(), parameters);
        var score = ForecastScore.of(forecasts, series, columns, parameters, exec);
        show(ForecastView.of(score, parameters), exec);
        score.warning().ifPresent(this::setWarningMessage);
        LOG.info(line(score));
        variables(score, parameters).forEach(this::pushFlowVariableDouble);
        return ErrorTables.of(score, exec);
    }

    /** Returns the flow variables: their names and values. */
    static Map<String, Double> variables(ForecastScore score, ForecastScorerParameters parameters) {
        var variables = new LinkedHashMap<String, Double>();
        for (var measure : ErrorMeasure.values()) {
            if (!measure.needsQuantiles() || !score.quantiles().columns().isEmpty()) {
                variables.put(
                        variable(parameters, measure.title()),
                        measure.of(score.test().forecasts().overall()).orElse(Double.NaN));
            }
        }
        return variables;
    }

    private static String variable(ForecastScorerParameters parameters, String name) {
        return Objects.requireNonNullElse(parameters.flowVariablePrefix, "") + name;
    }

    /** Returns the MASE of all methods in a line. */
    static String line(ForecastScore score) {
        return score.methods().stream()
                .map(method -> method.name().toLowerCase(Locale.ROOT) + " "
                        + number(method.errors().overall().mase()))
                .collect(Collectors.joining("  ", "MASE  ", ""));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "unknown";
    }
}
