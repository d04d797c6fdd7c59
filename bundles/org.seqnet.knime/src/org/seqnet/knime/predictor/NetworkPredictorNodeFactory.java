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
import org.seqnet.knime.dialog.PrecisionSetting;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** The Network Predictor: network, table -> table with probabilities and predictions. */
public final class NetworkPredictorNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Predicts classes, labels, values or forecasts with a trained network, depending on what it was trained
                on. For a network that predicts a class, the node appends one column per class with the probability that
                the row belongs to it, followed by the column "Prediction (label)" with the most probable class. Here
                "label" is the name of the label column used for training, and the predicted classes have the type of
                that column.
            </p>
            <p>
                For a network that was trained with several labels per row, the column "Prediction (label)" contains
                the set of the predicted labels, which may be empty: in the order in which a network of the CNN-RNN
                Learner predicts them; for other networks, the most probable label first. The column "Probabilities
                (label)" contains a list with the probability of each of these labels, and "P (label)" the probability
                that the row has exactly these labels; for a CNN-RNN network, that of the path of labels. Optionally,
                one column per label is appended with a score by which all labels can be ranked. If the labels were in
                0/1 columns, these names contain "labels" instead of the name of a column. The Multi-Label Scorer
                compares these columns with the actual labels.
            </p>
            <p>
                For a network that was trained with a label per time step, the column "Prediction (label)" contains a
                list with the predicted label of each time step of the sequence. The list ends where the sequence ends.
                Optionally, the output has one row per time step instead. The Step Label Scorer compares the predicted
                with the actual labels.
            </p>
            <p>
                A network that was trained on numeric values predicts them in their own unit: for each target, a column
                "Prediction (target)" is appended, which KNIME's Numeric Scorer can compare with the actual values. If
                the network learned quantiles, their columns precede it, such as "Prediction (target, 0.1)". The
                settings for probabilities then have no effect.
            </p>
            <p>
                A network that was trained on windows with a forecast horizon, which the Sequence Reshaper creates,
                forecasts the next values of each window. By default, the output has one row per time step ahead. It
                contains the columns of the window except the sequence, the origin (the time of the last row of the
                window), the forecast time, the number of the step, the actual value if it is known, quantiles if the
                network was trained for them, such as "Prediction (demand, 0.1)", and the forecast "Prediction
                (demand)". The forecast times continue the time step of the series, also beyond the end of its table;
                they are missing if the series have only one row. Columns with the name of a target are left out because
                it names the actual values. Optionally, lists of the forecasts are appended to the windows instead. The
                Forecast Scorer compares forecasts with actual values and with simple methods.
            </p>
            <p>
                If the network was trained with validation data, its class probabilities can be calibrated: training
                then finds a temperature by which the logits are divided (temperature scaling), so that a probability
                says how often the class is correct. The predicted classes do not change.
            </p>
            <p>
                An ensemble, that is, a network that was trained with two or more ensemble members, predicts the mean of
                its members' probabilities. How far its members disagree about a row can be appended as a column
                "Uncertainty (label)": sort by it to find the rows that deserve a second look.
            </p>
            <p>
                The sequences must have the same shape and must have been prepared like the training sequences: use
                Sequence Reshapers with the same settings for the training and the test table. The node reports a
                column of a different shape, or one that was laid out or scaled differently, before it is executed.
                Scaling and filling of missing values that were set in the learner are part of the network and are
                applied by this node. Rows are classified in batches; the result does not depend on how rows are
                grouped into batches.
            </p>
            <p>
                A network that was trained on strings or lists splits and cuts them as in training, and looks up each
                symbol in its vocabulary. Symbols that are not in it count as unknown; the node reports how many there
                are, with examples, and how many sequences were cut. A string or list without symbols counts as missing.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public NetworkPredictorNodeFactory() {
        super(DefaultNode.create()
                .name("Network Predictor")
                .icon("network-predictor.png")
                .shortDescription("Predicts classes, labels, values or forecasts of sequences with a trained network.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputPort(
                                "Network", "The trained network, for example from a learner.", NetworkPortObject.TYPE)
                        .addInputTable("Table", "The table with a column of sequences.")
                        .addOutputTable(
                                "Predictions",
                                "The input table with the predicted class, labels, values or forecasts and, if "
                                        + "enabled, "
                                        + "the probability of each class or a score for each label. Forecasts and "
                                        + "labels per time step can have a row per time step."))
                .model(model -> model.parametersClass(NetworkPredictorParameters.class)
                        .configure(NetworkPredictorNodeFactory::configure)
                        .execute(WithinHeap.execute("Network Predictor", NetworkPredictorNodeFactory::execute)))
                .nodeType(NodeType.Predictor)
                .keywords(
                        "apply",
                        "classify",
                        "inference",
                        "regression",
                        "forecast",
                        "LSTM",
                        "neural network",
                        "deep learning",
                        "sequence",
                        "multi-label",
                        "CNN-RNN",
                        "beam search"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        NetworkPortObjectSpec network = input.getInPortSpec(0);
        DataTableSpec table = input.getInTableSpec(1);
        NetworkPredictorParameters parameters = input.getParameters();
        network.requireDevice();
        PredictionColumns.of(network, table, parameters)
                .ifPresent(columns -> output.setOutSpec(0, columns.output(table)));
        noUncertainty(network, parameters).ifPresent(output::setWarningMessage);
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        NetworkPortObject network = input.getInPortObject(0);
        BufferedDataTable table = input.getInTable(1);
        NetworkPredictorParameters parameters = input.getParameters();
        try {
            var columns = PredictionColumns.of(network.getSpec(), table.getDataTableSpec(), parameters)
                    .orElseThrow();
            var prediction = new Prediction(network.network(), columns, parameters);
            output.setOutData(0, prediction.append(table, input.getExecutionContext()));
            Stream.concat(noUncertainty(network.getSpec(), parameters).stream(), warnings(prediction, table.size()))
                    .reduce((one, other) -> one + "\n" + other)
                    .ifPresent(output::setWarningMessage);
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        }
    }

    private static Optional<String> noUncertainty(
            NetworkPortObjectSpec network, NetworkPredictorParameters parameters) {
        if (!parameters.appendUncertainty) {
            return Optional.empty();
        }
        if (network.members() == 1) {
            return Optional.of("No uncertainty column is appended because the network is not an ensemble.");
        }
        return network.head().forecast().map(forecast -> "No uncertainty column is appended to forecasts.");
    }

    private static Stream<String> warnings(Prediction prediction, long rows) {
        var withoutPrediction = Stream.of(
                        warning(prediction.missingRows(), rows, "the sequence is missing."),
                        warning(
                                prediction.incompleteRows(),
                                rows,
                                "a value of the sequence is missing, and the network does not fill in missing values."),
                        warning(
                                prediction.undecidedRows(),
                                rows,
                                "values overflow in the network. " + Failures.LOOK_FOR_NO_DATA))
                .flatMap(Optional::stream);
        var single = prediction.mixedPrecisionRefusal().stream()
                .map(reason ->
                        PrecisionSetting.notAvailable(reason) + " The predictions were computed in single precision.");
        return Stream.of(withoutPrediction, prediction.symbolWarnings(), single).flatMap(warnings -> warnings);
    }

    private static Optional<String> warning(long without, long rows, String reason) {
        return without == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "%,d of %,d rows have no prediction because %s", without, rows, reason));
    }
}
