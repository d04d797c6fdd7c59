package org.knime.core.ui.embedded.parameters;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Reads and writes a constant by its name. */
record EnumCodec(String key, Class<?> type, boolean nullable) implements Codec {

    @Override
    public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
        var name = settings.getString(key);
        if (name == null && nullable) {
            return null;
        }
        for (var constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new InvalidSettingsException("Setting \"" + key + "\" is \"" + name + "\"; it must be one of "
                + Stream.of(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .collect(Collectors.joining(", "))
                + ".");
    }

    @Override
    public void save(Object value, NodeSettingsWO settings) {
        settings.addString(key, value == null ? null : ((Enum<?>) value).name());
    }
}
