package org.knime.core.ui.embedded.parameters;

import java.util.List;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Reads and writes the fields of a group, all into the same settings. */
record GroupCodec(Class<?> group, List<Entry> entries) implements Codec {

    /** A field and what reads and writes it. */
    record Entry(ParameterField field, Codec codec) {}

    @Override
    public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
        var loaded = Instances.of(group);
        for (var entry : entries) {
            entry.field.set(loaded, entry.codec.load(settings));
        }
        return loaded;
    }

    @Override
    public void save(Object value, NodeSettingsWO settings) {
        if (value == null) {
            throw new NullPointerException(
                    "A group of parameters, " + group.getName() + ", is null; it cannot be saved.");
        }
        for (var entry : entries) {
            entry.codec.save(entry.field.get(value), settings);
        }
    }
}
