package org.knime.filehandling.core.connections;

import java.util.stream.Stream;

/** What a location of the category {@link FSCategory#RELATIVE} is relative to. */
public enum RelativeTo {
    SPACE("knime.space", "Current Hub Space"),
    MOUNTPOINT("knime.mountpoint", "Current mountpoint"),
    WORKFLOW("knime.workflow", "Current workflow"),
    WORKFLOW_DATA("knime.workflow.data", "Current workflow data area");

    private final String settingsValue;
    private final String label;

    RelativeTo(String settingsValue, String label) {
        this.settingsValue = settingsValue;
        this.label = label;
    }

    /** @throws IllegalArgumentException if the text names nothing that a location can be relative to */
    public static RelativeTo fromSettingsValue(String string) {
        return Stream.of(values())
                .filter(value -> value.settingsValue.equals(string))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("A location cannot be relative to \"" + string + "\"."));
    }

    /** Returns the specifier that stands for this in an {@link FSLocation}. */
    public String getSettingsValue() {
        return settingsValue;
    }

    public String getLabel() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
