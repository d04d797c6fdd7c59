package org.knime.base.embedded.settings;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.workflow.NativeNodeContainer;
import org.knime.core.node.workflow.NodeID;
import org.knime.core.node.workflow.WorkflowCreationHelper;
import org.knime.core.node.workflow.WorkflowManager;

/** A workflow of nodes with settings that KNIME saved. */
public final class TestWorkflow implements AutoCloseable {
    private final WorkflowManager workflow =
            WorkflowManager.ROOT.createAndAddProject("test", new WorkflowCreationHelper());

    public NodeID add(NodeFactory<?> factory) {
        return workflow.createAndAddNode(factory);
    }

    public NodeID add(NodeFactory<?> factory, SavedNode saved) throws Exception {
        var id = add(factory);
        workflow.loadNodeSettings(id, saved.settings());
        return id;
    }

    public void connect(NodeID source, int sourcePort, NodeID dest, int destPort) {
        workflow.addConnection(source, sourcePort, dest, destPort);
    }

    public boolean execute() {
        return workflow.executeAllAndWaitUntilDone();
    }

    public NativeNodeContainer node(NodeID id) {
        return (NativeNodeContainer) workflow.getNodeContainer(id);
    }

    public BufferedDataTable table(NodeID id) {
        return (BufferedDataTable) node(id).getOutPort(1).getPortObject();
    }

    public List<String> rows(NodeID id) {
        var rows = new ArrayList<String>();
        for (DataRow row : table(id)) {
            rows.add(row.toString());
        }
        return rows;
    }

    @Override
    public void close() {
        WorkflowManager.ROOT.removeProject(workflow.getID());
    }
}
