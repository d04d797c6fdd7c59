package org.knime.core.node.workflow;

import java.util.List;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** A node that does work, with the settings that the user gave it. */
public abstract class SingleNodeContainer extends NodeContainer {
    /** Where a node keeps its output; the embedded runtime keeps everything in memory and only passes this on. */
    public enum MemoryPolicy {
        CacheInMemory,
        CacheSmallInMemory,
        CacheOnDisc
    }

    static final String CFG_MEMORY_POLICY = "memory_policy";
    static final String CFG_MODEL = "model";
    static final String CFG_VARIABLES = "variables";
    static final String CFG_VIEW = "view";
    static final String CFG_VIEW_VARIABLES = "view_variables";

    /**
     * A node's settings as they are stored, before flow variables are laid over them; null where the node has none.
     */
    public static final class SingleNodeContainerSettings {
        private MemoryPolicy memoryPolicy = MemoryPolicy.CacheSmallInMemory;
        private NodeSettingsRO model;
        private NodeSettingsRO variables;
        private NodeSettingsRO view;
        private NodeSettingsRO viewVariables;

        public SingleNodeContainerSettings() {
            // a new node: defaults
        }

        /** @throws InvalidSettingsException if the memory policy is none that exists */
        public SingleNodeContainerSettings(NodeSettingsRO settings) throws InvalidSettingsException {
            if (settings.containsKey(Node.CFG_MISC_SETTINGS)) {
                var policy = settings.getNodeSettings(Node.CFG_MISC_SETTINGS)
                        .getString(CFG_MEMORY_POLICY, memoryPolicy.name());
                try {
                    memoryPolicy = MemoryPolicy.valueOf(policy);
                } catch (IllegalArgumentException | NullPointerException e) {
                    throw new InvalidSettingsException("\"" + policy + "\" is no memory policy.", e);
                }
            }
            model = child(settings, CFG_MODEL);
            variables = child(settings, CFG_VARIABLES);
            view = child(settings, CFG_VIEW);
            viewVariables = child(settings, CFG_VIEW_VARIABLES);
        }

        private static NodeSettingsRO child(NodeSettingsRO settings, String key) throws InvalidSettingsException {
            return settings.containsKey(key) ? settings.getNodeSettings(key) : null;
        }

        public void save(NodeSettingsWO settings) {
            settings.addNodeSettings(Node.CFG_MISC_SETTINGS).addString(CFG_MEMORY_POLICY, memoryPolicy.name());
            copy(model, settings, CFG_MODEL);
            copy(variables, settings, CFG_VARIABLES);
            copy(view, settings, CFG_VIEW);
            copy(viewVariables, settings, CFG_VIEW_VARIABLES);
        }

        private static void copy(NodeSettingsRO from, NodeSettingsWO to, String key) {
            if (from != null) {
                from.copyTo(to.addNodeSettings(key));
            }
        }

        public NodeSettings getModelSettingsClone() {
            var clone = new NodeSettings(CFG_MODEL);
            if (model != null) {
                model.copyTo(clone);
            }
            return clone;
        }

        public NodeSettingsRO getModelSettings() {
            return model;
        }

        public void setModelSettings(NodeSettingsRO modelSettings) {
            model = modelSettings;
        }

        public NodeSettingsRO getVariablesSettings() {
            return variables;
        }
    }

    SingleNodeContainer(WorkflowManager parent, NodeID id) {
        super(parent, id);
    }

    @Override
    WorkflowManager getProjectManager() {
        return getParent();
    }

    public abstract ExecutionContext createExecutionContext();

    public abstract FlowObjectStack getOutgoingFlowObjectStack();

    public abstract boolean isModelCompatibleTo(Class<?> nodeModelClass);

    /** What nodes further down see: what this one saw, without the scope that it ends, and above it what it pushed. */
    public FlowObjectStack createOutFlowObjectStack() {
        var out = FlowObjectStack.merged(getID(), List.of(getFlowObjectStack()));
        if (isModelCompatibleTo(ScopeEndNode.class)) {
            out.pop(FlowScopeContext.class);
        }
        out.pushAllOwned(getOutgoingFlowObjectStack().bottomUp());
        return out;
    }
}
