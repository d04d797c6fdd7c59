package org.knime.core.ui.embedded.parameters;

import java.util.Map;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.data.location.FSLocationSerializationUtils;

/** How settings hold a value of some type in one entry. */
record ValueKind<T>(Reader<T> reader, Writer<T> writer) {
    interface Reader<T> {
        T read(NodeSettingsRO settings, String key) throws InvalidSettingsException;
    }

    interface Writer<T> {
        void write(NodeSettingsWO settings, String key, T value);
    }

    private static final Map<Class<?>, ValueKind<?>> KINDS = Map.of(
            int.class, new ValueKind<>(NodeSettingsRO::getInt, NodeSettingsWO::addInt),
            long.class, new ValueKind<>(NodeSettingsRO::getLong, NodeSettingsWO::addLong),
            double.class, new ValueKind<>(NodeSettingsRO::getDouble, NodeSettingsWO::addDouble),
            boolean.class, new ValueKind<>(NodeSettingsRO::getBoolean, NodeSettingsWO::addBoolean),
            String.class, new ValueKind<>(NodeSettingsRO::getString, NodeSettingsWO::addString),
            String[].class, new ValueKind<>(NodeSettingsRO::getStringArray, NodeSettingsWO::addStringArray),
            FSLocation.class,
                    new ValueKind<FSLocation>(
                            (settings, key) ->
                                    FSLocationSerializationUtils.loadFSLocation(settings.getNodeSettings(key)),
                            (settings, key, value) ->
                                    FSLocationSerializationUtils.saveFSLocation(value, settings.addNodeSettings(key))),
            Void.class, new ValueKind<>((settings, key) -> null, (settings, key, value) -> {}));

    static Optional<ValueKind<?>> of(Class<?> type) {
        return Optional.ofNullable(KINDS.get(type));
    }
}
