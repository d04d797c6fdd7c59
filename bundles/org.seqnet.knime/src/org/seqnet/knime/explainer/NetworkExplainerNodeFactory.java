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
                Shows what the predictions of a network rest on. For each row, the node determines the share of every
                value of the sequence, that is of every feature at every time step, in the probability of a class. A
                positive share speaks for the class, a negative one against it. The shares are appended as a column of
                sequences of the same shape. For images, they are shares of pixels.
            </p>
            <p>
                Shares belong to the sequences as they are in the table. What the network does with them before its
                first layer, such as scaling and filling in missing values, is part of the network. The probability
                that is explained is the one without calibration.
            </p>
            <h4>Methods</h4>
            <p>
                Integrated gradients follow a straight line from a baseline, which says nothing about the class, to the
                sequence, and add up by how much each value changes the probability on the way. A value that the
                network ignores gets 0, and all shares together are the difference between the probability of the
                sequence and that of the baseline. By how much they miss it is the completeness error, which the node
                states for each row: it gets smaller with more steps.
            </p>
            <p>
                Occlusion replaces one window of the sequence after the other by the baseline and measures by how much
                the probability falls. It takes longer for long sequences with many features, and does not add up.
            </p>
            <p>
                Both tell what this network responds to, which is not necessarily what causes the class. With another
                baseline, the shares change.
            </p>
            <h4>Importance of features</h4>
            <p>
                If there are labels, the node exchanges the series of one feature between the rows at random and
                measures how much worse all predictions get: by how much the accuracy decreases and the log loss
                increases (permutation importance). Each exchange is repeated. The 95% interval covers the randomness
                of the exchange, but not that of the rows. A series that comes to a row with another number of time
                steps is stretched or shortened to it. If two features say the same, each can stand in for the other,
                and both may appear unimportant. Use rows that were not used for training.
            </p>
            <p>
                In any case, the table of features has the mean absolute share: the absolute shares of a feature, summed
                over the time steps of a row, as a mean over all rows that are explained.
            </p>
            """;

    private static final String VIEW =
            """
            The explained rows as curves over time, one panel per feature, colored by the share of each time step in the
            probability: blue speaks for the class, orange against it. Images are displayed beside a map of their
            shares, and of networks with attention pooling the weights of the time steps below. At the end, the
            importance of each feature.
            """;

    /** Creates the factory; KNIME calls it. */
    public NetworkExplainerNodeFactory() {
        super(DefaultNode.create()
                .name("Network Explainer")
                .icon("network-explainer.png")
                .shortDescription("Shows which time steps and features the predictions of a network rest on.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputPort(
                                "Network", "The trained network, for example from a learner.", NetworkPortObject.TYPE)
                        .addInputTable("Table", "The table with a column of sequences whose predictions are explained.")
                        .addOutputTable(
                                "Explanations",
                                "The input table with the share of each value in the probability of the explained "
                                        + "class, the class if it is the most probable one of the row, its "
                                        + "probability, and for integrated gradients the completeness error.")
                        .addOutputTable(
                                "Features",
                                "One row per feature: the mean absolute share and, with labels, the decrease in "
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
