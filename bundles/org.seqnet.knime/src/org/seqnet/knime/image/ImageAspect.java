package org.seqnet.knime.image;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.image.AspectRatio;

/** What happens to the aspect ratio of resized images; the names are saved in settings and never change. */
public enum ImageAspect {
    /** It changes. */
    @Label(value = "Stretch", description = "Width and height are scaled independently, which distorts the image.")
    STRETCH(AspectRatio.STRETCH),
    /** It is kept, and what does not fit is cut off. */
    @Label(
            value = "Crop",
            description = "The largest part in the middle of the image that has the new aspect ratio is scaled; the "
                    + "rest is cut off.")
    CROP(AspectRatio.CROP),
    /** It is kept, and what is not covered is black. */
    @Label(value = "Pad", description = "The whole image is scaled to fit and centered on a black background.")
    PAD(AspectRatio.PAD);

    private final AspectRatio aspectRatio;

    ImageAspect(AspectRatio aspectRatio) {
        this.aspectRatio = aspectRatio;
    }

    /** Returns the engine's counterpart. */
    AspectRatio aspectRatio() {
        return aspectRatio;
    }
}
