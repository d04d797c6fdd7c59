package org.knime.core.data.image;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;
import org.knime.core.data.DataCell;

/** What an image cell holds. */
public interface ImageContent {

    /** Draws the image, at most this large, with its own aspect ratio. */
    void paint(final Graphics2D g, final int maxWidth, final int maxHeight);

    /** Returns the size at which the image is best drawn. */
    Dimension getPreferredSize();

    /** Makes a cell of it. */
    DataCell toImageCell();

    /** Writes the image as a file of its kind. */
    void save(final OutputStream out) throws IOException;

    /** Describes the image in a line. */
    String getSummary();
}
