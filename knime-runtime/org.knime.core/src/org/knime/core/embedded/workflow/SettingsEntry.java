package org.knime.core.embedded.workflow;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.Config;
import org.knime.core.node.config.base.AbstractConfigEntry;
import org.knime.core.node.config.base.ConfigBase;
import org.knime.core.node.config.base.ConfigEntries;
import org.knime.core.node.workflow.VariableType;
import org.knime.core.node.workflow.VariableType.InvalidConfigEntryException;

/**
 * One entry of a node's settings, seen from a flow variable that overwrites it or is made from it. An array is a
 * sub-config that holds {@code array-size} and its elements under their indices.
 */
public final class SettingsEntry {
    private static final String ARRAY_SIZE = "array-size";

    private final Config config;
    private final String key;
    private final AbstractConfigEntry entry;

    private SettingsEntry(Config config, String key) {
        this.config = config;
        this.key = key;
        this.entry = config.getEntry(key);
    }

    public static SettingsEntry of(Config config, String key) {
        return new SettingsEntry(config, key);
    }

    private boolean isArray() {
        return entry instanceof ConfigBase array && array.containsKey(ARRAY_SIZE);
    }

    /** The type of the array's elements; nothing if it is empty, since an empty array has none. */
    private Optional<ConfigEntries> elementType() {
        return Optional.ofNullable(((ConfigBase) entry).getEntry("0")).map(AbstractConfigEntry::getType);
    }

    public boolean isOneOf(Set<ConfigEntries> types, boolean arraysOnly) {
        if (entry == null) {
            return false;
        }
        if (isArray()) {
            return elementType().map(types::contains).orElse(true);
        }
        return !arraysOnly && types.contains(entry.getType());
    }

    /** The type of the variable that this entry becomes when it is exposed as one. */
    public Optional<VariableType<?>> naturalType() {
        if (entry == null) {
            return Optional.empty();
        }
        boolean array = isArray();
        var type = array ? elementType().orElse(ConfigEntries.xstring) : entry.getType();
        return Optional.ofNullable(
                switch (type) {
                    case xboolean -> array ? VariableType.BooleanArrayType.INSTANCE : VariableType.BooleanType.INSTANCE;
                    case xbyte, xshort, xint -> array
                            ? VariableType.IntArrayType.INSTANCE
                            : VariableType.IntType.INSTANCE;
                    case xlong -> array ? VariableType.LongArrayType.INSTANCE : VariableType.LongType.INSTANCE;
                    case xfloat, xdouble -> array
                            ? VariableType.DoubleArrayType.INSTANCE
                            : VariableType.DoubleType.INSTANCE;
                    case xstring, xchar -> array
                            ? VariableType.StringArrayType.INSTANCE
                            : VariableType.StringType.INSTANCE;
                    default -> null;
                });
    }

    public Object get() throws InvalidSettingsException, InvalidConfigEntryException {
        if (isArray()) {
            return array(elementType().orElse(ConfigEntries.xstring));
        }
        return switch (entry.getType()) {
            case xboolean -> config.getBoolean(key);
            case xbyte -> (int) config.getByte(key);
            case xshort -> (int) config.getShort(key);
            case xint -> config.getInt(key);
            case xlong -> config.getLong(key);
            case xfloat -> (double) config.getFloat(key);
            case xdouble -> config.getDouble(key);
            case xchar -> Character.toString(config.getChar(key));
            case xstring -> config.getString(key);
            default -> throw new InvalidConfigEntryException("The setting \"" + key + "\" cannot become a variable.");
        };
    }

    private Object array(ConfigEntries elements) throws InvalidSettingsException, InvalidConfigEntryException {
        return switch (elements) {
            case xboolean -> Widening.boxing(config.getBooleanArray(key), Boolean[].class);
            case xint -> Widening.boxing(config.getIntArray(key), Integer[].class);
            case xlong -> Widening.boxing(config.getLongArray(key), Long[].class);
            case xdouble -> Widening.boxing(config.getDoubleArray(key), Double[].class);
            case xstring -> config.getStringArray(key);
            default -> throw new InvalidConfigEntryException("The setting \"" + key + "\" cannot become a variable.");
        };
    }

    /** @throws InvalidConfigEntryException if the value is out of the setting's range, or of another kind */
    public void set(Object value) throws InvalidConfigEntryException {
        if (isArray()) {
            setArray(value);
            return;
        }
        switch (entry.getType()) {
            case xboolean -> config.addBoolean(key, as(Boolean.class, value));
            case xbyte -> config.addByte(key, (byte) within(Byte.MIN_VALUE, Byte.MAX_VALUE, value));
            case xshort -> config.addShort(key, (short) within(Short.MIN_VALUE, Short.MAX_VALUE, value));
            case xint -> config.addInt(key, as(Integer.class, value));
            case xlong -> config.addLong(key, as(Long.class, value));
            case xfloat -> config.addFloat(key, as(Double.class, value).floatValue());
            case xdouble -> config.addDouble(key, as(Double.class, value));
            case xchar -> config.addChar(key, character(value));
            case xstring -> config.addString(key, as(String.class, value));
            case xtransientstring -> config.addTransientString(key, as(String.class, value));
            default -> throw mismatch(value);
        }
    }

    private void setArray(Object value) throws InvalidConfigEntryException {
        var elements = elementType();
        if (elements.isEmpty()) {
            elements = Optional.of(
                    switch (value instanceof Object[] several
                            ? several.getClass().getComponentType().getSimpleName()
                            : value.getClass().getSimpleName()) {
                        case "Boolean" -> ConfigEntries.xboolean;
                        case "Integer" -> ConfigEntries.xint;
                        case "Long" -> ConfigEntries.xlong;
                        case "Double" -> ConfigEntries.xdouble;
                        default -> ConfigEntries.xstring;
                    });
        }
        switch (elements.get()) {
            case xboolean -> config.addBooleanArray(key, Widening.boxing(as(Boolean[].class, value), boolean[].class));
            case xint -> config.addIntArray(key, Widening.boxing(as(Integer[].class, value), int[].class));
            case xlong -> config.addLongArray(key, Widening.boxing(as(Long[].class, value), long[].class));
            case xdouble -> config.addDoubleArray(key, Widening.boxing(as(Double[].class, value), double[].class));
            case xstring -> config.addStringArray(key, as(String[].class, value));
            default -> throw mismatch(value);
        }
    }

    private <T> T as(Class<T> type, Object value) throws InvalidConfigEntryException {
        var converted = Widening.convert(value, type);
        if (converted.isEmpty()) {
            throw mismatch(value);
        }
        return converted.get();
    }

    private int within(int least, int greatest, Object value) throws InvalidConfigEntryException {
        int number = as(Integer.class, value);
        if (number < least || number > greatest) {
            throw mismatch(value);
        }
        return number;
    }

    private char character(Object value) throws InvalidConfigEntryException {
        if (value instanceof Integer code && code >= Character.MIN_VALUE && code <= Character.MAX_VALUE) {
            return (char) code.intValue();
        }
        var text = as(String.class, value);
        if (text.length() != 1) {
            throw mismatch(value);
        }
        return text.charAt(0);
    }

    private InvalidConfigEntryException mismatch(Object value) {
        var text = value instanceof Object[] several ? Arrays.toString(several) : String.valueOf(value);
        return new InvalidConfigEntryException(
                "The value " + text + " does not fit the setting \"" + key + "\" of type " + entry.getType() + ".",
                name -> "The value " + text + " of flow variable \"" + name + "\" does not fit the setting \"" + key
                        + "\" of type " + entry.getType() + ".");
    }
}
