package org.knime.core.data.image;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;
import org.knime.core.data.DataCell;

/** What an image cell holds. */
public interface ImageContent {

    /** Draws the image, no larger than the given size. */
    void paint(final Graphics2D g, final int maxWidth, final int maxHeight);

    /** Returns the size at which the image looks best. */
    Dimension getPreferredSize();

    /** Makes a cell of it. */
    DataCell toImageCell();

    /** Writes the image in its own file format. */
    void save(final OutputStream out) throws IOException;

    /** Says in one line what the image is. */
    String getSummary();
}
