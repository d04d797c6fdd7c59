package org.knime.core.webui.node.view.table;

import java.util.Optional;
import org.knime.core.webui.node.view.table.selection.SelectionTranslationService;

/** A view whose page selects rows of a table. Without this interface, KNIME refuses what a page selects. */
public interface TableView {
    /** Returns what stands between rows and what the page calls them; without it, the page knows their keys. */
    default Optional<SelectionTranslationService> createSelectionTranslationService() {
        return Optional.empty();
    }

    /** Returns the index of the table's port, without the flow variable port. */
    int getPortIndex();
}
