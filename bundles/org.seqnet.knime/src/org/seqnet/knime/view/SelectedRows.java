package org.seqnet.knime.view;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.knime.core.data.RowKey;

/** Knows which rows a page means when it selects something that it shows, such as a cell of a matrix. */
@FunctionalInterface
public interface SelectedRows {
    /**
     * Returns the rows.
     *
     * @param selection what the page calls the things that it selects
     * @throws IOException if it cannot be told; the message is for the reader
     */
    Set<RowKey> of(List<String> selection) throws IOException;
}
