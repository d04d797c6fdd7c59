package org.knime.core.ui.embedded.parameters;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.knime.core.data.DataType;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.data.location.FSLocationSerializationUtils;

/**
 * A type that settings hold as one entry, and how.
 *
 * @param placeholder what an empty {@link Optional} of this type writes
 */
record ValueKind<T>(Reader<T> reader, Writer<T> writer, T placeholder) {

    interface Reader<T> {
        T read(NodeSettingsRO settings, String key) throws InvalidSettingsException;
    }

    interface Writer<T> {
        void write(NodeSettingsWO settings, String key, T value);
    }

    private static final Map<Class<?>, ValueKind<?>> KINDS = new HashMap<>();

    static {
        add(Integer.class, NodeSettingsRO::getInt, NodeSettingsWO::addInt, 0);
        add(Long.class, NodeSettingsRO::getLong, NodeSettingsWO::addLong, 0L);
        add(Double.class, NodeSettingsRO::getDouble, NodeSettingsWO::addDouble, 0.0);
        add(Float.class, NodeSettingsRO::getFloat, NodeSettingsWO::addFloat, 0.0f);
        add(Byte.class, NodeSettingsRO::getByte, NodeSettingsWO::addByte, (byte) 0);
        add(Character.class, NodeSettingsRO::getChar, NodeSettingsWO::addChar, ' ');
        add(Boolean.class, NodeSettingsRO::getBoolean, NodeSettingsWO::addBoolean, false);
        add(String.class, NodeSettingsRO::getString, NodeSettingsWO::addString, null);
        add(int[].class, NodeSettingsRO::getIntArray, NodeSettingsWO::addIntArray, new int[0]);
        add(long[].class, NodeSettingsRO::getLongArray, NodeSettingsWO::addLongArray, new long[0]);
        add(double[].class, NodeSettingsRO::getDoubleArray, NodeSettingsWO::addDoubleArray, new double[0]);
        add(boolean[].class, NodeSettingsRO::getBooleanArray, NodeSettingsWO::addBooleanArray, new boolean[0]);
        add(String[].class, NodeSettingsRO::getStringArray, NodeSettingsWO::addStringArray, new String[0]);
        add(DataType.class, NodeSettingsRO::getDataType, NodeSettingsWO::addDataType, StringCell.TYPE);
        add(
                FSLocation.class,
                (settings, key) -> FSLocationSerializationUtils.loadFSLocation(settings.getNodeSettings(key)),
                (settings, key, value) ->
                        FSLocationSerializationUtils.saveFSLocation(value, settings.addNodeSettings(key)),
                new FSLocation(FSCategory.LOCAL, ""));
        add(Void.class, (settings, key) -> null, (settings, key, value) -> {}, null);
    }

    private static <T> void add(Class<T> type, Reader<T> reader, Writer<T> writer, T placeholder) {
        KINDS.put(type, new ValueKind<>(reader, writer, placeholder));
    }

    static Optional<ValueKind<?>> of(Class<?> type) {
        return Optional.ofNullable(KINDS.get(type.isPrimitive() ? wrapper(type) : type));
    }

    private static Class<?> wrapper(Class<?> primitive) {
        return java.lang.invoke.MethodType.methodType(primitive).wrap().returnType();
    }

    /** Returns what reads and writes a value of this type under {@code key}. */
    Codec under(String key) {
        return new Codec() {
            @Override
            public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
                return reader.read(settings, key);
            }

            @Override
            @SuppressWarnings("unchecked")
            public void save(Object value, NodeSettingsWO settings) {
                writer.write(settings, key, (T) value);
            }
        };
    }
}
