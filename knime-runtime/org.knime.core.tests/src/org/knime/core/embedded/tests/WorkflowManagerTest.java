package org.knime.core.embedded.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.NodeContainer;
import org.knime.core.node.workflow.NodeID;
import org.knime.core.node.workflow.NodeMessage;
import org.knime.core.node.workflow.VariableType.IntType;
import org.knime.core.node.workflow.WorkflowCreationHelper;
import org.knime.core.node.workflow.WorkflowManager;

class WorkflowManagerTest {
    private WorkflowManager workflow;

    @BeforeEach
    void begin() {
        GateNodeFactory.close();
        workflow = WorkflowManager.ROOT.createAndAddProject("test", new WorkflowCreationHelper());
    }

    @AfterEach
    void end() {
        WorkflowManager.ROOT.removeProject(workflow.getID());
    }

    private NodeID rows(int rows) throws InvalidSettingsException {
        var id = workflow.createAndAddNode(new RowsNodeFactory());
        setRows(id, rows);
        return id;
    }

    private void setRows(NodeID id, int rows) throws InvalidSettingsException {
        var settings = new NodeSettings("settings");
        workflow.saveNodeSettings(id, settings);
        settings.getNodeSettings("model").getNodeSettings("shape").addInt("rows", rows);
        workflow.loadNodeSettings(id, settings);
    }

    private NodeID after(NodeID source, TestNodeFactory<?> factory) {
        var id = workflow.createAndAddNode(factory);
        workflow.addConnection(source, 1, id, 1);
        return id;
    }

    private NodeContainer node(NodeID id) {
        return workflow.getNodeContainer(id);
    }

    @Test
    void a_chain_is_executed_in_order() throws Exception {
        var rows = rows(5);
        var count = after(rows, new CountNodeFactory());

        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();

        assertThat(workflow.getNodeContainerState().isExecuted()).isTrue();
        var table = (BufferedDataTable) node(rows).getOutPort(1).getPortObject();
        assertThat(table.size()).isEqualTo(5);
        assertThat(((CountPortObject) node(count).getOutPort(1).getPortObject()).count())
                .isEqualTo(5);
        assertThat(node(count).getOutPort(1).getPortObject().getSummary()).isEqualTo("5 rows");
    }

    @Test
    void a_node_whose_input_spec_is_unknown_before_execution_is_configured_on_the_way() throws Exception {
        var count = after(rows(5), new CountNodeFactory());
        var gate = after(count, new GateNodeFactory());
        GateNodeFactory.OPEN.release();

        assertThat(node(gate).getNodeContainerState().isIdle()).isTrue();
        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();

        // the gate got a copy made by the serializers, not the object itself
        assertThat(node(gate).getOutPort(1).getPortObject())
                .isInstanceOf(CountPortObject.class)
                .isNotSameAs(node(count).getOutPort(1).getPortObject());
    }

    @Test
    void a_failing_node_stops_what_depends_on_it_and_nothing_else() throws Exception {
        var failing = rows(13);
        var waiting = after(failing, new CountNodeFactory());
        var other = after(rows(2), new CountNodeFactory());

        assertThat(workflow.executeAllAndWaitUntilDone()).isFalse();

        assertThat(node(failing).getNodeMessage())
                .isEqualTo(NodeMessage.newError("Execute failed: thirteen rows bring bad luck"));
        assertThat(node(failing).getNodeContainerState().isConfigured()).isTrue();
        assertThat(node(waiting).getNodeContainerState().isConfigured()).isTrue();
        assertThat(node(waiting).getNodeMessage()).isEqualTo(NodeMessage.NONE);
        assertThat(node(other).getNodeContainerState().isExecuted()).isTrue();
    }

    @Test
    void a_failed_node_runs_once_its_settings_are_mended() throws Exception {
        var rows = rows(13);
        workflow.executeAllAndWaitUntilDone();

        setRows(rows, 14);

        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();
        assertThat(node(rows).getNodeMessage()).isEqualTo(NodeMessage.NONE);
    }

    @Test
    void a_node_that_cannot_be_configured_says_why_and_is_not_executed() throws Exception {
        var rows = rows(0);

        assertThat(node(rows).getNodeContainerState().isIdle()).isTrue();
        assertThat(node(rows).getNodeMessage()).isEqualTo(NodeMessage.newWarning("no rows are asked for"));
        assertThat(workflow.executeAllAndWaitUntilDone()).isFalse();
        assertThat(node(rows).getNodeContainerState().isIdle()).isTrue();
    }

    @Test
    void refused_settings_leave_the_former_ones() throws Exception {
        var rows = rows(4);

        assertThatThrownBy(() -> setRows(rows, -1))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("rows must not be negative");

        workflow.executeAllAndWaitUntilDone();
        assertThat(((BufferedDataTable) node(rows).getOutPort(1).getPortObject()).size())
                .isEqualTo(4);
    }

    @Test
    void a_cancelled_node_is_configured_and_can_run_again() throws Exception {
        var rows = rows(2);
        var gate = after(rows, new GateNodeFactory());
        var count = after(gate, new CountNodeFactory());
        var progress = new CopyOnWriteArrayList<String>();
        node(gate)
                .addProgressListener(
                        event -> progress.add(event.getNodeProgress().getMessage()));

        workflow.executeAll();
        GateNodeFactory.ARRIVED.acquire();
        assertThat(node(gate).getNodeContainerState().isExecutionInProgress()).isTrue();
        assertThat(node(count).getNodeContainerState().isWaitingToBeExecuted()).isTrue();
        workflow.cancelExecution();
        assertThat(workflow.waitWhileInExecution(0, TimeUnit.SECONDS)).isTrue();

        assertThat(node(rows).getNodeContainerState().isExecuted()).isTrue();
        assertThat(node(gate).getNodeContainerState().isConfigured()).isTrue();
        assertThat(node(gate).getNodeMessage().getMessageType()).isEqualTo(NodeMessage.Type.WARNING);
        assertThat(node(count).getNodeContainerState().isConfigured()).isTrue();
        assertThat(progress).contains("at the gate");

        GateNodeFactory.OPEN.release();
        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();
    }

    @Test
    void independent_branches_run_side_by_side() throws Exception {
        var rows = rows(2);
        after(rows, new GateNodeFactory());
        after(rows, new GateNodeFactory());

        workflow.executeAll();
        GateNodeFactory.ARRIVED.acquire(2); // both are at the gate before either may pass
        GateNodeFactory.OPEN.release(2);

        assertThat(workflow.waitWhileInExecution(0, TimeUnit.SECONDS)).isTrue();
        assertThat(workflow.getNodeContainerState().isExecuted()).isTrue();
    }

    @Test
    void flow_variables_reach_nodes_further_down() throws Exception {
        var rows = rows(6);
        var count = after(rows, new CountNodeFactory());

        workflow.executeAllAndWaitUntilDone();

        assertThat(node(count)
                        .getFlowObjectStack()
                        .getAllAvailableFlowVariables()
                        .get("rows made")
                        .getValue(IntType.INSTANCE))
                .isEqualTo(6);
    }

    private void control(NodeID id, String variable) throws InvalidSettingsException {
        var settings = new NodeSettings("settings");
        workflow.saveNodeSettings(id, settings);
        var overlay = settings.addNodeSettings("variables");
        overlay.addString("version", "V_2019_09_13");
        var leaf = overlay.addNodeSettings("tree").addNodeSettings("shape").addNodeSettings("rows");
        leaf.addString("used_variable", variable);
        leaf.addString("exposed_variable", "rows exposed");
        workflow.loadNodeSettings(id, settings);
    }

    @Test
    void a_workflow_variable_overwrites_a_setting_and_the_setting_is_exposed() throws Exception {
        var rows = rows(6);
        var count = after(rows, new CountNodeFactory());
        control(rows, "wanted");
        workflow.addWorkflowVariables(false, new FlowVariable("wanted", 9));

        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();

        assertThat(((CountPortObject) node(count).getOutPort(1).getPortObject()).count())
                .isEqualTo(9);
        assertThat(node(count)
                        .getFlowObjectStack()
                        .getAllAvailableFlowVariables()
                        .get("rows exposed")
                        .getValue(IntType.INSTANCE))
                .isEqualTo(9);
        // what is stored stays as the user set it
        var settings = new NodeSettings("settings");
        workflow.saveNodeSettings(rows, settings);
        assertThat(settings.getNodeSettings("model").getNodeSettings("shape").getInt("rows"))
                .isEqualTo(6);
    }

    @Test
    void a_missing_variable_is_named_with_the_setting_that_wants_it() throws Exception {
        var rows = rows(6);

        control(rows, "wanted");

        assertThat(node(rows).getNodeMessage())
                .isEqualTo(NodeMessage.newWarning("Flow variables cannot be laid over the settings: "
                        + "Unknown variable \"wanted\" for the setting \"rows\"."));
        assertThat(node(rows).getNodeContainerState().isIdle()).isTrue();
    }

    @Test
    void a_variable_of_the_wrong_type_is_refused() throws Exception {
        var rows = rows(6);
        control(rows, "wanted");

        workflow.addWorkflowVariables(false, new FlowVariable("wanted", "many"));

        assertThat(node(rows).getNodeMessage())
                .isEqualTo(NodeMessage.newWarning(
                        "Flow variables cannot be laid over the settings: The flow variable \"wanted\""
                                + " (STRING: many) is of the wrong type for the setting \"rows\" (xint)."));
    }

    @Test
    void a_reset_takes_the_results_of_all_that_depends_on_the_node() throws Exception {
        var rows = rows(6);
        var count = after(rows, new CountNodeFactory());
        workflow.executeAllAndWaitUntilDone();

        workflow.resetAndConfigureNode(rows);

        assertThat(node(count).getOutPort(1).getPortObject()).isNull();
        assertThat(node(rows).getNodeContainerState().isConfigured()).isTrue();
        assertThat(node(count).getNodeContainerState().isConfigured()).isTrue();
    }

    @Test
    void a_connection_that_closes_a_circle_is_refused() throws Exception {
        var gate = workflow.createAndAddNode(new GateNodeFactory());
        var second = after(gate, new GateNodeFactory());

        assertThatThrownBy(() -> workflow.addConnection(second, 1, gate, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The connection %s (1) -> %s (1) would close a circle.", second, gate);
    }
}
