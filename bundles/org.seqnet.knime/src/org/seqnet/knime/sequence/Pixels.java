package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.image.Colours;

/** What is read of an image's pixels. */
enum Pixels {
    @Label(value = "Grey", description = "One value a pixel, its brightness.")
    GREY(Colours.GREY),
    @Label(value = "RGB", description = "Three values a pixel: red, green and blue.")
    RGB(Colours.RGB);

    private final Colours colours;

    Pixels(Colours colours) {
        this.colours = colours;
    }

    /** Returns the engine's word for it. */
    Colours colours() {
        return colours;
    }
}
