package org.knime.core.node.config.base;

/** Stores settings by key; a second value under a key replaces the first. */
public interface ConfigBaseWO {

    /** Adds an empty sub-tree and returns it. */
    ConfigBase addConfigBase(String key);

    /** Returns the key of this tree. */
    String getKey();

    /** Stores a {@code int}. */
    void addInt(String key, int value);

    /** Stores an array; {@code null} is allowed. */
    void addIntArray(String key, int... values);

    /** Stores a {@code double}. */
    void addDouble(String key, double value);

    /** Stores an array; {@code null} is allowed. */
    void addDoubleArray(String key, double... values);

    /** Stores a {@code float}. */
    void addFloat(String key, float value);

    /** Stores a {@code char}. */
    void addChar(String key, char value);

    /** Stores a {@code short}. */
    void addShort(String key, short value);

    /** Stores a {@code long}. */
    void addLong(String key, long value);

    /** Stores an array; {@code null} is allowed. */
    void addLongArray(String key, long... values);

    /** Stores a {@code byte}. */
    void addByte(String key, byte value);

    /** Stores a {@code boolean}. */
    void addBoolean(String key, boolean value);

    /** Stores an array; {@code null} is allowed. */
    void addBooleanArray(String key, boolean... values);

    /** Stores a {@code String}. */
    void addString(String key, String value);

    /** Stores an array; {@code null} is allowed. */
    void addStringArray(String key, String... values);

    /** Keeps a text in memory, but never in XML. */
    void addTransientString(String key, String value);
}
