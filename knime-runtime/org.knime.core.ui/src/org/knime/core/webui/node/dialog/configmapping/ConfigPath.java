package org.knime.core.webui.node.dialog.configmapping;

import java.util.List;

/** The keys that lead from a node's settings down to one entry. */
public final class ConfigPath {

    private final List<String> keys;

    public ConfigPath(List<String> path) {
        this.keys = List.copyOf(path);
    }

    public List<String> path() {
        return keys;
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof ConfigPath other && keys.equals(other.keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }

    @Override
    public String toString() {
        return String.join("/", keys);
    }
}
