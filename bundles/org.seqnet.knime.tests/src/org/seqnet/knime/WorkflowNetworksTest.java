package org.seqnet.knime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.workflow.NodeContainer;
import org.knime.core.node.workflow.WorkflowLoadHelper;
import org.knime.core.node.workflow.WorkflowManager;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.exchange.RandomNetworks;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** The networks that the workflows of this repository train, with random weights, as ONNX Runtime computes them. */
class WorkflowNetworksTest {
    private static final List<String> ACGT = List.of("A", "C", "G", "T");

    @ParameterizedTest
    @MethodSource("org.seqnet.knime.WorkflowsTest#workflows")
    void each_network_of_a_workflow_is_exported_as_it_is(Path workflow) throws Exception {
        assumeTrue(System.getProperty("osgi.install.area") != null, "nodes are found by their extensions");
        var folder = workflow.toFile();
        var result = WorkflowManager.loadProject(folder, new ExecutionMonitor(), new WorkflowLoadHelper(folder));

        var networks = networks(result.getWorkflowManager());

        // what a file holds or Spark trains is known only once it is read
        boolean readsOnly = List.of("load-and-apply", "spark-local").contains(folder.getName());
        assertThat(networks.isEmpty()).isEqualTo(readsOnly);
        for (var network : networks) {
            int symbols = network.readsSymbols() ? ACGT.size() : 0;
            int labels = network.labels().map(LabelDomain::size).orElse(3);
            var architecture = new Architecture(
                    symbols == 0 ? Optional.empty() : Optional.of(Embedding.fitting(symbols)),
                    network.encoder() instanceof Rocket rocket
                            ? rocket.fitted(input(network).shape().timeSteps(), LinearClassifier.RIDGE)
                            : network.encoder(),
                    network.head().forLabels(labels),
                    network.members());
            RandomNetworks.requireExported(architecture, input(network), 5);
        }
    }

    private static List<NetworkPortObjectSpec> networks(WorkflowManager manager) {
        var networks = new ArrayList<NetworkPortObjectSpec>();
        for (NodeContainer node : manager.getNodeContainers()) {
            for (int port = 0; port < node.getNrOutPorts(); port++) {
                if (node.getName().endsWith("Learner")
                        && node.getOutPort(port).getPortObjectSpec() instanceof NetworkPortObjectSpec network) {
                    networks.add(network);
                }
            }
        }
        return networks;
    }

    private static NetworkInput input(NetworkPortObjectSpec network) {
        var shape = network.inputShape()
                .orElseGet(() -> network.readsSymbols() ? SequenceShape.ofAnyLength(1) : new SequenceShape(28, 28));
        var symbols = network.readsSymbols() ? Optional.of(new Vocabulary(ACGT)) : Optional.<Vocabulary>empty();
        return new NetworkInput(
                shape, network.preparation(), symbols, preprocessing(shape.features(), network.hasMask()));
    }

    private static Preprocessing preprocessing(int features, boolean mask) {
        var shifts = new double[features];
        var factors = new double[features];
        Arrays.setAll(shifts, feature -> 0.1 * feature);
        Arrays.setAll(factors, feature -> 1 + 0.01 * feature);
        return mask
                ? new Preprocessing(FeatureScale.STANDARDIZE, shifts, factors, Filling.LINEAR, shifts, true)
                : Preprocessing.NONE;
    }
}
