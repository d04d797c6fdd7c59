package org.knime.filehandling.core.connections;

/** A kind of place for files, as workflows name it. */
public enum FSCategory {
    LOCAL("Local File System"),
    RELATIVE("Relative to"),
    MOUNTPOINT("Mountpoint"),
    HUB_SPACE("Hub Space"),
    CUSTOM_URL("Custom/KNIME URL"),
    CONNECTED("");

    private final String label;

    FSCategory(String label) {
        this.label = label;
    }

    public String getLabel() {
        return label;
    }
}
