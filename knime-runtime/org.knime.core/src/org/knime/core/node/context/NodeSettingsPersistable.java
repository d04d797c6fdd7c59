package org.knime.core.node.context;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Can be written to settings and read back. */
public interface NodeSettingsPersistable {

    /** Writes. */
    void saveSettingsTo(final NodeSettingsWO settings);

    /** Reads. */
    void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException;
}
