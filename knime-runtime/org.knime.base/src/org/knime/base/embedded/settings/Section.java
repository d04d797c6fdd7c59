package org.knime.base.embedded.settings;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/** A part of a node's settings in which each key has to be asked for, so that none is passed over unseen. */
public final class Section {
    private final String node;
    private final String path;
    private final NodeSettingsRO settings;
    private final Set<String> unread;

    private Section(String node, String path, NodeSettingsRO settings) {
        this.node = node;
        this.path = path;
        this.settings = settings;
        this.unread = new LinkedHashSet<>(settings.keySet());
    }

    /** Returns all settings of a node, whose name is for messages. */
    public static Section of(String node, NodeSettingsRO settings) {
        return new Section(node, "", settings);
    }

    /** Returns a part of this part. */
    public Section section(String key) throws InvalidSettingsException {
        unread.remove(key);
        return new Section(node, path + key + "/", settings.getNodeSettings(key));
    }

    /** Returns a part of this part for a class that knows its keys. */
    public NodeSettingsRO plain(String key) throws InvalidSettingsException {
        unread.remove(key);
        return settings.getNodeSettings(key);
    }

    public boolean has(String key) {
        return settings.containsKey(key);
    }

    public String text(String key) throws InvalidSettingsException {
        unread.remove(key);
        return settings.getString(key);
    }

    public boolean flag(String key) throws InvalidSettingsException {
        unread.remove(key);
        return settings.getBoolean(key);
    }

    public int whole(String key) throws InvalidSettingsException {
        unread.remove(key);
        return settings.getInt(key);
    }

    public double real(String key) throws InvalidSettingsException {
        unread.remove(key);
        return settings.getDouble(key);
    }

    public List<String> texts(String key) throws InvalidSettingsException {
        unread.remove(key);
        return List.of(settings.getStringArray(key));
    }

    /** Returns the keys of this part, and takes them for read. */
    public Set<String> keys() {
        unread.clear();
        return settings.keySet();
    }

    public long limit(String key) throws InvalidSettingsException {
        unread.remove(key);
        return settings.getLong(key);
    }

    /** Reads a text of one character; the character 0 stands for none. */
    public char character(String key) throws InvalidSettingsException {
        var text = text(key);
        if (text == null || text.length() > 1) {
            throw unsupported(key, text, "one character");
        }
        return text.isEmpty() ? 0 : text.charAt(0);
    }

    /** Refuses the settings unless the value is the one that is supported. */
    public void only(boolean supported, String key) throws InvalidSettingsException {
        if (flag(key) != supported) {
            throw unsupported(key, !supported, supported);
        }
    }

    /** Refuses the settings unless the value is the one that is supported. */
    public void only(String supported, String key) throws InvalidSettingsException {
        var value = text(key);
        if (!supported.equals(value)) {
            throw unsupported(key, value, supported.equals("\0") ? "none" : supported);
        }
    }

    /** Returns whether the value is the first of two; refuses the settings if it is none of them. */
    public boolean choice(String key, String first, String second) throws InvalidSettingsException {
        var value = text(key);
        if (!first.equals(value) && !second.equals(value)) {
            throw unsupported(key, value, first + " and " + second);
        }
        return first.equals(value);
    }

    /** Refuses the settings unless the numbers 0, 1, 2, ... stand there. */
    public void onlyCounting(int length, String key) throws InvalidSettingsException {
        unread.remove(key);
        var values = settings.getIntArray(key);
        if (!Arrays.equals(values, IntStream.range(0, length).toArray())) {
            throw unsupported(key, Arrays.toString(values), "all columns in order");
        }
    }

    /** Reads keys that do not matter to what is supported; they must be there nevertheless, as KNIME saves them. */
    public void ofNoEffect(String... keys) throws InvalidSettingsException {
        for (var key : keys) {
            if (!settings.containsKey(key)) {
                throw new InvalidSettingsException("The setting " + path + key + " is missing.");
            }
            unread.remove(key);
        }
    }

    /** Reads what the models of KNIME's older dialogs save beside a setting; those of newer dialogs do not. */
    public void ignoreModelOf(String key) {
        unread.remove(key + "_Internals");
    }

    /** Refuses the settings if a key is left that nobody asked for. */
    public void requireAllRead() throws InvalidSettingsException {
        if (!unread.isEmpty()) {
            throw new InvalidSettingsException("The " + node + " of the embedded runtime does not know the setting "
                    + path + unread.iterator().next() + ".");
        }
    }

    public InvalidSettingsException unsupported(String key, Object found, Object supported) {
        return new InvalidSettingsException("The " + node + " of the embedded runtime does not support " + path + key
                + " = " + found + ", only " + supported + ".");
    }
}
