package org.knime.core.ui.embedded.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Puts what another codec reads and writes into settings of its own, under a key. */
record NestedCodec(String key, Codec nested) implements Codec {

    @Override
    public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
        return nested.load(settings.getNodeSettings(key));
    }

    @Override
    public void save(Object value, NodeSettingsWO settings) {
        nested.save(value, settings.addNodeSettings(key));
    }
}
