package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.image.Colours;

/** The values that are read from each pixel. */
enum Pixels {
    @Label(value = "Grayscale", description = "One value per pixel.")
    GREY(Colours.GREY),
    @Label(value = "RGB", description = "Three values per pixel: red, green and blue.")
    RGB(Colours.RGB);

    private final Colours colours;

    Pixels(Colours colours) {
        this.colours = colours;
    }

    /** Returns the engine's counterpart. */
    Colours colours() {
        return colours;
    }
}
