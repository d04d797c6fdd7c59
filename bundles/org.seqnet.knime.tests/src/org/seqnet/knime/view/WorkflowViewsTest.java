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
import org.knime.core.node.workflow.WorkflowLoadHelper;
import org.knime.core.node.workflow.WorkflowManager;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.node.view.NodeViewFactory;
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
        load(SAMPLE, "LSTM Learner (#3)");
    }

    private void load(String name, String learner) throws Exception {
        var copy = folder.resolve(name);
        copy(WorkflowsTest.repository().resolve("workflows").resolve(name), copy);
        var settings = copy.resolve(learner).resolve("settings.xml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replaceFirst("(epochs\" type=\"xint\" value=\")[0-9]+", "$12"));
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

        workflow.resetAndConfigureAll();
        assertThat(data("LSTM Learner")).isEqualTo(NOTHING);
        assertThat(data("Prediction Scorer")).isEqualTo(NOTHING);
    }

    @Test
    void sequences_of_different_lengths_are_drawn_and_their_mistakes_listed() throws Exception {
        unload();
        load("gestures-long-format", "LSTM Learner (#5)");
        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();

        assertThat(data("Sequence Reshaper")).startsWith("{\"result\":{\"view\":\"gallery\",\"title\":\"sequence\"");
        assertThat(data("Prediction Scorer"))
                .startsWith("{\"result\":{\"view\":\"scores\",\"rows\":200,\"skipped\":0,")
                .contains("\"picture\":null");
        showAs("gestures", "Sequence Reshaper", "90 x .curve", "circle left");
        showAs("gestures-scores", "Prediction Scorer", "25 x td[data-at]", "0 x img", "Most confident mistakes");
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
        showAs(node.toLowerCase(Locale.ROOT).replace(' ', '-'), node, expected);
    }

    private void showAs(String picture, String node, String... expected) throws Exception {
        String page;
        try (var in = view(node).getPage().getInputStream()) {
            page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var browser = Browser.orSkip(folder);
        assertThat(browser.open(picture, page, data(node)))
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
