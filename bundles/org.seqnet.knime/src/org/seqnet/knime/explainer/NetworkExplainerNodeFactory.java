package org.seqnet.knime.explainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.explainer.FeatureTable.Feature;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.view.ViewData;
import org.seqnet.knime.view.ViewPage;

/** The Network Explainer: network, table -> table with explanations, table of the features. */
public final class NetworkExplainerNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Explains the predictions of a network. For each row, the node computes the attribution of every value of
                the sequence, that is, of every feature at every time step: how much the value contributes to the
                probability of a class. A positive attribution increases the probability, a negative one decreases it.
                The attributions are appended as a column of sequences of the same shape. For images, they are
                attributions of pixels.
            </p>
            <p>
                Attributions refer to the sequences as they are in the table. What the network does with them before its
                first layer, such as scaling and filling in missing values, is part of the network. The explained
                probability is the one without calibration.
            </p>
            <h4>Methods</h4>
            <p>
                Integrated gradients move in a straight line from a baseline, a neutral sequence, to the sequence of the
                row, and add up how each value changes the probability along the way. A value that the network ignores
                gets 0, and the sum of all attributions is the difference between the probabilities of the sequence and
                the baseline. The completeness error of a row is how far the sum is from this difference; more steps
                decrease it.
            </p>
            <p>
                Occlusion replaces one window of the sequence after another with the baseline and measures how much the
                probability decreases. It takes longer for long sequences with many features, and the attributions do
                not add up to a difference of probabilities.
            </p>
            <p>
                Both methods describe what this network responds to, which is not necessarily the cause of the class.
                Another baseline results in other attributions.
            </p>
            <h4>Importance of features</h4>
            <p>
                If there are labels, the node exchanges the series of one feature between rows at random and measures
                how much worse the predictions of all rows become: the decrease in accuracy and the increase in log loss
                (permutation importance). Each exchange is repeated. The 95% interval covers the randomness of the
                exchange, but not that of the rows. If the rows have different numbers of time steps, a series is
                stretched or shortened. If two features contain the same information, each can replace the other, and
                both may appear unimportant. Use rows that were not used for training.
            </p>
            <p>
                The table of features also contains the mean absolute attribution: the absolute attributions of a
                feature, summed over the time steps of a row and averaged over all explained rows.
            </p>
            """;

    private static final String VIEW =
            """
            The explained rows as curves over time, one panel per feature, colored by the attribution of each time step:
            blue increases the probability of the class, orange decreases it. Images are displayed beside a map of their
            attributions. For networks with attention, the weights of the time steps are shown below. The importance
            of each feature is at the end.
            """;

    /** Creates the factory; KNIME calls it. */
    public NetworkExplainerNodeFactory() {
        super(DefaultNode.create()
                .name("Network Explainer")
                .icon("network-explainer.png")
                .shortDescription("Explains which time steps and features the predictions of a network are based on.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputPort(
                                "Network", "The trained network, for example from a learner.", NetworkPortObject.TYPE)
                        .addInputTable("Table", "The table with a column of sequences whose predictions are explained.")
                        .addOutputTable(
                                "Explanations",
                                "The input table with the attribution of each value to the probability of the "
                                        + "explained "
                                        + "class, the class if it is the most probable one of the row, its "
                                        + "probability, and for integrated gradients the completeness error.")
                        .addOutputTable(
                                "Features",
                                "One row per feature: the mean absolute attribution and, with labels, the decrease in "
                                        + "accuracy and the increase in log loss when the feature is exchanged between "
                                        + "the rows, with the bounds of their 95% intervals."))
                .model(model -> model.parametersClass(NetworkExplainerParameters.class)
                        .configure(NetworkExplainerNodeFactory::configure)
                        .execute(WithinHeap.execute("Network Explainer", NetworkExplainerNodeFactory::execute)))
                .addView(view -> ViewPage.declare(view, VIEW))
                .nodeType(NodeType.Other)
                .keywords(
                        "XAI",
                        "interpretability",
                        "attribution",
                        "integrated gradients",
                        "occlusion",
                        "saliency",
                        "permutation importance",
                        "feature importance",
                        "neural network",
                        "deep learning",
                        "sequence",
                        "LSTM")
                .addExternalResource(
                        "https://arxiv.org/abs/1703.01365",
                        "Sundararajan, Taly, Yan: Axiomatic Attribution for Deep Networks (2017), on integrated "
                                + "gradients")
                .addExternalResource(
                        "https://arxiv.org/abs/1311.2901",
                        "Zeiler, Fergus: Visualizing and Understanding Convolutional Networks (2014), on occlusion")
                .addExternalResource(
                        "https://arxiv.org/abs/1801.01489",
                        "Fisher, Rudin, Dominici: All Models are Wrong, but Many are Useful (2019), on permutation "
                                + "importance"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        NetworkPortObjectSpec network = input.getInPortSpec(0);
        DataTableSpec table = input.getInTableSpec(1);
        NetworkExplainerParameters parameters = input.getParameters();
        network.requireDevice();
        ExplainerColumns.of(network, table, parameters)
                .ifPresent(columns -> output.setOutSpec(0, new DataTableSpec(table, columns.appended())));
        output.setOutSpec(1, FeatureTable.spec(parameters.useLabels));
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        NetworkPortObject object = input.getInPortObject(0);
        BufferedDataTable table = input.getInTable(1);
        NetworkExplainerParameters parameters = input.getParameters();
        var exec = input.getExecutionContext();
        try {
            var columns = ExplainerColumns.of(object.getSpec(), table.getDataTableSpec(), parameters)
                    .orElseThrow();
            var network = object.network();
            var measured = columns.actual().isPresent()
                    ? Optional.of(MeasuredFeatures.of(
                            table, columns.actual().get(), network, parameters, exec.createSubProgress(0.5)))
                    : Optional.<MeasuredFeatures>empty();
            var rows = new ExplainedRows(network, columns, parameters);
            output.setOutData(0, rows.append(table, exec.createSubExecutionContext(measured.isPresent() ? 0.5 : 1)));
            var features = features(network, table.getDataTableSpec(), columns, rows.shares(), measured);
            output.setOutData(1, FeatureTable.of(features, measured.isPresent(), exec));
            var view = new ExplainerView(network, columns, table.getDataTableSpec());
            output.setInternalData(ViewData.keep(view.of(rows, features, table.size()), exec));
            var warnings = new ArrayList<String>();
            measured.flatMap(MeasuredFeatures::warning).ifPresent(warnings::add);
            warnings.addAll(rows.warnings());
            if (!warnings.isEmpty()) {
                output.setWarningMessage(String.join("\n", warnings));
            }
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        }
    }

    private static List<Feature> features(
            TrainedNetwork network,
            DataTableSpec table,
            ExplainerColumns columns,
            FeatureShares shares,
            Optional<MeasuredFeatures> measured) {
        var ofColumn = TensorColumn.preparation(table.getColumnSpec(columns.sequences()))
                .features();
        var names = ofColumn.isEmpty() ? network.input().preparation().features() : ofColumn;
        return IntStream.range(0, shares.features())
                .mapToObj(f -> new Feature(
                        f < names.size() ? names.get(f) : "feature " + (f + 1),
                        shares.mean(f),
                        measured.map(MeasuredFeatures::features)
                                .filter(all -> !all.isEmpty())
                                .map(all -> List.of(all.get(f)))
                                .orElse(List.of())))
                .toList();
    }
}
