package org.knime.core.node.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knime.core.embedded.workflow.SettingsEntry;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.config.Config;
import org.knime.core.node.config.base.ConfigBaseRO;
import org.knime.core.node.workflow.VariableType.InvalidConfigEntryException;

/**
 * The {@code variables} part of a node's settings: a tree like the settings' own whose leaves name the flow variable
 * that overwrites a setting, and the one under which its value is passed on.
 */
final class SettingsOverlay {
    private static final String TREE = "tree";
    private static final String VERSION = "version";
    private static final String USED = "used_variable";
    private static final String EXPOSED = "exposed_variable";

    private final ConfigBaseRO tree;

    private SettingsOverlay(ConfigBaseRO tree) {
        this.tree = tree;
    }

    /** @throws InvalidSettingsException if a newer overlay has no tree */
    static SettingsOverlay of(NodeSettingsRO variables) throws InvalidSettingsException {
        // overlays older than 2019 are the tree themselves
        return new SettingsOverlay(variables.containsKey(VERSION) ? variables.getConfigBase(TREE) : variables);
    }

    /**
     * Overwrites settings in place.
     *
     * @return the variables to pass on
     * @throws InvalidSettingsException if a variable does not exist or does not fit, naming variable and setting
     */
    List<FlowVariable> applyTo(Config settings, Map<String, FlowVariable> variables) throws InvalidSettingsException {
        var exposed = new ArrayList<FlowVariable>();
        try {
            apply(tree, settings, variables, exposed);
        } catch (InvalidSettingsException e) {
            throw new InvalidSettingsException("Flow variables cannot be laid over the settings: " + e.getMessage(), e);
        }
        return exposed;
    }

    private static void apply(
            ConfigBaseRO overlay, Config settings, Map<String, FlowVariable> variables, List<FlowVariable> exposed)
            throws InvalidSettingsException {
        for (var key : overlay.keySet()) {
            var leaf = overlay.getConfigBase(key);
            boolean used = leaf.containsKey(USED);
            if (!used && !leaf.containsKey(EXPOSED)) {
                if (settings.containsKey(key)) {
                    apply(leaf, settings.getConfig(key), variables, exposed);
                }
                continue;
            }
            if (!settings.containsKey(key)) {
                throw new InvalidSettingsException("there is no setting \"" + key + "\" to overwrite.");
            }
            var name = leaf.getString(USED, null);
            if (name != null) {
                overwrite(settings, key, name, variables);
            }
            var exposedName = leaf.getString(EXPOSED, null);
            if (exposedName != null) {
                exposed.add(expose(settings, key, exposedName));
            }
        }
    }

    private static void overwrite(Config settings, String key, String name, Map<String, FlowVariable> variables)
            throws InvalidSettingsException {
        var variable = variables.get(name);
        if (variable == null) {
            throw new InvalidSettingsException("Unknown variable \"" + name + "\" for the setting \"" + key + "\".");
        }
        try {
            if (!variable.getVariableType().canOverwrite(settings, key)) {
                throw new InvalidSettingsException(
                        "The flow variable " + variable + " is of the wrong type for the setting \"" + key + "\" ("
                                + settings.getEntry(key).getType() + ").");
            }
            variable.getVariableValue().overwrite(settings, key);
        } catch (InvalidConfigEntryException e) {
            throw new InvalidSettingsException(
                    e.getErrorMessageWithVariableName(name).orElse(e.getMessage()), e);
        }
    }

    private static FlowVariable expose(Config settings, String key, String name) throws InvalidSettingsException {
        var type = SettingsEntry.of(settings, key).naturalType();
        if (type.isEmpty()) {
            throw new InvalidSettingsException(
                    "the setting \"" + key + "\" cannot become the flow variable \"" + name + "\".");
        }
        return exposed(name, type.get(), settings, key);
    }

    private static <T> FlowVariable exposed(String name, VariableType<T> type, Config settings, String key)
            throws InvalidSettingsException {
        try {
            return new FlowVariable(name, type, type.createFrom(settings, key));
        } catch (InvalidConfigEntryException e) {
            throw new InvalidSettingsException(
                    e.getErrorMessageWithVariableName(name).orElse(e.getMessage()), e);
        }
    }
}
