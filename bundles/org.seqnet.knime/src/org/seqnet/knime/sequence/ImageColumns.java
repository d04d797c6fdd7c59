package org.seqnet.knime.sequence;

import org.knime.core.data.image.png.PNGImageValue;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;

/** Offers the columns of the first table that hold PNG images. */
final class ImageColumns extends CompatibleColumnsProvider {
    ImageColumns() {
        super(PNGImageValue.class);
    }
}
