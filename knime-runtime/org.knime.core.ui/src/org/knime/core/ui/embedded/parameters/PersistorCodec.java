package org.knime.core.ui.embedded.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.persistence.NodeParametersPersistor;

/** Leaves reading and writing to the class that a {@code @Persistor} names. */
record PersistorCodec(NodeParametersPersistor<Object> persistor) implements Codec {

    @Override
    public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
        return persistor.load(settings);
    }

    @Override
    public void save(Object value, NodeSettingsWO settings) {
        persistor.save(value, settings);
    }
}
