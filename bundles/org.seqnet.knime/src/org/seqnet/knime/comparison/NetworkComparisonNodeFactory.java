package org.seqnet.knime.comparison;

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
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.view.ViewData;
import org.seqnet.knime.view.ViewPage;

/** The Network Comparison: test table, two or more networks -> a table of the networks, a table of their pairs. */
public final class NetworkComparisonNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Lets two or more networks classify the same test table, and tells which is better and at what price:
                how long each took to train and to reach an accuracy, how large it is, how fast it classifies, how many
                sequences it gets right, and whether the differences are more than chance.
            </p>
            <p>
                Measure on rows that no network has learned from and that had no say in when its training stopped.
                Training times are those that each network's history keeps: they compare only if all were trained on
                the same machine with nothing else to do. To classify, each network warms up, then all take turns,
                and the median of the turns counts, by wall clock.
            </p>
            <h4>How sure is an accuracy?</h4>
            <p>
                A network that gets 980 of 1000 rows right might have got 975 or 985 of 1000 others. The 95 % interval
                says between which bounds its true accuracy lies: of all test tables drawn from the same source, about
                95 of 100 give an interval that holds it. The more rows, the narrower it is. It is Wilson's score
                interval, which is right for accuracies close to 100 % too.
            </p>
            <h4>Is one network really better than another?</h4>
            <p>
                Both classified the same rows, so only those count that one got right and the other wrong. If the
                networks were equally good, each would win about half of them, as heads and tails do. McNemar's p-value
                is the probability of a split at least as uneven as the one seen if that were so, from the exact
                binomial distribution. Below 5 %, chance is a poor explanation. That no difference is shown does not
                mean that there is none: a larger test table may show it.
            </p>
            <p>
                Three networks make 3 pairs, ten make 45, and of 45 tests of equals about two fall below 5 % by chance.
                Holm's correction raises the p-values so far that the risk of even one wrong verdict is at most 5 % for
                all pairs together. The verdict goes by it.
            </p>
            """;

    private static final String VIEW =
            """
            The accuracy of each network over the time that its training took, with the accuracy to reach and where it
            was reached; and the figures of both tables, with each test accuracy's interval drawn.
            """;

    /** Creates the factory; KNIME calls it. */
    public NetworkComparisonNodeFactory() {
        super(DefaultNode.create()
                .name("Network Comparison")
                .icon("network-comparison.png")
                .shortDescription("Compares networks by accuracy, computing time and size on the same test table.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .dynamicPorts(NetworkComparisonNodeFactory::ports)
                .model(model -> model.parametersClass(NetworkComparisonParameters.class)
                        .configure(NetworkComparisonNodeFactory::configure)
                        .execute(WithinHeap.execute("Network Comparison", NetworkComparisonNodeFactory::execute)))
                .addView(view -> ViewPage.declare(view, VIEW))
                .nodeType(NodeType.Other)
                .keywords(
                        "benchmark",
                        "speed",
                        "confidence interval",
                        "significance",
                        "McNemar",
                        "Wilson",
                        "Holm",
                        "RNN",
                        "CNN",
                        "LSTM",
                        "neural network",
                        "deep learning")
                .addExternalResource(
                        "https://doi.org/10.1080/01621459.1927.10502953",
                        "Wilson: Probable Inference, the Law of Succession, and Statistical Inference (1927), on the "
                                + "interval")
                .addExternalResource(
                        "https://doi.org/10.1007/BF02295996",
                        "McNemar: Note on the Sampling Error of the Difference between Correlated Proportions or "
                                + "Percentages (1947)")
                .addExternalResource(
                        "https://www.jstor.org/stable/4615733",
                        "Holm: A Simple Sequentially Rejective Multiple Test Procedure (1979)"));
    }

    private static void ports(DynamicPortsAdder ports) {
        ports.addInputPortGroup("test", group -> group.name("Test table")
                        .description("The rows to classify: a column of sequences and a column of labels. No network "
                                + "may have learned from them.")
                        .fixed(BufferedDataTable.TYPE))
                .addInputPortGroup("first", group -> group.name("First network")
                        .description("A trained network to compare.")
                        .fixed(NetworkPortObject.TYPE))
                .addInputPortGroup("second", group -> group.name("Second network")
                        .description("A trained network to compare it with.")
                        .fixed(NetworkPortObject.TYPE))
                // ports that an extendable group always has are not described in KNIME, so it has none
                .addInputPortGroup("networks", group -> group.name("Further network")
                        .description("Further trained networks to compare, as many as there are: add ports in the "
                                + "node's \"...\" menu.")
                        .extendable()
                        .supportedTypes(NetworkPortObject.TYPE))
                .addOutputPortGroup("comparison", group -> group.name("Comparison")
                        .description("A row a network, in the order of the ports: epochs; seconds of training, without "
                                + "its validation, and of an epoch (median); the accuracy to reach, and the seconds of "
                                + "training until the validation accuracy first reached it, missing if it never did; "
                                + "parameters; floating-point operations a sequence, missing if sequences differ in "
                                + "length; sequences a second in training and in classifying (medians); test accuracy "
                                + "with the bounds of its 95 % interval; how many rows were right and wrong.")
                        .fixed(BufferedDataTable.TYPE))
                .addOutputPortGroup("pairs", group -> group.name("Pairs")
                        .description("A row a pair of networks: how many rows both, only the first, only the second and"
                                + " neither got right; McNemar's p-value, the same with Holm's correction for the"
                                + " number of pairs, and what it shows, in words.")
                        .fixed(BufferedDataTable.TYPE));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        NetworkComparisonParameters parameters = input.getParameters();
        ComparedNetworks.of(input.getInPortSpecs()).requireComparable(parameters.table(input.getInTableSpec(0)));
        output.setOutSpec(0, ComparisonTables.NETWORKS);
        output.setOutSpec(1, ComparisonTables.PAIRS);
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        NetworkComparisonParameters parameters = input.getParameters();
        BufferedDataTable table = input.getInTable(0);
        var exec = input.getExecutionContext();
        try {
            var columns = parameters.table(table.getDataTableSpec());
            var comparison = NetworkComparison.of(input.getInPortObjects(), columns, parameters)
                    .on(table, exec);
            output.setOutData(0, ComparisonTables.networks(comparison, exec));
            output.setOutData(1, ComparisonTables.pairs(comparison, exec));
            output.setInternalData(ViewData.keep(ComparisonView.of(comparison), exec));
            comparison.warning().ifPresent(output::setWarningMessage);
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        }
    }
}
