package org.knime.core.webui.node.view.table.selection;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.knime.core.data.RowKey;

/** Translates between the rows that KNIME selects and the texts that a page sends and gets in their place. */
public interface SelectionTranslationService {
    Set<RowKey> toRowKeys(List<String> selection) throws IOException;

    List<String> fromRowKeys(Set<RowKey> rowKeys) throws IOException;
}
