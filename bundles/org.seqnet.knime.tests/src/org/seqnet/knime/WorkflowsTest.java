package org.seqnet.knime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.workflow.NodeContainer;
import org.knime.core.node.workflow.NodeContainerState;
import org.knime.core.node.workflow.WorkflowLoadHelper;
import org.knime.core.node.workflow.WorkflowManager;
import org.knime.core.node.workflow.WorkflowPersistor.LoadResultEntry.LoadResultEntryType;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;
import org.seqnet.knime.backtest.ForecastScorerNodeFactory;
import org.seqnet.knime.backtest.ForecastScorerParameters;
import org.seqnet.knime.comparison.NetworkComparisonNodeFactory;
import org.seqnet.knime.comparison.NetworkComparisonParameters;
import org.seqnet.knime.example.ExampleDataReaderNodeFactory;
import org.seqnet.knime.example.ExampleDataReaderParameters;
import org.seqnet.knime.explainer.NetworkExplainerNodeFactory;
import org.seqnet.knime.explainer.NetworkExplainerParameters;
import org.seqnet.knime.file.NetworkReaderNodeFactory;
import org.seqnet.knime.file.NetworkReaderParameters;
import org.seqnet.knime.file.NetworkWriterNodeFactory;
import org.seqnet.knime.file.NetworkWriterParameters;
import org.seqnet.knime.idx.IdxReaderNodeFactory;
import org.seqnet.knime.idx.IdxReaderParameters;
import org.seqnet.knime.image.ImageFileReaderNodeFactory;
import org.seqnet.knime.image.ImageFileReaderParameters;
import org.seqnet.knime.image.ImageFolderReaderNodeFactory;
import org.seqnet.knime.image.ImageFolderReaderParameters;
import org.seqnet.knime.learner.CnnLearnerNodeFactory;
import org.seqnet.knime.learner.CnnLearnerParameters;
import org.seqnet.knime.learner.CnnRnnLearnerNodeFactory;
import org.seqnet.knime.learner.CnnRnnLearnerParameters;
import org.seqnet.knime.learner.GruLearnerNodeFactory;
import org.seqnet.knime.learner.GruLearnerParameters;
import org.seqnet.knime.learner.LstmLearnerNodeFactory;
import org.seqnet.knime.learner.LstmLearnerParameters;
import org.seqnet.knime.learner.RnnLearnerNodeFactory;
import org.seqnet.knime.learner.RnnLearnerParameters;
import org.seqnet.knime.learner.RocketLearnerNodeFactory;
import org.seqnet.knime.learner.RocketLearnerParameters;
import org.seqnet.knime.learner.SequenceCnnLearnerNodeFactory;
import org.seqnet.knime.learner.SequenceCnnLearnerParameters;
import org.seqnet.knime.multilabel.MultiLabelScorerNodeFactory;
import org.seqnet.knime.multilabel.MultiLabelScorerParameters;
import org.seqnet.knime.predictor.NetworkPredictorNodeFactory;
import org.seqnet.knime.predictor.NetworkPredictorParameters;
import org.seqnet.knime.scene.SceneComposerNodeFactory;
import org.seqnet.knime.scene.SceneComposerParameters;
import org.seqnet.knime.scorer.PredictionScorerNodeFactory;
import org.seqnet.knime.scorer.PredictionScorerParameters;
import org.seqnet.knime.scorer.StepLabelScorerNodeFactory;
import org.seqnet.knime.scorer.StepLabelScorerParameters;
import org.seqnet.knime.sequence.SequenceReshaperNodeFactory;
import org.seqnet.knime.sequence.SequenceReshaperParameters;
import org.seqnet.knime.spark.SparkNetworkLearnerNodeFactory;
import org.seqnet.knime.spark.SparkNetworkLearnerParameters;

/** The workflows of this repository hold exactly the settings that the nodes have: KNIME refuses a node with fewer. */
public class WorkflowsTest {
    private static final int FEWEST_NODES = 195;
    private static final Map<String, Class<? extends NodeParameters>> PARAMETERS = Map.ofEntries(
            Map.entry(IdxReaderNodeFactory.class.getName(), IdxReaderParameters.class),
            Map.entry(ExampleDataReaderNodeFactory.class.getName(), ExampleDataReaderParameters.class),
            Map.entry(ImageFileReaderNodeFactory.class.getName(), ImageFileReaderParameters.class),
            Map.entry(ImageFolderReaderNodeFactory.class.getName(), ImageFolderReaderParameters.class),
            Map.entry(SceneComposerNodeFactory.class.getName(), SceneComposerParameters.class),
            Map.entry(SequenceReshaperNodeFactory.class.getName(), SequenceReshaperParameters.class),
            Map.entry(LstmLearnerNodeFactory.class.getName(), LstmLearnerParameters.class),
            Map.entry(GruLearnerNodeFactory.class.getName(), GruLearnerParameters.class),
            Map.entry(RnnLearnerNodeFactory.class.getName(), RnnLearnerParameters.class),
            Map.entry(CnnLearnerNodeFactory.class.getName(), CnnLearnerParameters.class),
            Map.entry(CnnRnnLearnerNodeFactory.class.getName(), CnnRnnLearnerParameters.class),
            Map.entry(SequenceCnnLearnerNodeFactory.class.getName(), SequenceCnnLearnerParameters.class),
            Map.entry(RocketLearnerNodeFactory.class.getName(), RocketLearnerParameters.class),
            Map.entry(SparkNetworkLearnerNodeFactory.class.getName(), SparkNetworkLearnerParameters.class),
            Map.entry(NetworkPredictorNodeFactory.class.getName(), NetworkPredictorParameters.class),
            Map.entry(PredictionScorerNodeFactory.class.getName(), PredictionScorerParameters.class),
            Map.entry(StepLabelScorerNodeFactory.class.getName(), StepLabelScorerParameters.class),
            Map.entry(MultiLabelScorerNodeFactory.class.getName(), MultiLabelScorerParameters.class),
            Map.entry(ForecastScorerNodeFactory.class.getName(), ForecastScorerParameters.class),
            Map.entry(NetworkComparisonNodeFactory.class.getName(), NetworkComparisonParameters.class),
            Map.entry(NetworkExplainerNodeFactory.class.getName(), NetworkExplainerParameters.class),
            Map.entry(NetworkReaderNodeFactory.class.getName(), NetworkReaderParameters.class),
            Map.entry(NetworkWriterNodeFactory.class.getName(), NetworkWriterParameters.class));

    @Test
    void there_are_workflows_to_look_at() throws IOException {
        assertThat(nodes()).hasSizeGreaterThanOrEqualTo(FEWEST_NODES);
    }

    @ParameterizedTest
    @MethodSource("ourNodes")
    void each_node_has_exactly_the_settings_of_its_kind(Path node) throws Exception {
        var saved = settings(node);
        var parameters = PARAMETERS.get(saved.getString("factory"));

        assertThat(parameters).as(saved.getString("factory")).isNotNull();
        assertThat(afterLoading(parameters, saved.getNodeSettings("model"))).isEqualTo(saved.getNodeSettings("model"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void each_workflow_loads_without_complaint_and_its_nodes_are_ready_to_run(Path workflow) throws Exception {
        assumeTrue(System.getProperty("osgi.install.area") != null, "nodes are found by their extensions");
        var folder = workflow.toFile();

        var result = WorkflowManager.loadProject(folder, new ExecutionMonitor(), new WorkflowLoadHelper(folder));

        assertThat(result.hasErrors() || result.hasWarningEntries())
                .as(result.getFilteredError("", LoadResultEntryType.Warning))
                .isFalse();
        // files and sets tell labels and networks only when they are read, so what follows may have to wait
        var manager = result.getWorkflowManager();
        var nodes = manager.getNodeContainers();
        boolean learnsLater = nodes.stream()
                .map(NodeContainer::getName)
                .anyMatch(List.of("Network Reader", "Scene Composer", "Spark Network Learner")::contains);
        assertThat(nodes)
                .filteredOn(node -> !scores(node, manager))
                .filteredOn(node -> !(learnsLater
                        && List.of("Network Predictor", "Multi-Label Scorer").contains(node.getName())))
                .extracting(NodeContainer::getNodeContainerState)
                .allMatch(NodeContainerState::isConfigured);
    }

    private static boolean scores(NodeContainer node, WorkflowManager manager) {
        return List.of("Prediction Scorer", "Step Label Scorer").contains(node.getName())
                || manager.getIncomingConnectionsFor(node.getID()).stream()
                        .map(connection -> manager.getNodeContainer(connection.getSource()))
                        .anyMatch(source -> scores(source, manager));
    }

    private static <P extends NodeParameters> NodeSettings afterLoading(Class<P> type, NodeSettingsRO model)
            throws Exception {
        var loaded = NodeParametersUtil.loadSettings(model, type);
        loaded.validate();
        var again = new NodeSettings("model");
        NodeParametersUtil.saveSettings(type, loaded, again);
        return again;
    }

    private static NodeSettings settings(Path node) throws IOException {
        try (var in = Files.newInputStream(node)) {
            return (NodeSettings) NodeSettings.loadFromXML(in);
        }
    }

    static List<Path> nodes() throws IOException {
        try (var files = Files.walk(repository().resolve("workflows"), 3)) {
            return files.filter(file -> file.endsWith("settings.xml")).sorted().toList();
        }
    }

    /** KNIME's own nodes check their settings when their workflow is loaded. */
    static List<Path> ourNodes() throws Exception {
        var ours = new ArrayList<Path>();
        for (var node : nodes()) {
            if (!settings(node).getString("node-bundle-symbolic-name").startsWith("org.knime.")) {
                ours.add(node);
            }
        }
        return ours;
    }

    public static List<Path> workflows() throws IOException {
        return nodes().stream()
                .map(node -> node.getParent().getParent())
                .distinct()
                .toList();
    }

    /** Tests run in the folder of their bundle, two below the repository. */
    public static Path repository() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("workflows"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
