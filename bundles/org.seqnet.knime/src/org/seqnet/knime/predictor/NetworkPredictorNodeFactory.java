package org.seqnet.knime.predictor;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** The Network Predictor: network, table -> table with probabilities and predictions. */
public final class NetworkPredictorNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Predicts the class of each sequence with a trained network. It appends a column for each class with the
                probability that the row belongs to it, and last the column "Prediction (label)" with the likeliest
                class, where "label" is the name of the label column of the training, and the classes have its type.
            </p>
            <p>
                The sequences must have the shape that the network was trained on and be scaled in the same way: send
                training and test table through Sequence Reshapers with the same settings. The node fails as soon as it
                is connected to a column of another shape. Rows are classified in batches; the result does not depend
                on which rows come together.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public NetworkPredictorNodeFactory() {
        super(DefaultNode.create()
                .name("Network Predictor")
                .icon("network-predictor.png")
                .shortDescription("Predicts classes of sequences with a trained network.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputPort(
                                "Network", "The trained network, from a learner.", NetworkPortObject.TYPE)
                        .addInputTable("Table", "The rows to predict: a column of sequences.")
                        .addOutputTable(
                                "Predictions",
                                "The input table with a probability for each class, if asked for, and the prediction."))
                .model(model -> model.parametersClass(NetworkPredictorParameters.class)
                        .configure(NetworkPredictorNodeFactory::configure)
                        .execute(WithinHeap.execute("Network Predictor", NetworkPredictorNodeFactory::execute)))
                .nodeType(NodeType.Predictor)
                .keywords("apply", "classify", "inference", "LSTM", "neural network", "deep learning", "sequence"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        NetworkPortObjectSpec network = input.getInPortSpec(0);
        DataTableSpec table = input.getInTableSpec(1);
        PredictionColumns.of(network, table, input.getParameters())
                .ifPresent(columns -> output.setOutSpec(0, new DataTableSpec(table, columns.appended())));
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        NetworkPortObject network = input.getInPortObject(0);
        BufferedDataTable table = input.getInTable(1);
        NetworkPredictorParameters parameters = input.getParameters();
        try {
            var columns = PredictionColumns.of(network.getSpec(), table.getDataTableSpec(), parameters)
                    .orElseThrow();
            var prediction = new Prediction(network.network(), columns, parameters.missingValues);
            output.setOutData(0, prediction.append(table, input.getExecutionContext()));
            warning(prediction, table.size()).ifPresent(output::setWarningMessage);
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        }
    }

    private static Optional<String> warning(Prediction prediction, long rows) {
        return Stream.of(
                        warning(prediction.missingRows(), rows, "their sequence is missing."),
                        warning(
                                prediction.undecidedRows(),
                                rows,
                                "numbers grow too large in the network. " + Failures.LOOK_FOR_NO_DATA))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + "\n" + other);
    }

    private static Optional<String> warning(long without, long rows, String reason) {
        return without == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "%,d of %,d rows have no prediction because %s", without, rows, reason));
    }
}
