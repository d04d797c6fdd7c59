package org.seqnet.knime.image;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.image.Colours;

/** The values that are read from each pixel; the names are saved in settings and never change. */
enum ImageColors {
    @Label(
            value = "As stored",
            description = "One value per pixel for grayscale images, three for color images. A table must not "
                    + "contain both.")
    AS_STORED(Colours.AS_STORED),
    @Label(value = "Grayscale", description = "One value per pixel: its brightness.")
    GREY(Colours.GREY),
    @Label(value = "RGB", description = "Three values per pixel: red, green and blue.")
    RGB(Colours.RGB);

    private final Colours colours;

    ImageColors(Colours colours) {
        this.colours = colours;
    }

    /** Returns the engine's counterpart. */
    Colours colours() {
        return colours;
    }
}
