package org.seqnet.knime.comparison;

import java.util.Arrays;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
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
                Classifies the same test table with two or more networks and reports which one is better, and at what
                cost: the training time, the time to reach a target accuracy, the number of parameters, the
                classification speed, the test accuracy, and whether the differences are statistically significant. The
                networks must predict one class per sequence; for networks with several labels, use the Multi-Label
                Scorer.
            </p>
            <p>
                Networks that predict numeric values are compared by their errors: R², mean absolute error (MAE) and
                root mean squared error (RMSE); for several targets, their means. Whether one network of a pair is
                closer to the actual values is decided by Wilcoxon's signed-rank test of the absolute errors of the same
                rows: a few large errors do not decide it. All networks must predict the same targets.
            </p>
            <p>
                Use test rows that were used neither for training nor for early stopping. Training times are taken
                from the training history of each network. They are only comparable if all networks were trained on
                the same, otherwise idle machine. To measure the classification speed, the networks take turns after a
                warm-up, and the median of the elapsed times is reported.
            </p>
            <p>
                Networks that read strings or lists look up each symbol in their own vocabulary. They can be compared
                if they split and cut sequences in the same way.
            </p>
            <h4>How reliable is the test accuracy?</h4>
            <p>
                A network that classifies 980 of 1000 rows correctly might get 975 or 985 of 1000 other rows right.
                The 95% confidence interval is the plausible range of the true accuracy: for about 95 of 100 test
                tables drawn from the same source, the interval contains the true accuracy. The more rows, the
                narrower the interval. The node uses Wilson's score interval, which is accurate even close to 100%.
            </p>
            <h4>Is the difference significant?</h4>
            <p>
                Since both networks classify the same rows, only the rows count that one network classifies correctly
                and the other does not. If both networks were equally good, each would win about half of these rows.
                McNemar's p-value is the probability of a difference at least this large in that case, computed from
                the exact binomial distribution. If it is at most 5%, chance is an unlikely explanation. A larger
                p-value does not prove that the networks are equally good: a larger test table may reveal a
                difference.
            </p>
            <p>
                Three networks make 3 pairs, ten make 45, and if all networks were equally good, about two of 45 tests
                would fall below 5% by chance. Holm's correction for multiple comparisons increases the p-values so
                that the risk of even one wrong verdict is at most 5% over all pairs. The verdict is based on the
                corrected p-value.
            </p>
            """;

    private static final String VIEW =
            """
            The accuracy of each network over its training time, with the target accuracy and where it was reached, and
            the values of both output tables, with the confidence interval of each test accuracy as a plot.
            """;

    /** Creates the factory; KNIME calls it. */
    public NetworkComparisonNodeFactory() {
        super(DefaultNode.create()
                .name("Network Comparison")
                .icon("network-comparison.png")
                .shortDescription("Compares the accuracy, computing time and size of networks on the same test table.")
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
                        "Wilcoxon",
                        "regression",
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
                        "https://doi.org/10.2307/3001968",
                        "Wilcoxon: Individual Comparisons by Ranking Methods (1945), on the signed-rank test")
                .addExternalResource(
                        "https://www.jstor.org/stable/4615733",
                        "Holm: A Simple Sequentially Rejective Multiple Test Procedure (1979)"));
    }

    private static void ports(DynamicPortsAdder ports) {
        ports.addInputPortGroup("test", group -> group.name("Test table")
                        .description("The rows to classify, with a column of sequences and a column of labels. They "
                                + "must not have been used for training.")
                        .fixed(BufferedDataTable.TYPE))
                .addInputPortGroup("first", group -> group.name("First network")
                        .description("A trained network to compare.")
                        .fixed(NetworkPortObject.TYPE))
                .addInputPortGroup("second", group -> group.name("Second network")
                        .description("A trained network to compare the first one with.")
                        .fixed(NetworkPortObject.TYPE))
                // ports that an extendable group always has are not described in KNIME, so it has none
                .addInputPortGroup("networks", group -> group.name("Further network")
                        .description(
                                "Any number of further trained networks to compare. Use the node's \"...\" menu to add "
                                        + "ports.")
                        .extendable()
                        .supportedTypes(NetworkPortObject.TYPE))
                .addOutputPortGroup("comparison", group -> group.name("Comparison")
                        .description("One row per network, in the order of the ports: number of epochs; training time "
                                + "without validation in seconds, in total and per epoch (median); target accuracy, "
                                + "and the training time until the validation accuracy first reached it (missing if "
                                + "never reached); number of parameters; floating-point operations per sequence "
                                + "(missing if sequences differ in length); sequences per second in training and "
                                + "classification (medians); test accuracy and the bounds of its 95% confidence "
                                + "interval; numbers of correct and wrong predictions. Of networks that predict "
                                + "values: "
                                + "R2, MAE and RMSE in place of accuracies and numbers.")
                        .fixed(BufferedDataTable.TYPE))
                .addOutputPortGroup("pairs", group -> group.name("Pairs")
                        .description("One row per pair of networks: the number of rows that both, only the first, only "
                                + "the second and neither classified correctly; McNemar's p-value, the same with "
                                + "Holm's correction for multiple comparisons, and the verdict. Of networks that "
                                + "predict "
                                + "values: how many rows the first or the second predicted more closely, and "
                                + "Wilcoxon's "
                                + "p-value.")
                        .fixed(BufferedDataTable.TYPE));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        NetworkComparisonParameters parameters = input.getParameters();
        var networks = ComparedNetworks.of(input.getInPortSpecs());
        networks.requireComparable(parameters.table(input.getInTableSpec(0), networks));
        output.setOutSpec(0, networks.predictValues() ? ValueTables.NETWORKS : ComparisonTables.NETWORKS);
        output.setOutSpec(1, networks.predictValues() ? ValueTables.PAIRS : ComparisonTables.PAIRS);
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        NetworkComparisonParameters parameters = input.getParameters();
        BufferedDataTable table = input.getInTable(0);
        var exec = input.getExecutionContext();
        try {
            var networks = ComparedNetworks.of(Arrays.stream(input.getInPortObjects())
                    .map(PortObject::getSpec)
                    .toArray(PortObjectSpec[]::new));
            var columns = parameters.table(table.getDataTableSpec(), networks);
            var compared = NetworkComparison.of(input.getInPortObjects(), columns, parameters);
            if (networks.predictValues()) {
                var comparison = compared.valuesOn(table, exec);
                output.setOutData(0, ValueTables.networks(comparison, exec));
                output.setOutData(1, ValueTables.pairs(comparison, exec));
                output.setInternalData(ViewData.keep(ValueComparisonView.of(comparison), exec));
                comparison.warning().ifPresent(output::setWarningMessage);
                return;
            }
            var comparison = compared.on(table, exec);
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
