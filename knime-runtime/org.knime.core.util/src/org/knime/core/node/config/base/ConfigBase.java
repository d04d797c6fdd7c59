package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.swing.tree.TreeNode;
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

    private static final String NO_PASSWORDS =
            "The embedded KNIME runtime neither encrypts nor decrypts passwords (setting \"%s\").";

    private final Map<String, AbstractConfigEntry> entries = new LinkedHashMap<>(4);

    /** Makes an empty tree. */
    public ConfigBase(final String key) {
        super(ConfigEntries.config, key);
    }

    /** Makes an empty tree of the same class. */
    public abstract ConfigBase getInstance(final String key);

    /** Adds or replaces an entry. */
    protected void put(final AbstractConfigEntry entry) {
        entries.put(entry.getKey(), entry);
        entry.setParent(this);
    }

    /** Returns an entry of any type, {@code null} if there is none. */
    protected AbstractConfigEntry get(final String key) {
        return entries.get(key);
    }

    private <E extends AbstractConfigEntry> E find(String key, Class<E> type) {
        var entry = entries.get(key);
        return type.isInstance(entry) ? type.cast(entry) : null;
    }

    private <E extends AbstractConfigEntry> E require(String key, Class<E> type, String name)
            throws InvalidSettingsException {
        var entry = find(key, type);
        if (entry == null) {
            throw new InvalidSettingsException(name + " for key \"" + key + "\" not found.");
        }
        return entry;
    }

    /** Adds a sub-tree for an array, or none of its entries if {@code length} is negative. */
    private ConfigBase addArray(String key, int length) {
        var array = addConfigBase(key);
        if (length >= 0) {
            array.addInt(ARRAY_SIZE, length);
        }
        return array;
    }

    /** Returns an array's length, or -1 for one that is {@code null}. */
    private static int length(ConfigBase array) {
        return array.getInt(ARRAY_SIZE, -1);
    }

    @Override
    public final ConfigBase addConfigBase(final String key) {
        var child = getInstance(key);
        put(child);
        return child;
    }

    /** Adds a sub-tree that must be of this tree's class. */
    protected final void addConfigBase(final ConfigBase config) {
        if (config.getClass() != getClass()) {
            throw new IllegalArgumentException(config.getClass() + " cannot be added to " + getClass() + ".");
        }
        put(config);
    }

    @Override
    public final ConfigBase getConfigBase(final String key) throws InvalidSettingsException {
        return require(key, ConfigBase.class, "ConfigBase");
    }

    /** Removes an entry of any type and returns it. */
    public final AbstractConfigEntry removeConfig(final String key) {
        return entries.remove(key);
    }

    @Override
    public void addInt(final String key, final int value) {
        put(new ConfigIntEntry(key, value));
    }

    @Override
    public int getInt(final String key) throws InvalidSettingsException {
        return require(key, ConfigIntEntry.class, "Int").getInt();
    }

    @Override
    public int getInt(final String key, final int def) {
        var entry = find(key, ConfigIntEntry.class);
        return entry == null ? def : entry.getInt();
    }

    @Override
    public void addIntArray(final String key, final int... values) {
        var array = addArray(key, values == null ? -1 : values.length);
        for (int i = 0; values != null && i < values.length; i++) {
            array.addInt(Integer.toString(i), values[i]);
        }
    }

    @Override
    public int[] getIntArray(final String key) throws InvalidSettingsException {
        var array = getConfigBase(key);
        int length = length(array);
        if (length < 0) {
            return null;
        }
        var values = new int[length];
        for (int i = 0; i < length; i++) {
            values[i] = array.getInt(Integer.toString(i));
        }
        return values;
    }

    @Override
    public int[] getIntArray(final String key, final int... def) {
        try {
            return getIntArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addDouble(final String key, final double value) {
        put(new ConfigDoubleEntry(key, value));
    }

    @Override
    public double getDouble(final String key) throws InvalidSettingsException {
        return require(key, ConfigDoubleEntry.class, "Double").getDouble();
    }

    @Override
    public double getDouble(final String key, final double def) {
        var entry = find(key, ConfigDoubleEntry.class);
        return entry == null ? def : entry.getDouble();
    }

    @Override
    public void addDoubleArray(final String key, final double... values) {
        var array = addArray(key, values == null ? -1 : values.length);
        for (int i = 0; values != null && i < values.length; i++) {
            array.addDouble(Integer.toString(i), values[i]);
        }
    }

    @Override
    public double[] getDoubleArray(final String key) throws InvalidSettingsException {
        var array = getConfigBase(key);
        int length = length(array);
        if (length < 0) {
            return null;
        }
        var values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = array.getDouble(Integer.toString(i));
        }
        return values;
    }

    @Override
    public double[] getDoubleArray(final String key, final double... def) {
        try {
            return getDoubleArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addFloat(final String key, final float value) {
        put(new ConfigFloatEntry(key, value));
    }

    @Override
    public float getFloat(final String key) throws InvalidSettingsException {
        return require(key, ConfigFloatEntry.class, "Float").getFloat();
    }

    @Override
    public float getFloat(final String key, final float def) {
        var entry = find(key, ConfigFloatEntry.class);
        return entry == null ? def : entry.getFloat();
    }

    @Override
    public void addFloatArray(final String key, final float... values) {
        var array = addArray(key, values == null ? -1 : values.length);
        for (int i = 0; values != null && i < values.length; i++) {
            array.addFloat(Integer.toString(i), values[i]);
        }
    }

    @Override
    public float[] getFloatArray(final String key) throws InvalidSettingsException {
        var array = getConfigBase(key);
        int length = length(array);
        if (length < 0) {
            return null;
        }
        var values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = array.getFloat(Integer.toString(i));
        }
        return values;
    }

    @Override
    public float[] getFloatArray(final String key, final float... def) {
        try {
            return getFloatArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addChar(final String key, final char value) {
        put(new ConfigCharEntry(key, value));
    }

    @Override
    public char getChar(final String key) throws InvalidSettingsException {
        return require(key, ConfigCharEntry.class, "Char").getChar();
    }

    @Override
    public char getChar(final String key, final char def) {
        var entry = find(key, ConfigCharEntry.class);
        return entry == null ? def : entry.getChar();
    }

    @Override
    public void addCharArray(final String key, final char... values) {
        var array = addArray(key, values == null ? -1 : values.length);
        for (int i = 0; values != null && i < values.length; i++) {
            array.addChar(Integer.toString(i), values[i]);
        }
    }

    @Override
    public char[] getCharArray(final String key) throws InvalidSettingsException {
        var array = getConfigBase(key);
        int length = length(array);
        if (length < 0) {
            return null;
        }
        var values = new char[length];
        for (int i = 0; i < length; i++) {
            values[i] = array.getChar(Integer.toString(i));
        }
        return values;
    }

    @Override
    public char[] getCharArray(final String key, final char... def) {
        try {
            return getCharArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addShort(final String key, final short value) {
        put(new ConfigShortEntry(key, value));
    }

    @Override
    public short getShort(final String key) throws InvalidSettingsException {
        return require(key, ConfigShortEntry.class, "Short").getShort();
    }

    @Override
    public short getShort(final String key, final short def) {
        var entry = find(key, ConfigShortEntry.class);
        return entry == null ? def : entry.getShort();
    }

    @Override
    public void addShortArray(final String key, final short... values) {
        var array = addArray(key, values == null ? -1 : values.length);
        for (int i = 0; values != null && i < values.length; i++) {
            array.addShort(Integer.toString(i), values[i]);
        }
    }

    @Override
    public short[] getShortArray(final String key) throws InvalidSettingsException {
        var array = getConfigBase(key);
        int length = length(array);
        if (length < 0) {
            return null;
        }
        var values = new short[length];
        for (int i = 0; i < length; i++) {
            values[i] = array.getShort(Integer.toString(i));
        }
        return values;
    }

    @Override
    public short[] getShortArray(final String key, final short... def) {
        try {
            return getShortArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addLong(final String key, final long value) {
        put(new ConfigLongEntry(key, value));
    }

    @Override
    public long getLong(final String key) throws InvalidSettingsException {
        return require(key, ConfigLongEntry.class, "Long").getLong();
    }

    @Override
    public long getLong(final String key, final long def) {
        var entry = find(key, ConfigLongEntry.class);
        return entry == null ? def : entry.getLong();
    }

    @Override
    public void addLongArray(final String key, final long... values) {
        var array = addArray(key, values == null ? -1 : values.length);
        for (int i = 0; values != null && i < values.length; i++) {
            array.addLong(Integer.toString(i), values[i]);
        }
    }

    @Override
    public long[] getLongArray(final String key) throws InvalidSettingsException {
        var array = getConfigBase(key);
        int length = length(array);
        if (length < 0) {
            return null;
        }
        var values = new long[length];
        for (int i = 0; i < length; i++) {
            values[i] = array.getLong(Integer.toString(i));
        }
        return values;
    }

    @Override
    public long[] getLongArray(final String key, final long... def) {
        try {
            return getLongArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addByte(final String key, final byte value) {
        put(new ConfigByteEntry(key, value));
    }

    @Override
    public byte getByte(final String key) throws InvalidSettingsException {
        return require(key, ConfigByteEntry.class, "Byte").getByte();
    }

    @Override
    public byte getByte(final String key, final byte def) {
        var entry = find(key, ConfigByteEntry.class);
        return entry == null ? def : entry.getByte();
    }

    @Override
    public void addByteArray(final String key, final byte... values) {
        var array = addArray(key, values == null ? -1 : values.length);
        for (int i = 0; values != null && i < values.length; i++) {
            array.addByte(Integer.toString(i), values[i]);
        }
    }

    @Override
    public byte[] getByteArray(final String key) throws InvalidSettingsException {
        var array = getConfigBase(key);
        int length = length(array);
        if (length < 0) {
            return null;
        }
        var values = new byte[length];
        for (int i = 0; i < length; i++) {
            values[i] = array.getByte(Integer.toString(i));
        }
        return values;
    }

    @Override
    public byte[] getByteArray(final String key, final byte... def) {
        try {
            return getByteArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addBoolean(final String key, final boolean value) {
        put(new ConfigBooleanEntry(key, value));
    }

    @Override
    public boolean getBoolean(final String key) throws InvalidSettingsException {
        return require(key, ConfigBooleanEntry.class, "Boolean").getBoolean();
    }

    @Override
    public boolean getBoolean(final String key, final boolean def) {
        var entry = find(key, ConfigBooleanEntry.class);
        return entry == null ? def : entry.getBoolean();
    }

    @Override
    public void addBooleanArray(final String key, final boolean... values) {
        var array = addArray(key, values == null ? -1 : values.length);
        for (int i = 0; values != null && i < values.length; i++) {
            array.addBoolean(Integer.toString(i), values[i]);
        }
    }

    @Override
    public boolean[] getBooleanArray(final String key) throws InvalidSettingsException {
        var array = getConfigBase(key);
        int length = length(array);
        if (length < 0) {
            return null;
        }
        var values = new boolean[length];
        for (int i = 0; i < length; i++) {
            values[i] = array.getBoolean(Integer.toString(i));
        }
        return values;
    }

    @Override
    public boolean[] getBooleanArray(final String key, final boolean... def) {
        try {
            return getBooleanArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addString(final String key, final String value) {
        put(new ConfigStringEntry(key, value));
    }

    @Override
    public String getString(final String key) throws InvalidSettingsException {
        return require(key, ConfigStringEntry.class, "String").getString();
    }

    @Override
    public String getString(final String key, final String def) {
        var entry = find(key, ConfigStringEntry.class);
        return entry == null ? def : entry.getString();
    }

    @Override
    public void addStringArray(final String key, final String... values) {
        var array = addArray(key, values == null ? -1 : values.length);
        for (int i = 0; values != null && i < values.length; i++) {
            array.addString(Integer.toString(i), values[i]);
        }
    }

    @Override
    public String[] getStringArray(final String key) throws InvalidSettingsException {
        var array = getConfigBase(key);
        int length = length(array);
        if (length < 0) {
            return null;
        }
        var values = new String[length];
        for (int i = 0; i < length; i++) {
            values[i] = array.getString(Integer.toString(i));
        }
        return values;
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
    public boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return entries.equals(((ConfigBase) other).entries);
    }

    /** Returns an entry of any type, {@code null} if there is none. */
    public AbstractConfigEntry getEntry(final String key) {
        return entries.get(key);
    }

    /** Adds or replaces an entry. */
    public void addEntry(final AbstractConfigEntry entry) {
        put(entry);
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
    public String toString() {
        return getKey();
    }

    /** Appends the tree in a readable form, an entry a line. */
    public final void toString(final StringBuffer buf) {
        print("", buf);
    }

    private void print(String indent, StringBuffer buf) {
        entries.forEach((key, entry) -> {
            buf.append(indent).append("key=").append(key).append(",type=").append(entry.getType());
            if (entry instanceof ConfigBase child) {
                buf.append(":\n");
                child.print(indent + "  ", buf);
            } else {
                buf.append("->").append(entry.toStringValue()).append('\n');
            }
        });
    }

    /** Writes the tree by Java serialization and closes the stream. */
    public final void writeToFile(final ObjectOutputStream oos) throws IOException {
        try (oos) {
            oos.writeObject(this);
        }
    }

    /** Reads what {@link #writeToFile} wrote and closes the stream. */
    protected static ConfigBase readFromFile(final ObjectInputStream ois) throws IOException {
        try (ois) {
            return (ConfigBase) ois.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e.getMessage(), e);
        }
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
        if (dest instanceof CopyFromConfigBase copier) {
            copier.copyFrom(this);
            return;
        }
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
    public TreeNode getChildAt(final int childIndex) {
        return List.copyOf(entries.values()).get(childIndex);
    }

    @Override
    public int getChildCount() {
        return entries.size();
    }

    @Override
    public int getIndex(final TreeNode node) {
        return List.copyOf(entries.values()).indexOf(node);
    }

    @Override
    public final boolean isLeaf() {
        return entries.isEmpty();
    }

    @Override
    public final Enumeration<TreeNode> children() {
        return Collections.enumeration(List.<TreeNode>copyOf(entries.values()));
    }

    @Override
    public void addPassword(final String key, final String encryptionKey, final String value) {
        if (value != null && !value.isEmpty()) {
            throw new UnsupportedOperationException(NO_PASSWORDS.formatted(key));
        }
        addEncryptedPassword(key, value);
    }

    /** Stores a password that is encrypted already. */
    public void addEncryptedPassword(final String key, final String encrypted) {
        put(new ConfigPasswordEntry(key, encrypted));
    }

    @Override
    public String getPassword(final String key, final String encryptionKey) throws InvalidSettingsException {
        return decrypted(require(key, ConfigPasswordEntry.class, "Password"));
    }

    @Override
    public String getPassword(final String key, final String encryptionKey, final String def) {
        var entry = find(key, ConfigPasswordEntry.class);
        return entry == null ? def : decrypted(entry);
    }

    private static String decrypted(ConfigPasswordEntry entry) {
        String password = entry.getPassword();
        if (password != null && !password.isEmpty()) {
            throw new UnsupportedOperationException(NO_PASSWORDS.formatted(entry.getKey()));
        }
        return password;
    }

    @Override
    public void addTransientString(final String key, final String value) {
        put(new ConfigTransientStringEntry(key, value));
    }

    @Override
    public String getTransientString(final String key) {
        var entry = find(key, ConfigTransientStringEntry.class);
        return entry == null ? null : entry.getTransientString();
    }

    /** A target that wants to do the copying itself. */
    @FunctionalInterface
    public interface CopyFromConfigBase {

        /** Copies all entries of the source. */
        void copyFrom(final ConfigBase src);
    }
}
