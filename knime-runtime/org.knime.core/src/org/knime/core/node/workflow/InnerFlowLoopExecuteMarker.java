package org.knime.core.node.workflow;

/** Lies on the stack below the variables of a loop's present iteration, which the next one takes off. */
public final class InnerFlowLoopExecuteMarker extends FlowObject {
    InnerFlowLoopExecuteMarker() {}

    @Override
    public String toString() {
        return "<Inner Loop Context (#execute) - Owner: " + getOwner() + ">";
    }
}
