package org.knime.core.webui.node.dialog.defaultdialog;

import java.util.Map;
import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.node.parameters.NodeParameters;

/** The dialog that parameter classes describe. This runtime keeps the class, and shows nothing. */
public final class DefaultNodeDialog implements NodeDialog {
    private final Map<SettingsType, Class<? extends NodeParameters>> settingsClasses;

    public DefaultNodeDialog(SettingsType settingsType, Class<? extends NodeParameters> settingsClass) {
        settingsClasses = Map.of(settingsType, settingsClass);
    }

    public Map<SettingsType, Class<? extends NodeParameters>> getSettingsClasses() {
        return settingsClasses;
    }
}
