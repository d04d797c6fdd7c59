package org.seqnet.engine.image;

/** What is kept of a pixel. */
public enum Colours {
    /** One value, its brightness. */
    GREY,
    /** Three values: red, green, blue. */
    RGB,
    /** The brightness of an image in shades of gray; red, green and blue of one in colors. */
    AS_STORED
}
