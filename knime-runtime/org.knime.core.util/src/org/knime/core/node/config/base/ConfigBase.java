package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.parsers.ParserConfigurationException;
import org.knime.core.node.InvalidSettingsException;
import org.xml.sax.SAXException;

/**
 * A tree of settings that keeps the order of insertion. An array is a sub-tree with {@code array-size} and one entry an
 * index; an array that is {@code null} is an empty sub-tree.
 */
public abstract class ConfigBase extends AbstractConfigEntry implements ConfigBaseRO, ConfigBaseWO {

    private static final long serialVersionUID = 1L;

    private static final String ARRAY_SIZE = "array-size";

    private static final Object MISSING = new Object();

    private final Map<String, AbstractConfigEntry> entries = new LinkedHashMap<>(4);

    /** Makes an empty tree. */
    public ConfigBase(final String key) {
        super(ConfigEntries.config, key);
    }

    /** Makes an empty tree of the same class. */
    public abstract ConfigBase getInstance(final String key);

    /** Returns an entry of any type, {@code null} if there is none. */
    public AbstractConfigEntry getEntry(final String key) {
        return entries.get(key);
    }

    /** Adds or replaces an entry. */
    public void addEntry(final AbstractConfigEntry entry) {
        entries.put(entry.getKey(), entry);
    }

    private void add(ConfigEntries type, String key, Object value) {
        addEntry(type.entry(key, value));
    }

    private Object value(ConfigEntries type, String key, Object def) {
        var entry = entries.get(key);
        return entry != null && entry.getType() == type ? ((ConfigEntries.Entry) entry).value() : def;
    }

    private Object value(ConfigEntries type, String key) throws InvalidSettingsException {
        var value = value(type, key, MISSING);
        if (value == MISSING) {
            String name = type.name().substring(1, 2).toUpperCase(Locale.ROOT)
                    + type.name().substring(2);
            throw new InvalidSettingsException(name + " for key \"" + key + "\" not found.");
        }
        return value;
    }

    private void addArray(ConfigEntries type, String key, Object values) {
        var array = addConfigBase(key);
        if (values == null) {
            return;
        }
        int length = Array.getLength(values);
        array.addInt(ARRAY_SIZE, length);
        for (int i = 0; i < length; i++) {
            array.add(type, Integer.toString(i), Array.get(values, i));
        }
    }

    private Object array(ConfigEntries type, String key, Class<?> elements) throws InvalidSettingsException {
        var array = getConfigBase(key);
        int length = array.getInt(ARRAY_SIZE, -1);
        if (length < 0) {
            return null;
        }
        var values = Array.newInstance(elements, length);
        for (int i = 0; i < length; i++) {
            Array.set(values, i, array.value(type, Integer.toString(i)));
        }
        return values;
    }

    @Override
    public final ConfigBase addConfigBase(final String key) {
        var child = getInstance(key);
        addEntry(child);
        return child;
    }

    /** Adds a sub-tree that must be of this tree's class. */
    protected final void addConfigBase(final ConfigBase config) {
        if (config.getClass() != getClass()) {
            throw new IllegalArgumentException(config.getClass() + " cannot be added to " + getClass() + ".");
        }
        addEntry(config);
    }

    @Override
    public final ConfigBase getConfigBase(final String key) throws InvalidSettingsException {
        if (getEntry(key) instanceof ConfigBase config) {
            return config;
        }
        throw new InvalidSettingsException("ConfigBase for key \"" + key + "\" not found.");
    }

    /** Removes an entry of any type and returns it. */
    public final AbstractConfigEntry removeConfig(final String key) {
        return entries.remove(key);
    }

    @Override
    public void addInt(final String key, final int value) {
        add(ConfigEntries.xint, key, value);
    }

    @Override
    public int getInt(final String key) throws InvalidSettingsException {
        return (int) value(ConfigEntries.xint, key);
    }

    @Override
    public int getInt(final String key, final int def) {
        return (int) value(ConfigEntries.xint, key, def);
    }

    @Override
    public void addIntArray(final String key, final int... values) {
        addArray(ConfigEntries.xint, key, values);
    }

    @Override
    public int[] getIntArray(final String key) throws InvalidSettingsException {
        return (int[]) array(ConfigEntries.xint, key, int.class);
    }

    @Override
    public void addDouble(final String key, final double value) {
        add(ConfigEntries.xdouble, key, value);
    }

    @Override
    public double getDouble(final String key) throws InvalidSettingsException {
        return (double) value(ConfigEntries.xdouble, key);
    }

    @Override
    public void addDoubleArray(final String key, final double... values) {
        addArray(ConfigEntries.xdouble, key, values);
    }

    @Override
    public double[] getDoubleArray(final String key) throws InvalidSettingsException {
        return (double[]) array(ConfigEntries.xdouble, key, double.class);
    }

    @Override
    public void addFloat(final String key, final float value) {
        add(ConfigEntries.xfloat, key, value);
    }

    @Override
    public float getFloat(final String key) throws InvalidSettingsException {
        return (float) value(ConfigEntries.xfloat, key);
    }

    @Override
    public void addChar(final String key, final char value) {
        add(ConfigEntries.xchar, key, value);
    }

    @Override
    public char getChar(final String key) throws InvalidSettingsException {
        return (char) value(ConfigEntries.xchar, key);
    }

    @Override
    public void addShort(final String key, final short value) {
        add(ConfigEntries.xshort, key, value);
    }

    @Override
    public short getShort(final String key) throws InvalidSettingsException {
        return (short) value(ConfigEntries.xshort, key);
    }

    @Override
    public void addLong(final String key, final long value) {
        add(ConfigEntries.xlong, key, value);
    }

    @Override
    public long getLong(final String key) throws InvalidSettingsException {
        return (long) value(ConfigEntries.xlong, key);
    }

    @Override
    public void addLongArray(final String key, final long... values) {
        addArray(ConfigEntries.xlong, key, values);
    }

    @Override
    public long[] getLongArray(final String key) throws InvalidSettingsException {
        return (long[]) array(ConfigEntries.xlong, key, long.class);
    }

    @Override
    public void addByte(final String key, final byte value) {
        add(ConfigEntries.xbyte, key, value);
    }

    @Override
    public byte getByte(final String key) throws InvalidSettingsException {
        return (byte) value(ConfigEntries.xbyte, key);
    }

    @Override
    public void addBoolean(final String key, final boolean value) {
        add(ConfigEntries.xboolean, key, value);
    }

    @Override
    public boolean getBoolean(final String key) throws InvalidSettingsException {
        return (boolean) value(ConfigEntries.xboolean, key);
    }

    @Override
    public boolean getBoolean(final String key, final boolean def) {
        return (boolean) value(ConfigEntries.xboolean, key, def);
    }

    @Override
    public void addBooleanArray(final String key, final boolean... values) {
        addArray(ConfigEntries.xboolean, key, values);
    }

    @Override
    public boolean[] getBooleanArray(final String key) throws InvalidSettingsException {
        return (boolean[]) array(ConfigEntries.xboolean, key, boolean.class);
    }

    @Override
    public void addString(final String key, final String value) {
        add(ConfigEntries.xstring, key, value);
    }

    @Override
    public String getString(final String key) throws InvalidSettingsException {
        return (String) value(ConfigEntries.xstring, key);
    }

    @Override
    public String getString(final String key, final String def) {
        return (String) value(ConfigEntries.xstring, key, def);
    }

    @Override
    public void addStringArray(final String key, final String... values) {
        addArray(ConfigEntries.xstring, key, values);
    }

    @Override
    public String[] getStringArray(final String key) throws InvalidSettingsException {
        return (String[]) array(ConfigEntries.xstring, key, String.class);
    }

    @Override
    public String[] getStringArray(final String key, final String... def) {
        try {
            return getStringArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public boolean containsKey(final String key) {
        return entries.containsKey(key);
    }

    @Override
    boolean hasIdenticalValue(AbstractConfigEntry other) {
        return entries.equals(((ConfigBase) other).entries);
    }

    @Override
    public final Iterator<String> iterator() {
        return keySet().iterator();
    }

    @Override
    public final String toStringValue() {
        return getKey();
    }

    @Override
    public final void saveToXML(final OutputStream os) throws IOException {
        XMLConfig.save(this, Objects.requireNonNull(os));
    }

    /** Fills a tree from XML and returns it; closes the stream. */
    protected static ConfigBase loadFromXML(final ConfigBase config, final InputStream in) throws IOException {
        config.load(Objects.requireNonNull(in));
        return config;
    }

    /** Adds what the XML holds, takes over its key, and closes the stream. */
    public void load(final InputStream is) throws IOException {
        try (is) {
            XMLConfig.load(this, is);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void copyTo(final ConfigBaseWO dest) {
        for (var entry : entries.values()) {
            if (entry instanceof ConfigBase child) {
                child.copyTo(dest.addConfigBase(child.getKey()));
            } else if (dest instanceof ConfigBase target) {
                target.addEntry(entry);
            } else {
                throw new ClassCastException("Settings can only be copied into a ConfigBase, not " + dest.getClass());
            }
        }
    }

    @Override
    public void addTransientString(final String key, final String value) {
        add(ConfigEntries.xtransientstring, key, value);
    }
}
