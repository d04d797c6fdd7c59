package org.knime.core.embedded.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeLogger.LEVEL;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.BatchExecutor;
import org.knime.core.node.workflow.FlowLoopContext;
import org.knime.core.node.workflow.NodeContainer;
import org.knime.core.node.workflow.NodeID;
import org.knime.core.node.workflow.NodeMessage;
import org.knime.core.node.workflow.WorkflowCreationHelper;
import org.knime.core.node.workflow.WorkflowLoadHelper;
import org.knime.core.node.workflow.WorkflowManager;
import org.knime.core.node.workflow.WorkflowPersistor.LoadResultEntry.LoadResultEntryType;

/** Values Loop Start with 2, 5, 3; Rows makes as many rows as the value says; Sizes Loop End collects the sizes. */
class LoopsTest {
    @TempDir
    Path folder;

    private WorkflowManager workflow;
    private NodeID start;
    private NodeID rows;
    private NodeID end;

    @BeforeEach
    void a_loop() throws Exception {
        GateNodeFactory.close();
        workflow = WorkflowManager.ROOT.createAndAddProject("loop", new WorkflowCreationHelper());
        start = add(new ValuesLoopNodeFactory());
        rows = rows("value");
        end = add(new SizesLoopEndNodeFactory());
        workflow.addConnection(start, 1, rows, 0);
        workflow.addConnection(rows, 1, end, 1);
    }

    @AfterEach
    void remove() {
        WorkflowManager.ROOT.removeProject(workflow.getID());
    }

    private NodeID add(TestNodeFactory<?> factory) {
        return workflow.createAndAddNode(factory);
    }

    /** A node that makes as many rows as a variable says. */
    private NodeID rows(String variable) throws InvalidSettingsException {
        var id = add(new RowsNodeFactory());
        var settings = settings(id);
        var overlay = settings.addNodeSettings("variables");
        overlay.addString("version", "V_2019_09_13");
        var leaf = overlay.addNodeSettings("tree").addNodeSettings("shape").addNodeSettings("rows");
        leaf.addString("used_variable", variable);
        leaf.addString("exposed_variable", null);
        workflow.loadNodeSettings(id, settings);
        return id;
    }

    private NodeSettings settings(NodeID id) {
        var settings = new NodeSettings("settings");
        workflow.saveNodeSettings(id, settings);
        return settings;
    }

    private void setValues(NodeID id, int... values) throws InvalidSettingsException {
        var settings = settings(id);
        settings.getNodeSettings("model").addIntArray("values", values);
        workflow.loadNodeSettings(id, settings);
    }

    private NodeContainer node(NodeID id) {
        return workflow.getNodeContainer(id);
    }

    private List<Integer> sizes(NodeID id) {
        var sizes = new ArrayList<Integer>();
        for (DataRow row : (BufferedDataTable) node(id).getOutPort(1).getPortObject()) {
            sizes.add(Integer.valueOf(row.getCell(0).toString()));
        }
        return sizes;
    }

    @Test
    void each_iteration_sees_its_own_variables() {
        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();

        assertThat(sizes(end)).containsExactly(2, 5, 3);
        assertThat(node(end).getNodeMessage()).isEqualTo(NodeMessage.NONE);
    }

    @Test
    void a_loop_of_one_iteration_ends_after_it() throws Exception {
        setValues(start, 4);

        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();

        assertThat(sizes(end)).containsExactly(4);
    }

    @Test
    void behind_the_end_variables_of_the_loop_are_not_seen_but_those_before_it_are() throws Exception {
        var before = add(new RowsNodeFactory());
        workflow.addConnection(before, 0, start, 0);
        var behind = add(new CountNodeFactory());
        workflow.addConnection(end, 1, behind, 1);

        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();

        var variables = node(behind).getFlowObjectStack().getAllAvailableFlowVariables();
        assertThat(variables).doesNotContainKey("value");
        assertThat(variables.get("rows made").getValueAsString()).isEqualTo("3"); // of the node before
        assertThat(node(behind).getFlowObjectStack().peek(FlowLoopContext.class))
                .isNull();
        assertThat(node(end)
                        .getFlowObjectStack()
                        .getAllAvailableFlowVariables()
                        .get("value")
                        .getValueAsString())
                .isEqualTo("3");
    }

    @Test
    void variables_do_not_pile_up_from_iteration_to_iteration() {
        workflow.executeAllAndWaitUntilDone();

        Iterable<?> stack = node(rows).getFlowObjectStack();
        assertThat(stack)
                .extracting(Object::toString)
                .startsWith(
                        "\"value\" (INTEGER: 3)",
                        "<Inner Loop Context (#execute) - Owner: " + start + ">",
                        "\"value\" (INTEGER: 1)",
                        "<Loop Context (Head " + start + ", Tail " + end + ")>")
                .filteredOn(object -> object.contains("value"))
                .hasSize(2);
    }

    @Test
    void a_loop_can_be_repeated_after_a_reset() {
        workflow.executeAllAndWaitUntilDone();

        workflow.resetAndConfigureAll();

        assertThat(node(end).getNodeContainerState().isConfigured()).isTrue();
        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();
        assertThat(sizes(end)).containsExactly(2, 5, 3);
    }

    @Test
    void a_reset_within_a_loop_that_has_begun_resets_all_of_it() {
        workflow.executeAllAndWaitUntilDone();

        workflow.resetAndConfigureNode(rows);

        assertThat(node(start).getNodeContainerState().isConfigured()).isTrue();
        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();
        assertThat(sizes(end)).containsExactly(2, 5, 3);
    }

    @Test
    void the_loop_stops_at_an_iteration_that_fails() throws Exception {
        setValues(start, 2, 13, 3);
        var behind = add(new CountNodeFactory());
        workflow.addConnection(end, 1, behind, 1);

        assertThat(workflow.executeAllAndWaitUntilDone()).isFalse();

        assertThat(node(rows).getNodeMessage())
                .isEqualTo(NodeMessage.newError("Execute failed: thirteen rows bring bad luck"));
        assertThat(node(start).getNodeContainerState().isExecuted()).isTrue();
        assertThat(node(end).getNodeContainerState().isConfigured()).isTrue();
        assertThat(node(end).getNodeMessage()).isEqualTo(NodeMessage.NONE);
        assertThat(node(behind).getNodeContainerState().isConfigured()).isTrue();

        setValues(start, 2, 3);
        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();
        assertThat(sizes(end)).containsExactly(2, 3);
    }

    @Test
    void a_batch_run_with_an_iteration_that_fails_ends_with_4() throws Exception {
        setValues(start, 2, 13, 3);
        workflow.save(folder.toFile(), new ExecutionMonitor(), true);
        var log = new StringWriter();
        NodeLogger.addKNIMEConsoleWriter(log, LEVEL.INFO, LEVEL.FATAL);

        int code = BatchExecutor.mainRun("-reset", "-failonloaderror", "-nosave", "-workflowDir=" + folder);

        NodeLogger.removeWriter(log);
        assertThat(code).isEqualTo(4);
        assertThat(log.toString())
                .contains("Rows (2) was not executed: Execute failed: thirteen rows bring bad luck")
                .contains("1 more node was not executed, for want of input.");
    }

    @Test
    void a_loop_is_saved_as_knime_saves_it() throws Exception {
        workflow.executeAllAndWaitUntilDone();
        workflow.resetAndConfigureAll();

        workflow.save(folder.toFile(), new ExecutionMonitor(), true);

        NodeSettings saved;
        try (var in = Files.newInputStream(folder.resolve("Values Loop Start (#1)/settings.xml"))) {
            saved = (NodeSettings) NodeSettings.loadFromXML(in);
        }
        var stack = saved.getNodeSettings("flow_stack");
        assertThat(saved.getString("state")).isEqualTo("CONFIGURED");
        assertThat(stack.keySet()).containsExactly("Loop_0", "Variable_1");
        assertThat(stack.getNodeSettings("Loop_0").getString("type")).isEqualTo("loopcontext");
        assertThat(stack.getNodeSettings("Variable_1").getString("name")).isEqualTo("value");
        var loaded = WorkflowManager.loadProject(
                folder.toFile(), new ExecutionMonitor(), new WorkflowLoadHelper(folder.toFile()));
        assertThat(loaded.getFilteredError("", LoadResultEntryType.Warning))
                .isEqualTo("Status: Ok: " + folder.getFileName());
        WorkflowManager.ROOT.removeProject(loaded.getWorkflowManager().getID());
    }

    @Test
    void the_loop_stops_at_an_iteration_whose_settings_are_refused() throws Exception {
        setValues(start, 2, -1, 3);

        assertThat(workflow.executeAllAndWaitUntilDone()).isFalse();

        assertThat(node(rows).getNodeMessage()).isEqualTo(NodeMessage.newWarning("rows must not be negative"));
        assertThat(node(end).getNodeContainerState().isExecutionInProgress()).isFalse();
    }

    @Test
    void a_canceled_loop_stops_and_can_be_executed_again() throws Exception {
        var gate = add(new GateNodeFactory());
        workflow.addConnection(rows, 1, gate, 1);
        workflow.addConnection(gate, 0, end, 0);

        workflow.executeAll();
        GateNodeFactory.ARRIVED.acquire();
        GateNodeFactory.OPEN.release();
        GateNodeFactory.ARRIVED.acquire(); // in the second iteration
        workflow.cancelExecution();
        assertThat(workflow.waitWhileInExecution(0, TimeUnit.SECONDS)).isTrue();

        assertThat(node(gate).getNodeContainerState().isConfigured()).isTrue();
        assertThat(node(end).getNodeContainerState().isConfigured()).isTrue();

        workflow.resetAndConfigureAll();
        GateNodeFactory.OPEN.release(3);
        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();
        assertThat(sizes(end)).containsExactly(2, 5, 3);
    }

    @Test
    void an_iteration_waits_for_side_branches_of_the_one_before() throws Exception {
        var gate = add(new GateNodeFactory());
        workflow.addConnection(rows, 1, gate, 1);

        workflow.executeAll();
        for (int i = 0; i < 3; i++) {
            GateNodeFactory.ARRIVED.acquire();
            assertThat(((BufferedDataTable) node(rows).getOutPort(1).getPortObject()).size())
                    .isEqualTo(List.of(2, 5, 3).get(i).longValue());
            GateNodeFactory.OPEN.release();
        }

        assertThat(workflow.waitWhileInExecution(0, TimeUnit.SECONDS)).isTrue();
        assertThat(workflow.getNodeContainerState().isExecuted()).isTrue();
        assertThat(sizes(end)).containsExactly(2, 5, 3);
    }

    @Test
    void a_loop_within_a_loop_begins_anew_in_each_iteration() throws Exception {
        var outerStart = add(new ValuesLoopNodeFactory());
        setValues(outerStart, 7, 8);
        var outerEnd = add(new SizesLoopEndNodeFactory());
        workflow.addConnection(outerStart, 1, start, 0);
        workflow.addConnection(end, 1, outerEnd, 1);

        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();

        assertThat(sizes(end)).containsExactly(2, 5, 3);
        assertThat(sizes(outerEnd)).containsExactly(3, 3);
    }

    @Test
    void a_branch_that_leaves_the_loop_is_refused() throws Exception {
        var behind = rows("value");
        workflow.addConnection(end, 0, behind, 0);
        var both = add(new CountNodeFactory());
        workflow.addConnection(rows, 0, both, 0);
        workflow.addConnection(behind, 1, both, 1);

        assertThat(workflow.executeAllAndWaitUntilDone()).isFalse();

        assertThat(node(end).getNodeMessage())
                .isEqualTo(NodeMessage.newError(
                        "Loop Body wired incorrectly (Branches are not permitted to leave loops!)."));
    }

    @Test
    void a_second_end_of_a_loop_is_refused() {
        var second = add(new SizesLoopEndNodeFactory());
        workflow.addConnection(rows, 1, second, 1);

        assertThat(workflow.executeAllAndWaitUntilDone()).isFalse();

        assertThat(List.of(node(end), node(second)))
                .extracting(NodeContainer::getNodeMessage)
                .contains(NodeMessage.newError("Loop end already assigned (start node has more than one end node)"));
    }

    @Test
    void inputs_from_different_loops_cannot_meet() {
        var other = add(new ValuesLoopNodeFactory());

        workflow.addConnection(other, 1, end, 0);

        assertThat(node(end).getNodeMessage())
                .isEqualTo(NodeMessage.newError("Can't merge FlowVariable Stacks! (likely a loop problem.)"));
        assertThat(node(end).getNodeContainerState().isIdle()).isTrue();
    }

    @Test
    void an_end_without_a_start_is_not_configured() {
        var lonely = add(new SizesLoopEndNodeFactory());
        workflow.addConnection(add(new RowsNodeFactory()), 1, lonely, 1);

        assertThat(node(lonely).getNodeMessage()).isEqualTo(NodeMessage.newWarning("no loop start"));
    }
}
