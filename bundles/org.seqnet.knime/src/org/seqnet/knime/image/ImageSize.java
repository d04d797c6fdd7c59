package org.seqnet.knime.image;

import org.knime.node.parameters.widget.choices.Label;

/** What is done with the sizes of images; the names are saved in settings and never change. */
public enum ImageSize {
    /** Nothing. */
    @Label(value = "Keep", description = "The images keep their size. All must have the same.")
    KEEP,
    /** All get one size. */
    @Label(
            value = "Resize",
            description = "All images are resized to the given width and height. Pixels are interpolated bilinearly; "
                    + "in smaller images, each value is a weighted mean of all pixels that it stands for.")
    SCALE
}
