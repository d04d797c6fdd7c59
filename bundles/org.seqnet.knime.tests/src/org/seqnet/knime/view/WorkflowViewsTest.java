package org.seqnet.knime.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.string;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.port.PortUtil;
import org.knime.core.node.workflow.NativeNodeContainer;
import org.knime.core.node.workflow.NodeOutPort;
import org.knime.core.node.workflow.WorkflowLoadHelper;
import org.knime.core.node.workflow.WorkflowManager;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.node.view.NodeViewFactory;
import org.knime.core.webui.page.Page;
import org.seqnet.knime.Tables;
import org.seqnet.knime.WorkflowsTest;

/** The views of a workflow's nodes before and after it is executed, as KNIME asks for them. */
class WorkflowViewsTest {
    private static final String SAMPLE = "fashion-mnist-sample";
    private static final String NOTHING =
            "{\"result\":{\"view\":\"message\",\"text\":\"No data to display. Execute the node.\"}}";

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
                settings, Files.readString(settings).replaceFirst("(epochs\" type=\"xint\" value=\")[0-9]+", "$12"));
        workflow = open(copy);
    }

    private static WorkflowManager open(Path project) throws Exception {
        return WorkflowManager.loadProject(
                        project.toFile(), new ExecutionMonitor(), new WorkflowLoadHelper(project.toFile()))
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
                .contains("{\"name\":\"Sequences\",\"value\":\"known after execution\"}");
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
        show("LSTM Learner", "4 x .drawing .curve", "LSTM, 2 layers of 128 units");
        show("Prediction Scorer", "100 x td[data-at]", "24 x img", "Most confident mistakes");
        show("IDX Reader", "60 x img", "2,000 rows.");
        var network = PortViewsTest.executed(networkPort().getPortObject());
        showAs(
                "network-port",
                network.getPage(),
                PortViewsTest.data(network),
                "3 x .layers tbody tr",
                "10 x .labels li");

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
                .contains("\"curves\":{\"steps\":")
                .doesNotContain("\"picture\"");
        showAs("gestures", "Sequence Reshaper", "90 x .drawing .curve", "circle left");
        showAs("gestures-scores", "Prediction Scorer", "25 x td[data-at]", "0 x img", "Most confident mistakes");
    }

    /** Does by hand what KNIME does, as this runtime opens every workflow without its data. */
    @Test
    void when_a_workflow_is_saved_and_opened_again_all_views_show_the_same() throws Exception {
        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();
        var nodes = List.of("IDX Reader", "Sequence Reshaper", "LSTM Learner", "Prediction Scorer");
        var shown = nodes.stream().map(this::data).toList();
        var held = nodes.stream()
                .map(node -> container(node).getNode().getInternalHeldPortObjects())
                .toList();
        var network = networkPort().getPortObject();

        WorkflowManager.ROOT.removeProject(workflow.getID());
        workflow = open(folder.resolve(SAMPLE));
        for (int i = 0; i < nodes.size(); i++) {
            ((PortObjectHolder) model(nodes.get(i))).setInternalPortObjects(savedAndLoaded(held.get(i)));
        }

        assertThat(nodes.stream().map(this::data).toList()).isEqualTo(shown);
        assertThat(PortViewsTest.data(PortViewsTest.executed(savedAndLoaded(network))))
                .isEqualTo(PortViewsTest.data(PortViewsTest.executed(network)));
    }

    /** Tables of texts, and nothing else, lie in a saved workflow in a form that every version of KNIME reads. */
    private static PortObject[] savedAndLoaded(PortObject[] held) throws Exception {
        assertThat(held).hasSizeBetween(1, 2);
        var loaded = new PortObject[held.length];
        for (int i = 0; i < held.length; i++) {
            var table = (BufferedDataTable) held[i];
            var spec = new NodeSettings("spec");
            table.getDataTableSpec().save(spec);
            assertThat(table.getDataTableSpec()).isNotEmpty().allSatisfy(column -> assertThat(column.getType())
                    .isEqualTo(StringCell.TYPE));
            loaded[i] = Tables.table(
                    DataTableSpec.load(spec),
                    Tables.rows(table).stream()
                            .map(row -> row.stream()
                                    .map(cell -> string(((StringValue) cell).getStringValue()))
                                    .toArray(DataCell[]::new))
                            .toArray(DataCell[][]::new));
        }
        return loaded;
    }

    private static PortObject savedAndLoaded(PortObject object) throws Exception {
        var file = new ByteArrayOutputStream();
        PortUtil.writeObjectToStream(object, file, new ExecutionMonitor());
        return PortUtil.readObjectFromStream(new ByteArrayInputStream(file.toByteArray()), new ExecutionMonitor());
    }

    private void show(String node, String... expected) throws Exception {
        showAs(node.toLowerCase(Locale.ROOT).replace(' ', '-'), node, expected);
    }

    private void showAs(String picture, String node, String... expected) throws Exception {
        showAs(picture, view(node).getPage(), data(node), expected);
    }

    private void showAs(String picture, Page source, String data, String... expected) throws Exception {
        String page;
        try (var in = source.getInputStream()) {
            page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var browser = Browser.orSkip(folder);
        assertThat(browser.open(picture, page, data)).hasSize(4).allSatisfy(pane -> {
            assertThat(pane.facts()).contains(Browser.NOTHING_WRONG);
            assertThat(expected).isNotEmpty().allMatch(pane::shows);
        });
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
