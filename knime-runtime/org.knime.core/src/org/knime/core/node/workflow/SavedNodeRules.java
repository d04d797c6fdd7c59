package org.knime.core.node.workflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeSettingsRO;

/** What KNIME insists on in a node's settings file beside the settings of its model. */
final class SavedNodeRules {
    private static final String UNKNOWN = "\"%s\" is no state of a node.";

    private final NodeSettingsRO settings;
    private final List<String> violations = new ArrayList<>();

    private SavedNodeRules(NodeSettingsRO settings) {
        this.settings = settings;
    }

    private interface Rule {
        void check() throws InvalidSettingsException;
    }

    /** Returns a sentence for each thing that is missing or wrong. */
    static List<String> violations(NodeSettingsRO settings, Node node) {
        var rules = new SavedNodeRules(settings);
        rules.check("state", rules::checkState);
        rules.check("memory policy", () -> settings.getNodeSettings(Node.CFG_MISC_SETTINGS));
        rules.check("flow variables", rules::checkVariables);
        rules.check("content flag", () -> settings.getBoolean("hasContent"));
        rules.check("file stores", () -> settings.getNodeSettings("filestores").getString("file_store_location"));
        if (node.getNrOutPorts() > 1) {
            rules.check("ports", () -> rules.checkPorts(node.getNrOutPorts()));
        }
        return rules.violations;
    }

    private void check(String what, Rule rule) {
        try {
            rule.check();
        } catch (InvalidSettingsException e) {
            violations.add("The saved " + what + " cannot be read: " + e.getMessage());
        }
    }

    private void checkState() throws InvalidSettingsException {
        var state = settings.getString("state");
        if (Arrays.stream(InternalNodeContainerState.values())
                .noneMatch(known -> known.name().equals(state))) {
            throw new InvalidSettingsException(UNKNOWN.formatted(state));
        }
    }

    private void checkVariables() throws InvalidSettingsException {
        var stack = settings.getNodeSettings("flow_stack");
        for (var key : stack.keySet()) {
            var entry = stack.getNodeSettings(key);
            if ("variable".equals(entry.getString("type"))) {
                FlowVariable.load(entry);
            }
        }
    }

    private void checkPorts(int count) throws InvalidSettingsException {
        var ports = settings.getNodeSettings("ports");
        for (var key : ports.keySet()) {
            var port = ports.getNodeSettings(key);
            int index = port.getInt("index");
            if (index < 0 || index >= count) {
                throw new InvalidSettingsException("there is no output port " + index + ".");
            }
            port.getString("port_dir_location");
        }
    }
}
