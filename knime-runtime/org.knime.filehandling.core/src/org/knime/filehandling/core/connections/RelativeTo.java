package org.knime.filehandling.core.connections;

/** What a location of the category {@link FSCategory#RELATIVE} is relative to. */
public enum RelativeTo {
    SPACE("knime.space"),
    MOUNTPOINT("knime.mountpoint"),
    WORKFLOW("knime.workflow"),
    WORKFLOW_DATA("knime.workflow.data");

    private final String settingsValue;

    RelativeTo(String settingsValue) {
        this.settingsValue = settingsValue;
    }

    /** Returns the specifier that stands for this in an {@link FSLocation}. */
    public String getSettingsValue() {
        return settingsValue;
    }
}
