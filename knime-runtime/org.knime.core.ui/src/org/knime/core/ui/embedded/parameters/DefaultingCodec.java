package org.knime.core.ui.embedded.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Reads the default of a field, taken from a new instance of its group, if none of its entries is there. */
record DefaultingCodec(Codec present, String[][] presentPaths, ParameterField field) implements Codec {

    @Override
    public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
        return PresentForm.hasAny(settings, presentPaths)
                ? present.load(settings)
                : field.get(Instances.of(field.group()));
    }

    @Override
    public void save(Object value, NodeSettingsWO settings) {
        present.save(value, settings);
    }
}
