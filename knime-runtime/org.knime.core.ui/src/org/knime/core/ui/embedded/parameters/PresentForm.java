package org.knime.core.ui.embedded.parameters;

import java.util.List;
import java.util.function.Predicate;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/** Tells whether settings have the entries that the present form of a parameter is stored under. */
public final class PresentForm {

    /** Stands for "none of the present keys is there", which only the owner of the keys can test. */
    public static final Predicate<NodeSettingsRO> MISSING = settings -> {
        throw new IllegalStateException("Only the parameter that is migrated knows its keys.");
    };

    private PresentForm() {}

    /** Says whether there is an entry at the end of {@code keys}; the settings themselves are at the end of no keys. */
    public static boolean has(NodeSettingsRO settings, List<String> keys) {
        if (keys.isEmpty()) {
            return true;
        }
        var key = keys.get(0);
        if (keys.size() == 1 || !settings.containsKey(key)) {
            return settings.containsKey(key);
        }
        try {
            return has(settings.getNodeSettings(key), keys.subList(1, keys.size()));
        } catch (InvalidSettingsException e) {
            return false; // a value, not settings: nothing can lie below it
        }
    }

    static boolean hasAny(NodeSettingsRO settings, String[][] paths) {
        for (var path : paths) {
            if (has(settings, List.of(path))) {
                return true;
            }
        }
        return false;
    }
}
