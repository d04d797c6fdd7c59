package org.seqnet.knime.scorer;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.metrics.SegmentScore;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.view.ClassicNodeModel;

/** Compares predictions of a label per time step with the truth, and pushes the overall figures as flow variables. */
final class StepLabelScorerNodeModel extends ClassicNodeModel<StepLabelScorerParameters> {
    private static final NodeLogger LOG = Logs.of(StepLabelScorerNodeModel.class);

    StepLabelScorerNodeModel() {
        super(StepLabelScorerParameters.class, 1, 3);
    }

    @Override
    protected DataTableSpec[] configure(DataTableSpec[] inputs) throws InvalidSettingsException {
        ScoredSteps.of(inputs[0], parameters(inputs));
        push(new StepSequences().count());
        // which classes occur shows only in the data
        return new DataTableSpec[] {null, ScoreTables.statisticsSpec(), SegmentTable.spec()};
    }

    @Override
    protected BufferedDataTable[] execute(BufferedDataTable[] inputs, ExecutionContext exec)
            throws InvalidSettingsException, CanceledExecutionException, KNIMEException {
        try {
            var counted = ScoredSteps.of(inputs[0].getDataTableSpec(), parameters())
                    .count(inputs[0], exec.createSubProgress(0.9));
            show(StepScoreView.of(counted), exec);
            counted.warning().ifPresent(this::setWarningMessage);
            LOG.info(line(counted));
            push(counted);
            return new BufferedDataTable[] {
                ScoreTables.confusionMatrix(counted.matrix(), exec),
                ScoreTables.statistics(counted.matrix(), exec),
                SegmentTable.of(counted, exec)
            };
        } catch (OutOfMemoryError e) {
            throw WithinHeap.exhausted("Step Label Scorer", e);
        }
    }

    /** Returns the overall figures by their names. */
    static Map<String, OptionalDouble> figures(StepSequences.Counted counted) {
        var figures = new LinkedHashMap<String, OptionalDouble>();
        figures.put("Accuracy", counted.matrix().accuracy());
        figures.put("Cohen's kappa", counted.matrix().cohensKappa());
        for (int i = 0; i < SegmentScore.THRESHOLDS.size(); i++) {
            long percent = Math.round(100 * SegmentScore.THRESHOLDS.get(i));
            figures.put("F1@" + percent, counted.segments().overall(i).f1());
        }
        figures.put("Edit score", counted.segments().editScore());
        return figures;
    }

    /** Returns the overall figures in a line. */
    static String line(StepSequences.Counted counted) {
        var line = new StringBuilder();
        figures(counted).forEach((name, value) -> line.append(line.isEmpty() ? "" : "  ")
                .append(name)
                .append(' ')
                .append(value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "missing"));
        return line.toString();
    }

    private void push(StepSequences.Counted counted) {
        var prefix = Objects.requireNonNullElse(parameters().flowVariablePrefix, "");
        figures(counted).forEach((name, value) -> pushFlowVariableDouble(prefix + name, value.orElse(Double.NaN)));
    }
}
