package org.knime.core.node;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;

/** A Swing dialog; named in signatures only, for the embedded runtime has no user interface. */
public abstract class NodeDialogPane {

    /** For subclasses. */
    protected NodeDialogPane() {}

    /** Shows settings. */
    protected void loadSettingsFrom(final NodeSettingsRO settings, final PortObjectSpec[] specs)
            throws NotConfigurableException {}

    /** Shows settings. */
    protected void loadSettingsFrom(final NodeSettingsRO settings, final DataTableSpec[] specs)
            throws NotConfigurableException {}

    /** Takes over what the user has chosen. */
    protected abstract void saveSettingsTo(final NodeSettingsWO settings) throws InvalidSettingsException;
}
