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

    /** Returns a decrypted password. */
    String getPassword(String key, String encryptionKey) throws InvalidSettingsException;

    /** Returns a decrypted password or the default. */
    String getPassword(String key, String encryptionKey, String def);

    /** Returns the text added by {@link ConfigBaseWO#addTransientString}, or {@code null}. */
    String getTransientString(String key);

    /** Returns a {@code int}. */
    int getInt(String key) throws InvalidSettingsException;

    /** Returns a {@code int} or the default. */
    int getInt(String key, int def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    int[] getIntArray(String key) throws InvalidSettingsException;

    /** Returns an array or the default. */
    int[] getIntArray(String key, int... def);

    /** Returns a {@code double}. */
    double getDouble(String key) throws InvalidSettingsException;

    /** Returns a {@code double} or the default. */
    double getDouble(String key, double def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    double[] getDoubleArray(String key) throws InvalidSettingsException;

    /** Returns an array or the default. */
    double[] getDoubleArray(String key, double... def);

    /** Returns a {@code float}. */
    float getFloat(String key) throws InvalidSettingsException;

    /** Returns a {@code float} or the default. */
    float getFloat(String key, float def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    float[] getFloatArray(String key) throws InvalidSettingsException;

    /** Returns an array or the default. */
    float[] getFloatArray(String key, float... def);

    /** Returns a {@code char}. */
    char getChar(String key) throws InvalidSettingsException;

    /** Returns a {@code char} or the default. */
    char getChar(String key, char def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    char[] getCharArray(String key) throws InvalidSettingsException;

    /** Returns an array or the default. */
    char[] getCharArray(String key, char... def);

    /** Returns a {@code short}. */
    short getShort(String key) throws InvalidSettingsException;

    /** Returns a {@code short} or the default. */
    short getShort(String key, short def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    short[] getShortArray(String key) throws InvalidSettingsException;

    /** Returns an array or the default. */
    short[] getShortArray(String key, short... def);

    /** Returns a {@code long}. */
    long getLong(String key) throws InvalidSettingsException;

    /** Returns a {@code long} or the default. */
    long getLong(String key, long def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    long[] getLongArray(String key) throws InvalidSettingsException;

    /** Returns an array or the default. */
    long[] getLongArray(String key, long... def);

    /** Returns a {@code byte}. */
    byte getByte(String key) throws InvalidSettingsException;

    /** Returns a {@code byte} or the default. */
    byte getByte(String key, byte def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    byte[] getByteArray(String key) throws InvalidSettingsException;

    /** Returns an array or the default. */
    byte[] getByteArray(String key, byte... def);

    /** Returns a {@code boolean}. */
    boolean getBoolean(String key) throws InvalidSettingsException;

    /** Returns a {@code boolean} or the default. */
    boolean getBoolean(String key, boolean def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    boolean[] getBooleanArray(String key) throws InvalidSettingsException;

    /** Returns an array or the default. */
    boolean[] getBooleanArray(String key, boolean... def);

    /** Returns a {@code String}. */
    String getString(String key) throws InvalidSettingsException;

    /** Returns a {@code String} or the default. */
    String getString(String key, String def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    String[] getStringArray(String key) throws InvalidSettingsException;

    /** Returns an array or the default. */
    String[] getStringArray(String key, String... def);
}
