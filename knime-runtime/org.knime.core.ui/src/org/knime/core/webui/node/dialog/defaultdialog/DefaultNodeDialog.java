package org.knime.core.webui.node.dialog.defaultdialog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.core.webui.page.Page;
import org.knime.node.parameters.NodeParameters;

/** The dialog that parameter classes describe. This runtime keeps the classes, and shows nothing. */
public final class DefaultNodeDialog implements NodeDialog {

    private final Map<SettingsType, Class<? extends NodeParameters>> settingsClasses = new LinkedHashMap<>();

    public DefaultNodeDialog(SettingsType settingsType, Class<? extends NodeParameters> settingsClass) {
        settingsClasses.put(settingsType, settingsClass);
    }

    public DefaultNodeDialog(
            SettingsType settingsType1,
            Class<? extends NodeParameters> settingsClass1,
            SettingsType settingsType2,
            Class<? extends NodeParameters> settingsClass2) {
        this(settingsType1, settingsClass1);
        settingsClasses.put(settingsType2, settingsClass2);
    }

    @Override
    public Set<SettingsType> getSettingsTypes() {
        var types = new java.util.LinkedHashSet<>(settingsClasses.keySet());
        types.add(SettingsType.JOB_MANAGER);
        return Set.copyOf(types);
    }

    public Map<SettingsType, Class<? extends NodeParameters>> getSettingsClasses() {
        return Map.copyOf(settingsClasses);
    }

    @Override
    public Page getPage() {
        throw new UnsupportedOperationException("The embedded runtime has no user interface.");
    }
}
