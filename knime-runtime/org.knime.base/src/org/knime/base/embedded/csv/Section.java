package org.knime.base.embedded.csv;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/** A part of a node's settings in which each key has to be asked for, so that none is passed over unseen. */
final class Section {
    private final String path;
    private final NodeSettingsRO settings;
    private final Set<String> unread;

    private Section(String path, NodeSettingsRO settings) {
        this.path = path;
        this.settings = settings;
        this.unread = new LinkedHashSet<>(settings.keySet());
    }

    static Section of(NodeSettingsRO settings) {
        return new Section("", settings);
    }

    /** Returns a part of this part. */
    Section section(String key) throws InvalidSettingsException {
        unread.remove(key);
        return new Section(path + key + "/", settings.getNodeSettings(key));
    }

    /** Returns a part of this part for a class that knows its keys. */
    NodeSettingsRO plain(String key) throws InvalidSettingsException {
        unread.remove(key);
        return settings.getNodeSettings(key);
    }

    boolean has(String key) {
        return settings.containsKey(key);
    }

    String text(String key) throws InvalidSettingsException {
        unread.remove(key);
        return settings.getString(key);
    }

    boolean flag(String key) throws InvalidSettingsException {
        unread.remove(key);
        return settings.getBoolean(key);
    }

    int whole(String key) throws InvalidSettingsException {
        unread.remove(key);
        return settings.getInt(key);
    }

    long limit(String key) throws InvalidSettingsException {
        unread.remove(key);
        return settings.getLong(key);
    }

    /** Reads a text of one character; the character 0 stands for none. */
    char character(String key) throws InvalidSettingsException {
        var text = text(key);
        if (text == null || text.length() > 1) {
            throw unsupported(key, text, "one character");
        }
        return text.isEmpty() ? 0 : text.charAt(0);
    }

    /** Refuses the settings unless the value is the one that is supported. */
    void only(boolean supported, String key) throws InvalidSettingsException {
        if (flag(key) != supported) {
            throw unsupported(key, !supported, supported);
        }
    }

    /** Refuses the settings unless the value is the one that is supported. */
    void only(String supported, String key) throws InvalidSettingsException {
        var value = text(key);
        if (!supported.equals(value)) {
            throw unsupported(key, value, supported.equals("\0") ? "none" : supported);
        }
    }

    /** Refuses the settings unless the numbers 0, 1, 2, ... stand there. */
    void onlyCounting(int length, String key) throws InvalidSettingsException {
        unread.remove(key);
        var values = settings.getIntArray(key);
        if (!Arrays.equals(values, IntStream.range(0, length).toArray())) {
            throw unsupported(key, Arrays.toString(values), "all columns in order");
        }
    }

    /** Reads keys that do not matter to what is supported; they must be there nevertheless, as KNIME saves them. */
    void ofNoEffect(String... keys) throws InvalidSettingsException {
        for (var key : keys) {
            if (!settings.containsKey(key)) {
                throw new InvalidSettingsException("The setting " + path + key + " is missing.");
            }
            unread.remove(key);
        }
    }

    /** Refuses the settings if a key is left that nobody asked for. */
    void requireAllRead() throws InvalidSettingsException {
        if (!unread.isEmpty()) {
            throw new InvalidSettingsException("The CSV Reader of the embedded runtime does not know the setting "
                    + path + unread.iterator().next() + ".");
        }
    }

    InvalidSettingsException unsupported(String key, Object found, Object supported) {
        return new InvalidSettingsException("The CSV Reader of the embedded runtime does not support " + path + key
                + " = " + found + ", only " + supported + ".");
    }
}
