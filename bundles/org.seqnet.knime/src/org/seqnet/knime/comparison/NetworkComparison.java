package org.seqnet.knime.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.port.PortObject;
import org.seqnet.engine.inference.TimedClassification;
import org.seqnet.engine.inference.TimedClassification.Outcome;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.label.Gaps;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.label.LabelledTable.Expected;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.symbol.UnknownWarning;

/** Predicts the rows of a table with several networks, and counts the correct classes or measures the errors. */
final class NetworkComparison {
    private static final NodeLogger LOG = Logs.of(NetworkComparison.class);
    /** The share of the progress bar that packing takes. */
    private static final double PACKING = 0.1;

    private final ComparedNetworks compared;
    private final List<TrainedNetwork> networks;
    private final LabelledTable columns;
    private final NetworkComparisonParameters parameters;

    private NetworkComparison(
            List<NetworkPortObject> networks, LabelledTable columns, NetworkComparisonParameters parameters) {
        this.compared = new ComparedNetworks(
                networks.stream().map(NetworkPortObject::getSpec).toList());
        this.networks = networks.stream().map(NetworkPortObject::network).toList();
        this.columns = columns.with(gaps(columns));
        this.parameters = parameters;
    }

    /** Missing values are kept if all networks fill them in. */
    private Gaps gaps(LabelledTable columns) {
        boolean areFilled = networks.stream()
                .allMatch(network -> network.input().preprocessing().filling() != Filling.NONE);
        if (areFilled) {
            return Gaps.KEEP;
        }
        return columns.missingValues() == MissingValues.SKIP ? Gaps.SKIP : Gaps.FAIL;
    }

    /**
     * Prepares the networks among the objects of all ports.
     *
     * @throws InvalidSettingsException if one cannot classify the table or cannot be compared with the others
     */
    static NetworkComparison of(PortObject[] ports, LabelledTable columns, NetworkComparisonParameters parameters)
            throws InvalidSettingsException {
        var networks = Arrays.stream(ports)
                .filter(NetworkPortObject.class::isInstance)
                .map(NetworkPortObject.class::cast)
                .toList();
        var comparison = new NetworkComparison(networks, columns, parameters);
        comparison.compared.requireComparable(columns);
        return comparison;
    }

    /** What the networks made of the table. */
    private record Predictions(LabelledSequences data, List<Outcome> outcomes, Optional<String> warning) {}

    /** Compares networks that predict classes on all complete rows. */
    Comparison on(BufferedDataTable table, ExecutionMonitor monitor) throws CanceledExecutionException, KNIMEException {
        var made = predictions(table, monitor);
        var titles = compared.titles();
        var scores = new ArrayList<NetworkScore>();
        for (int i = 0; i < networks.size(); i++) {
            var score = score(
                    titles.get(i), networks.get(i), made.data(), made.outcomes().get(i));
            LOG.info(line(score));
            scores.add(score);
        }
        return new Comparison(
                scores,
                PairScore.of(scores, monitor),
                parameters.accuracyToReach,
                made.data().size(),
                made.warning());
    }

    /** Compares networks that predict values on all complete rows. */
    ValueComparison valuesOn(BufferedDataTable table, ExecutionMonitor monitor)
            throws CanceledExecutionException, KNIMEException {
        var made = predictions(table, monitor);
        var titles = compared.titles();
        var scores = new ArrayList<ValueScore>();
        for (int i = 0; i < networks.size(); i++) {
            var outcome = made.outcomes().get(i);
            var score = ValueScore.of(
                    titles.get(i),
                    networks.get(i),
                    operations(networks.get(i), made.data().sequences().shape()),
                    made.data().values(),
                    outcome.values(),
                    outcome.sequencesPerSecond());
            LOG.info(line(score));
            scores.add(score);
        }
        return new ValueComparison(
                scores,
                ValuePair.of(scores, monitor),
                compared.targets(),
                made.data().size(),
                made.warning());
    }

    private Predictions predictions(BufferedDataTable table, ExecutionMonitor monitor)
            throws CanceledExecutionException, KNIMEException {
        var rows = columns.pack(
                table,
                compared.inputForm(),
                compared.shape().map(shape -> new Expected(shape, "the networks read")),
                Optional.empty(),
                monitor.createSubProgress(PACKING));
        var data = rows.data();
        if (!compared.predictValues()) {
            compared.requireLabelsOf(data);
        }
        var outcomes = classify(data, monitor.createSubProgress(1 - PACKING));
        var warnings = new ArrayList<String>();
        rows.warning(columns.title()).ifPresent(warnings::add);
        DevicesWarning.of(networks).ifPresent(warnings::add);
        for (int i = 0; i < networks.size(); i++) {
            unknownWarning(i, data.sequences()).ifPresent(warnings::add);
            undecidedWarning(i, outcomes.get(i), data.size(), table).ifPresent(warnings::add);
        }
        return new Predictions(
                data, outcomes, warnings.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", warnings)));
    }

    /** Returns a warning about symbols that a network does not know, if there are any. */
    private Optional<String> unknownWarning(int network, Sequences sequences) {
        return networks.get(network)
                .input()
                .vocabulary()
                .flatMap(known -> UnknownWarning.of(known.unknownIn(sequences), columns.title()))
                .map(warning -> compared.words(network) + ": " + warning);
    }

    /** Returns a warning about the rows that a network has no finite prediction for, unless the node is to fail. */
    private Optional<String> undecidedWarning(int network, Outcome outcome, int rows, BufferedDataTable table)
            throws KNIMEException {
        int width = outcome.values().length / rows;
        int[] undecided = IntStream.range(0, rows)
                .filter(n -> compared.predictValues()
                        ? Arrays.stream(outcome.values(), n * width, (n + 1) * width)
                                .anyMatch(Double::isNaN)
                        : outcome.labels()[n] < 0)
                .toArray();
        var counted = compared.predictValues() ? "count as the mean of the training values" : "count as wrong";
        if (undecided.length == 0) {
            return Optional.empty();
        }
        if (columns.missingValues() == MissingValues.FAIL) {
            // no row was skipped: the packed ones are those of the table
            throw Failures.failureAt(
                    columns.port(),
                    undecided[0],
                    columns.sequenceColumn(),
                    "The prediction is not finite.",
                    "%s has no finite prediction for row '%s' of the test table because values overflow in the network."
                            .formatted(compared.words(network), LabelledTable.key(table, undecided[0])),
                    Failures.LOOK_FOR_NO_DATA,
                    "Or configure the node to skip missing values: such rows then %s.".formatted(counted));
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%s has no finite prediction for %,d of %,d rows because values overflow in the network; they %s. %s",
                compared.words(network),
                undecided.length,
                rows,
                counted,
                Failures.LOOK_FOR_NO_DATA));
    }

    private List<Outcome> classify(LabelledSequences data, ExecutionMonitor monitor) throws CanceledExecutionException {
        return Cancellation.passedOn(
                monitor,
                () -> TimedClassification.of(
                        networks,
                        data.sequences(),
                        parameters.turns,
                        () -> Cancellation.requested(monitor),
                        share -> monitor.setProgress(share, "predicting the test table with each network in turn")));
    }

    private static NetworkScore score(String title, TrainedNetwork network, LabelledSequences data, Outcome outcome) {
        var right = new boolean[data.size()];
        int[] translated = translation(data.domain(), network.labels());
        for (int n = 0; n < right.length; n++) {
            right[n] = translated[data.label(n)] == outcome.labels()[n];
        }
        return new NetworkScore(
                title, network, operations(network, data.sequences().shape()), right, outcome.sequencesPerSecond());
    }

    /** Returns the index that each label of one domain has in another. */
    private static int[] translation(LabelDomain from, LabelDomain to) {
        return from.names().stream().mapToInt(to::indexOf).toArray();
    }

    private static OptionalLong operations(TrainedNetwork network, SequenceShape shape) {
        return shape.isAnyLength()
                ? OptionalLong.empty()
                : OptionalLong.of(network.architecture()
                        .operations(network.input().preprocessing().shape(shape)));
    }

    private static String line(ValueScore score) {
        return String.format(
                Locale.ROOT,
                "%s: R² %.4f, MAE %.6g, RMSE %.6g, trained in %.1f s, predicts %,.0f sequences/s",
                score.title(),
                score.errors().explained(),
                score.errors().meanAbsolute(),
                score.errors().rootMeanSquared(),
                score.times().seconds(),
                score.predictedPerSecond());
    }

    private String line(NetworkScore score) {
        var reached = score.times().secondsToReach(parameters.accuracyToReach);
        return String.format(
                Locale.ROOT,
                "%s: accuracy %.4f (95%% interval %.4f to %.4f), trained in %.1f s%s, classifies %,.0f sequences/s",
                score.title(),
                score.accuracy(),
                score.interval().lower(),
                score.interval().upper(),
                score.times().seconds(),
                reached.isPresent()
                        ? String.format(
                                Locale.ROOT,
                                ", reached %s in %.1f s",
                                parameters.accuracyToReach,
                                reached.getAsDouble())
                        : "",
                score.classifiedPerSecond());
    }
}
