package org.knime.filehandling.core.data.location;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.filehandling.core.connections.FSLocation;

/** Reads and writes locations as workflows hold them. */
public final class FSLocationSerializationUtils {
    private static final String CFG_PATH = "path";
    private static final String CFG_FS_SPECIFIER = "file_system_specifier";
    private static final String CFG_FS_CATEGORY = "file_system_type";
    private static final String CFG_LOCATION_PRESENT = "location_present";

    private FSLocationSerializationUtils() {}

    /** @throws InvalidSettingsException naming the key that is missing or has another type */
    public static FSLocation loadFSLocation(ConfigRO config) throws InvalidSettingsException {
        if (!config.getBoolean(CFG_LOCATION_PRESENT)) {
            return FSLocation.NULL;
        }
        return new FSLocation(
                config.getString(CFG_FS_CATEGORY),
                config.getString(CFG_FS_SPECIFIER, null),
                config.getString(CFG_PATH));
    }

    public static void saveFSLocation(FSLocation location, ConfigWO config) {
        config.addBoolean(CFG_LOCATION_PRESENT, location != FSLocation.NULL);
        if (location != FSLocation.NULL) {
            config.addString(CFG_FS_CATEGORY, location.getFileSystemCategory());
            location.getFileSystemSpecifier().ifPresent(specifier -> config.addString(CFG_FS_SPECIFIER, specifier));
            config.addString(CFG_PATH, location.getPath());
        }
    }
}
