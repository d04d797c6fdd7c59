package org.seqnet.knime.explainer;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.explanation.FeatureImportance;
import org.seqnet.engine.explanation.PermutationImportance;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.label.ClassColumn;
import org.seqnet.knime.label.Gaps;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.label.LabelledTable.Expected;
import org.seqnet.knime.message.Failures;

/**
 * The permutation importance of the features on all rows of a table that have a label.
 *
 * @param features one for each feature; none if there are too few rows with a label
 * @param warning about skipped rows, or too few rows, if there are any
 */
record MeasuredFeatures(List<FeatureImportance> features, Optional<String> warning) {
    private static final String TITLE = "input table";
    private static final MeasuredFeatures NONE = new MeasuredFeatures(
            List.of(),
            Optional.of("The importance of features is missing: it requires at least 2 rows with a label, since series "
                    + "are exchanged between rows."));

    /**
     * Measures the features.
     *
     * @throws KNIMEException if the network does not know a label, or a row lacks what must not be missing
     */
    static MeasuredFeatures of(
            BufferedDataTable table,
            ClassColumn labels,
            TrainedNetwork network,
            NetworkExplainerParameters parameters,
            ExecutionMonitor monitor)
            throws KNIMEException, CanceledExecutionException, InvalidSettingsException {
        if (table.size() < 2) {
            return NONE;
        }
        boolean skips = parameters.missingValues == MissingCells.KEEP;
        var filled = network.input().preprocessing().filling() != Filling.NONE;
        var rows = LabelledTable.of(
                        1,
                        TITLE,
                        table.getDataTableSpec(),
                        parameters.sequenceColumn,
                        labels,
                        skips ? MissingValues.SKIP : MissingValues.FAIL)
                .with(filled ? Gaps.KEEP : skips ? Gaps.SKIP : Gaps.FAIL)
                .pack(
                        table,
                        network.architecture().encoder().inputForm(),
                        Optional.of(new Expected(network.inputShape(), "the network requires")),
                        Optional.empty(),
                        monitor.createSubProgress(0.1));
        if (rows.data().size() < 2) {
            return NONE;
        }
        int[] actual = actual(rows.data(), network);
        var measuring = monitor.createSubProgress(0.9);
        var features = Cancellation.passedOn(
                monitor,
                () -> PermutationImportance.of(
                        network,
                        rows.data().sequences(),
                        actual,
                        parameters.repetitions,
                        parameters.seed,
                        0,
                        () -> Cancellation.requested(monitor),
                        share -> measuring.setProgress(share, "exchanging the series of each feature")));
        return new MeasuredFeatures(features, rows.warning(TITLE));
    }

    /** Returns the class of each row among the network's labels. */
    private static int[] actual(LabelledSequences data, TrainedNetwork network) throws KNIMEException {
        int[] translated = data.domain().names().stream()
                .mapToInt(name ->
                        network.labels().contains(name) ? network.labels().indexOf(name) : -1)
                .toArray();
        var unknown = IntStream.range(0, data.size())
                .filter(n -> translated[data.label(n)] < 0)
                .findFirst();
        if (unknown.isPresent()) {
            throw Failures.failure(
                    "The network does not have the label '%s' of the input table; its labels are %s."
                            .formatted(data.domain().name(data.label(unknown.getAsInt())), network.labels()),
                    "Remove the rows with this label, select the label column that the network was trained on, or "
                            + "uncheck \"Use labels\".");
        }
        return IntStream.range(0, data.size())
                .map(n -> translated[data.label(n)])
                .toArray();
    }
}
