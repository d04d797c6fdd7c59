package org.seqnet.knime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.NodeContainer;
import org.knime.core.node.workflow.WorkflowLoadHelper;
import org.knime.core.node.workflow.WorkflowManager;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;
import org.seqnet.knime.learner.LstmLearnerParameters;
import org.seqnet.knime.learner.SequenceCnnLearnerParameters;
import org.seqnet.knime.sequence.SequenceReshaperParameters;

/** The workflows for a user's own data show new nodes: their settings are the proposals, but for what they explain. */
class NewNodesTest {
    private WorkflowManager workflow;

    @BeforeEach
    void nodes_are_found_by_their_extensions() {
        assumeTrue(System.getProperty("osgi.install.area") != null, "nodes are found by their extensions");
    }

    @AfterEach
    void unload() {
        if (workflow != null) {
            WorkflowManager.ROOT.removeProject(workflow.getID());
        }
    }

    @ParameterizedTest
    @CsvSource({"sensor-recordings, 1, 2, 1", "machine-state, 1, 2, 8", "rare-failures, 1, 2, 1"})
    void each_sequence_reshaper_is_new_but_for_its_step_size(String name, int reader, int reshaper, int stepSize)
            throws Exception {
        load(name);

        assertThat(model(reshaper))
                .isEqualTo(anew(
                        SequenceReshaperParameters.class, reader, model -> model.addInt("windowStride", stepSize)));
    }

    @ParameterizedTest
    @CsvSource({
        "sensor-recordings, 3, person, 2, 128, NONE",
        "machine-state, 3, machine, 1, 64, NONE",
        "rare-failures, 3, '', 1, 32, NONE",
        "rare-failures, 4, '', 1, 32, BALANCED"
    })
    void each_learner_is_new_but_for_its_groups_size_and_weights(
            String name, int learner, String group, int layers, int units, String weights) throws Exception {
        load(name);
        assertThat(model(learner)).isEqualTo(anew(LstmLearnerParameters.class, 2, model -> {
            try {
                model.getNodeSettings("validation").addBoolean("keepGroups", !group.isEmpty());
                model.getNodeSettings("validation").addString("groupColumn", group);
                model.getNodeSettings("architecture").addInt("layers", layers);
                model.getNodeSettings("architecture").addInt("hiddenUnits", units);
                model.getNodeSettings("loss").addString("classWeights", weights);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "7, org.seqnet.knime.learner.LstmLearnerParameters",
        "8, org.seqnet.knime.learner.GruLearnerParameters",
        "9, org.seqnet.knime.learner.SequenceCnnLearnerParameters",
        "10, org.seqnet.knime.learner.RocketLearnerParameters"
    })
    void each_learner_to_compare_is_new_but_for_the_size_of_the_sequence_cnn(
            int learner, Class<? extends NodeParameters> type) throws Exception {
        load("which-network");

        assertThat(model(learner)).isEqualTo(anew(type, 2, model -> {
            if (type.equals(SequenceCnnLearnerParameters.class)) {
                try {
                    model.getNodeSettings("architecture").addInt("filters", 16);
                    model.getNodeSettings("architecture").addInt("depth", 3);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        }));
    }

    private void load(String name) throws Exception {
        var folder =
                WorkflowsTest.repository().resolve("workflows").resolve(name).toFile();
        workflow = WorkflowManager.loadProject(folder, new ExecutionMonitor(), new WorkflowLoadHelper(folder))
                .getWorkflowManager();
    }

    private NodeContainer node(int id) {
        return workflow.getNodeContainers().stream()
                .filter(node -> node.getID().getIndex() == id)
                .findFirst()
                .orElseThrow();
    }

    private NodeSettings model(int id) throws Exception {
        var saved = new NodeSettings("settings");
        workflow.saveNodeSettings(node(id).getID(), saved);
        return saved.getNodeSettings("model");
    }

    /** Returns the settings of a node that a user drags behind another, after a change. */
    private <P extends NodeParameters> NodeSettings anew(Class<P> type, int source, Consumer<NodeSettings> change)
            throws Exception {
        var spec = node(source).getOutPort(1).getPortObjectSpec();
        var model = new NodeSettings("model");
        NodeParametersUtil.saveSettings(
                type, NodeParametersUtil.createSettings(type, new PortObjectSpec[] {spec}), model);
        change.accept(model);
        return model;
    }
}
