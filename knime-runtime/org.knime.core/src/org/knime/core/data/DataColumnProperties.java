package org.knime.core.data;

import java.util.LinkedHashMap;
import java.util.Map;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Notes that plug-ins attach to a column. */
public final class DataColumnProperties implements Cloneable {

    private final Map<String, String> content;

    /** Makes an empty set of notes. */
    public DataColumnProperties() {
        this(Map.of());
    }

    /** Copies notes. */
    public DataColumnProperties(final Map<String, String> content) {
        this.content = new LinkedHashMap<>(content);
    }

    /** Tells whether there is a note under a key. */
    public boolean containsProperty(final String key) {
        return content.containsKey(key);
    }

    /** Returns a note or {@code null}. */
    public String getProperty(final String key) {
        return content.get(key);
    }

    /** Returns these notes with others, which replace those under the same keys. */
    public DataColumnProperties cloneAndOverwrite(final Map<String, String> newProperties) {
        var all = new LinkedHashMap<>(content);
        all.putAll(newProperties);
        return new DataColumnProperties(all);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataColumnProperties properties && content.equals(properties.content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    /** Writes the notes. */
    public void save(final ConfigWO config) {
        content.forEach(config::addString);
    }

    /** Reads notes. */
    public static DataColumnProperties load(final ConfigRO config) throws InvalidSettingsException {
        var properties = new DataColumnProperties();
        for (String key : config) {
            properties.content.put(key, config.getString(key));
        }
        return properties;
    }
}
