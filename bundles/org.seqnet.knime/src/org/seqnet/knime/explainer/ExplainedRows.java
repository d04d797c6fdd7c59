package org.seqnet.knime.explainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knime.core.data.DataRow;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.explanation.Explainer;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorValue;

/** Explains the first rows of a table; only the new columns are written. */
final class ExplainedRows {
    private final TrainedNetwork network;
    private final ExplainerColumns columns;
    private final NetworkExplainerParameters parameters;
    private final ShownExamples shown;
    private final FeatureShares shares;
    private PackedRows packed;
    private int explained;
    private int undecided;

    ExplainedRows(TrainedNetwork network, ExplainerColumns columns, NetworkExplainerParameters parameters) {
        this.network = network;
        this.columns = columns;
        this.parameters = parameters;
        this.shown = new ShownExamples(parameters.shownRows, columns.labels());
        this.shares = new FeatureShares(network.inputShape().features());
    }

    /**
     * Returns the table with the new columns.
     *
     * @throws org.seqnet.engine.SeqNetException if a sequence does not fit the network
     */
    BufferedDataTable append(BufferedDataTable table, ExecutionContext exec)
            throws CanceledExecutionException, KNIMEException {
        packed = PackedRows.of(
                table, columns.sequences(), parameters.maximumRows, network, parameters.missingValues, exec);
        var monitor = exec.createSubProgress(0.95);
        var rows = exec.createDataContainer(columns.appended(), Columns.AS_DECLARED);
        try (var explainer =
                        Explainer.of(network, packed.sequences(), columns.method(), parameters.baseline.baseline(), 0);
                var all = table.iterator()) {
            var probabilities = Cancellation.passedOn(
                    monitor, () -> explainer.probabilities(() -> Cancellation.requested(monitor)));
            for (long row = 0; all.hasNext(); row++) {
                monitor.checkCanceled();
                var next = all.next();
                int number = row < packed.numbers().length ? packed.numbers()[(int) row] : -1;
                var example = number < 0
                        ? Optional.<Example>empty()
                        : explain(explainer, probabilities, number, next, row, monitor);
                rows.addRowToTable(new DefaultRow(
                        next.getKey(), example.map(columns::cells).orElseGet(columns::missing)));
                RowProgress.report(monitor, row + 1, table.size());
            }
        } finally {
            rows.close();
        }
        // a view on both tables: no row is copied
        return exec.createJoinedTable(table, rows.getTable(), exec.createSubProgress(0.05));
    }

    private Optional<Example> explain(
            Explainer explainer, float[] probabilities, int number, DataRow row, long index, ExecutionMonitor monitor)
            throws CanceledExecutionException, KNIMEException {
        int count = columns.labels().size();
        int likeliest = likeliest(probabilities, number * count, count);
        int label = columns.custom().orElse(likeliest);
        var explanation = Cancellation.passedOn(
                monitor, () -> explainer.explain(number, label, () -> Cancellation.requested(monitor)));
        if (explanation.isEmpty()) {
            requireAllowed(row, index);
            undecided++;
            return Optional.empty();
        }
        var actual = columns.actual()
                .map(column -> row.getCell(column.column()))
                .filter(cell -> !cell.isMissing())
                .map(Object::toString);
        var example = new Example(
                row.getKey().getString(),
                ((TensorValue) row.getCell(columns.sequences())).tensor(),
                explanation.get(),
                label,
                likeliest,
                probabilities[number * count + likeliest],
                actual,
                Cancellation.passedOn(
                        monitor, () -> explainer.attention(number, () -> Cancellation.requested(monitor))));
        shown.add(example);
        shares.add(example.explanation());
        explained++;
        return Optional.of(example);
    }

    private static int likeliest(float[] probabilities, int from, int count) {
        int best = 0;
        for (int k = 1; k < count; k++) {
            best = probabilities[from + k] > probabilities[from + best] ? k : best;
        }
        return best;
    }

    private void requireAllowed(DataRow row, long index) throws KNIMEException {
        if (parameters.missingValues == MissingCells.FAIL) {
            throw Failures.failureAt(
                    1,
                    index,
                    columns.sequences(),
                    "The prediction is not finite.",
                    "Row '%s': the prediction cannot be explained because values overflow in the network."
                            .formatted(row.getKey().getString()),
                    Failures.LOOK_FOR_NO_DATA,
                    "Alternatively, configure the node to keep missing values.");
        }
    }

    /** Returns the rows that the view shows. */
    List<Example> shown() {
        return shown.kept();
    }

    /** Returns how large the shares of the features are. */
    FeatureShares shares() {
        return shares;
    }

    /** Returns how many rows were explained. */
    int explained() {
        return explained;
    }

    /** Returns warnings about rows that were to be explained, and are not. */
    List<String> warnings() {
        var warnings = new ArrayList<String>();
        warn(warnings, packed.missing(), "the sequence is missing.");
        warn(
                warnings,
                packed.incomplete(),
                "a value of the sequence is missing, and the network does not fill in missing values.");
        warn(warnings, undecided, "values overflow in the network. " + Failures.LOOK_FOR_NO_DATA);
        return warnings;
    }

    private void warn(List<String> warnings, int without, String reason) {
        if (without > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d rows have no explanation because %s",
                    without,
                    packed.numbers().length,
                    reason));
        }
    }
}
