package org.knime.core.ui.embedded.parameters;

import java.util.List;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.ConfigMigration;

/** Reads the first of some older forms that the settings have, or else the present one; writes the present one. */
record MigratingCodec(Codec present, String[][] presentPaths, List<ConfigMigration<?>> older) implements Codec {

    @Override
    public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
        for (var form : older) {
            if (matches(form, settings)) {
                return form.getLoader().load(settings);
            }
        }
        return present.load(settings);
    }

    private boolean matches(ConfigMigration<?> form, NodeSettingsRO settings) {
        if (form.getMatcher() != PresentForm.MISSING) {
            return form.getMatcher().test(settings);
        }
        if (presentPaths.length == 0) {
            throw new IllegalStateException("A migration without a matcher and without old keys needs a persistor that"
                    + " names its config paths; otherwise nothing tells the old form from the present one.");
        }
        return !PresentForm.hasAny(settings, presentPaths);
    }

    @Override
    public void save(Object value, NodeSettingsWO settings) {
        present.save(value, settings);
    }
}
