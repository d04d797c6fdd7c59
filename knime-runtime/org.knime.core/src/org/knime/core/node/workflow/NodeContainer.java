package org.knime.core.node.workflow;

import java.util.concurrent.CopyOnWriteArrayList;
import org.knime.core.embedded.workflow.StoredForm;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.NodeProgressMonitor;

/** A node in a workflow, or a workflow: an id, a state, a message and a progress. */
public abstract class NodeContainer implements NodeProgressListener {
    private final WorkflowManager parent;
    private final NodeID id;
    private final NodeProgressMonitor progressMonitor = new DefaultNodeProgressMonitor();
    private final CopyOnWriteArrayList<NodeProgressListener> progressListeners = new CopyOnWriteArrayList<>();
    private volatile InternalNodeContainerState state = InternalNodeContainerState.IDLE;
    private InternalNodeContainerState stateWithoutResults = InternalNodeContainerState.IDLE;
    private volatile NodeMessage message = NodeMessage.NONE;

    /** The folder's name within the workflow's, and what its settings file held, once loaded or saved. */
    private StoredForm stored = StoredForm.NONE;

    NodeContainer(WorkflowManager parent, NodeID id) {
        this.parent = parent;
        this.id = id;
    }

    public final WorkflowManager getParent() {
        return parent;
    }

    public final NodeID getID() {
        return id;
    }

    public abstract String getName();

    public final String getNameWithID() {
        return getName() + " " + id;
    }

    abstract WorkflowManager getProjectManager();

    public NodeProgressMonitor getProgressMonitor() {
        return progressMonitor;
    }

    @Override
    public void progressChanged(NodeProgressEvent pe) {
        var event = new NodeProgressEvent(id, pe.getNodeProgress());
        progressListeners.forEach(listener -> listener.progressChanged(event));
    }

    public boolean addProgressListener(NodeProgressListener listener) {
        progressMonitor.addProgressListener(this); // only now: texts are made for those who look
        return progressListeners.addIfAbsent(listener);
    }

    public final NodeMessage getNodeMessage() {
        return message;
    }

    public final void setNodeMessage(NodeMessage newMessage) {
        message = newMessage == null ? NodeMessage.NONE : newMessage;
    }

    public NodeContainerState getNodeContainerState() {
        return getInternalState();
    }

    InternalNodeContainerState getInternalState() {
        return state;
    }

    /** Returns the state that the node has without results: where it was before it was executed. */
    InternalNodeContainerState stateWithoutResults() {
        return stateWithoutResults;
    }

    void setInternalState(InternalNodeContainerState newState) {
        if (newState == InternalNodeContainerState.IDLE || newState == InternalNodeContainerState.CONFIGURED) {
            stateWithoutResults = newState;
        }
        state = newState;
    }

    public abstract int getNrInPorts();

    public abstract NodeInPort getInPort(int index);

    public abstract int getNrOutPorts();

    public abstract NodeOutPort getOutPort(int index);

    public abstract FlowObjectStack getFlowObjectStack();

    /** Returns the text that the workflow was loaded with. */
    public NodeAnnotation getNodeAnnotation() {
        return new NodeAnnotation(
                WorkflowWriter.group(stored.settings(), "nodeAnnotation").getString("text", ""));
    }

    StoredForm stored() {
        return stored;
    }

    void setStored(StoredForm form) {
        stored = form;
    }
}
