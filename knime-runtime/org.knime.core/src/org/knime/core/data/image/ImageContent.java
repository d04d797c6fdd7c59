package org.knime.core.data.image;

import org.knime.core.data.DataCell;

/** What an image cell holds. */
public interface ImageContent {

    /** Makes a cell of it. */
    DataCell toImageCell();
}
