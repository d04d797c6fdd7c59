package org.knime.filehandling.core.connections;

/** A kind of place for files, as workflows name it. */
public enum FSCategory {
    LOCAL,
    RELATIVE,
    MOUNTPOINT,
    HUB_SPACE,
    CUSTOM_URL,
    CONNECTED
}
