package org.knime.core.webui.node.dialog;

/** A kind of settings, which lie under a key of their own among those of a node. */
public enum SettingsType {
    MODEL("model", "variables"),
    VIEW("view", "view_variables"),
    JOB_MANAGER("job.manager", "no_variables");

    private final String configKey;
    private final String variablesConfigKey;

    SettingsType(String configKey, String variablesConfigKey) {
        this.configKey = configKey;
        this.variablesConfigKey = variablesConfigKey;
    }

    public String getConfigKey() {
        return configKey;
    }

    /** Returns the key under which the flow variables lie that overwrite these settings. */
    public String getVariablesConfigKey() {
        return variablesConfigKey;
    }
}
