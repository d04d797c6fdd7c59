package org.seqnet.engine.image;

/** What happens to the aspect ratio of an image that is resized. */
public enum AspectRatio {
    /** It changes: width and height are scaled independently. */
    STRETCH,
    /** It is kept: the largest centered part of the new aspect ratio is scaled, and what is around it is lost. */
    CROP,
    /** It is kept: the whole image is scaled to fit, and centered on black. */
    PAD
}
