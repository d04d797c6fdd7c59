package org.knime.base.embedded.settings;

import java.util.List;
import org.knime.core.node.InvalidSettingsException;

/**
 * Names that were selected one by one in a dialog.
 *
 * @param included the names on the right
 * @param excluded the names on the left
 * @param includesOthers whether a name that was not there yet is selected
 */
public record NameFilter(List<String> included, List<String> excluded, boolean includesOthers) {
    /** @throws InvalidSettingsException if names are selected in another way, such as by a pattern */
    public static NameFilter of(Section filter) throws InvalidSettingsException {
        filter.only("STANDARD", "filter-type");
        var names = new NameFilter(
                filter.texts("included_names"),
                filter.texts("excluded_names"),
                filter.choice("enforce_option", "EnforceExclusion", "EnforceInclusion"));
        filter.ofNoEffect("name_pattern");
        return names;
    }

    public boolean includes(String name) {
        return included.contains(name) || includesOthers && !excluded.contains(name);
    }
}
