package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Set;
import org.knime.core.node.InvalidSettingsException;

/**
 * Reads settings by key. Getters without a default throw {@link InvalidSettingsException} if the key is missing or of
 * another type; getters with one return it in that case.
 */
public interface ConfigBaseRO extends Iterable<String> {

    /** Returns the sub-tree under the key. */
    ConfigBase getConfigBase(String key) throws InvalidSettingsException;

    /** Writes the tree as XML and closes the stream. */
    void saveToXML(OutputStream os) throws IOException;

    /** Copies every entry into the target. */
    void copyTo(ConfigBaseWO dest);

    /** Returns the key of this tree. */
    String getKey();

    /** Returns the keys in the order in which they were added. */
    Set<String> keySet();

    /** Tells whether there is an entry of any type under the key. */
    boolean containsKey(String key);

    @Override
    Iterator<String> iterator();

    /** Returns a {@code int}. */
    int getInt(String key) throws InvalidSettingsException;

    /** Returns a {@code int} or the default. */
    int getInt(String key, int def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    int[] getIntArray(String key) throws InvalidSettingsException;

    /** Returns a {@code double}. */
    double getDouble(String key) throws InvalidSettingsException;

    /** Returns an array, {@code null} if {@code null} was stored. */
    double[] getDoubleArray(String key) throws InvalidSettingsException;

    /** Returns a {@code float}. */
    float getFloat(String key) throws InvalidSettingsException;

    /** Returns a {@code char}. */
    char getChar(String key) throws InvalidSettingsException;

    /** Returns a {@code short}. */
    short getShort(String key) throws InvalidSettingsException;

    /** Returns a {@code long}. */
    long getLong(String key) throws InvalidSettingsException;

    /** Returns an array, {@code null} if {@code null} was stored. */
    long[] getLongArray(String key) throws InvalidSettingsException;

    /** Returns a {@code byte}. */
    byte getByte(String key) throws InvalidSettingsException;

    /** Returns a {@code boolean}. */
    boolean getBoolean(String key) throws InvalidSettingsException;

    /** Returns a {@code boolean} or the default. */
    boolean getBoolean(String key, boolean def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    boolean[] getBooleanArray(String key) throws InvalidSettingsException;

    /** Returns a {@code String}. */
    String getString(String key) throws InvalidSettingsException;

    /** Returns a {@code String} or the default. */
    String getString(String key, String def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    String[] getStringArray(String key) throws InvalidSettingsException;

    /** Returns an array or the default. */
    String[] getStringArray(String key, String... def);
}
