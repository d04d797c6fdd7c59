package org.seqnet.knime.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeModel;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.workflow.NativeNodeContainer;
import org.knime.core.node.workflow.NodeOutPort;
import org.knime.core.node.workflow.WorkflowLoadHelper;
import org.knime.core.node.workflow.WorkflowManager;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.node.view.NodeViewFactory;
import org.knime.core.webui.page.Page;
import org.seqnet.knime.WorkflowsTest;

/** The views of a workflow's nodes before and after it is executed, as KNIME asks for them. */
class WorkflowViewsTest {
    private static final String SAMPLE = "fashion-mnist-sample";
    private static final String NOTHING = "{\"result\":{\"view\":\"message\",\"text\":\"There is nothing to show yet. "
            + "Execute the node.\"}}";

    @TempDir
    Path folder;

    private WorkflowManager workflow;

    @BeforeEach
    void load() throws Exception {
        var copy = folder.resolve(SAMPLE);
        copy(WorkflowsTest.repository().resolve("workflows").resolve(SAMPLE), copy);
        var settings = copy.resolve("LSTM Learner (#3)/settings.xml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace("epochs\" type=\"xint\" value=\"10", "epochs\" type=\"xint\" value=\"2"));
        workflow = WorkflowManager.loadProject(
                        copy.toFile(), new ExecutionMonitor(), new WorkflowLoadHelper(copy.toFile()))
                .getWorkflowManager();
    }

    @AfterEach
    void unload() {
        WorkflowManager.ROOT.removeProject(workflow.getID());
    }

    @Test
    void before_execution_they_say_that_there_is_nothing_to_show() {
        assertThat(data("LSTM Learner")).isEqualTo(NOTHING);
        assertThat(data("Prediction Scorer")).isEqualTo(NOTHING);
        assertThat(data("IDX Reader")).isEqualTo(NOTHING);
        assertThat(PortViewsTest.data(PortViewsTest.configured(networkPort().getPortObjectSpec())))
                .contains("\"outcome\":\"Not trained yet. Execute the node.\"")
                .contains("{\"name\":\"Sequences\",\"value\":\"28 time steps x 28 features\"}");
    }

    @Test
    void after_execution_they_show_it_in_a_browser_and_after_a_reset_no_more() throws Exception {
        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();

        assertThat(data("IDX Reader")).startsWith("{\"result\":{\"view\":\"gallery\",\"title\":\"image\"");
        assertThat(data("Sequence Reshaper")).startsWith("{\"result\":{\"view\":\"gallery\",\"title\":\"image\"");
        assertThat(data("LSTM Learner"))
                .startsWith("{\"result\":{\"view\":\"training\"")
                .contains("\"epochsRun\":2");
        assertThat(data("Prediction Scorer"))
                .startsWith("{\"result\":{\"view\":\"scores\",\"rows\":500,")
                .contains("data:image/png;base64,");
        show("LSTM Learner", "4 x .train path", "LSTM, 2 layers of 128 units");
        show("Prediction Scorer", "100 x td[data-at]", "24 x img", "Most confident mistakes");
        show("IDX Reader", "60 x img", "2,000 rows.");
        var network = PortViewsTest.executed(networkPort().getPortObject());
        show("network port", network.getPage(), PortViewsTest.data(network), "3 x .layers tbody tr", "10 x .labels li");

        workflow.resetAndConfigureAll();
        assertThat(data("LSTM Learner")).isEqualTo(NOTHING);
        assertThat(data("Prediction Scorer")).isEqualTo(NOTHING);
    }

    @Test
    void what_a_saved_workflow_gives_back_is_shown_again() throws Exception {
        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();
        var saved = ((PortObjectHolder) model("Prediction Scorer")).getInternalPortObjects();
        var shown = data("Prediction Scorer");

        workflow.resetAndConfigureAll();
        ((PortObjectHolder) model("Prediction Scorer")).setInternalPortObjects(saved);

        assertThat(data("Prediction Scorer")).isEqualTo(shown);
    }

    private void show(String node, String... expected) throws Exception {
        show(node, view(node).getPage(), data(node), expected);
    }

    private void show(String name, Page source, String data, String... expected) throws Exception {
        String page;
        try (var in = source.getInputStream()) {
            page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var browser = Browser.orSkip(folder);
        assertThat(browser.open(name.toLowerCase(Locale.ROOT).replace(' ', '-'), page, data))
                .allSatisfy(seen -> assertThat(seen).doesNotContain("problem:").contains(expected));
    }

    private String data(String node) {
        return view(node)
                .createInitialDataService()
                .map(InitialDataService::getInitialData)
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private NodeView view(String node) {
        var factory = (NodeViewFactory<NodeModel>) container(node).getNode().getFactory();
        return factory.createNodeView(model(node));
    }

    private NodeOutPort networkPort() {
        return container("LSTM Learner").getOutPort(1);
    }

    private NodeModel model(String node) {
        return container(node).getNodeModel();
    }

    private NativeNodeContainer container(String node) {
        return workflow.getNodeContainers().stream()
                .filter(container -> container.getName().equals(node))
                .map(NativeNodeContainer.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
