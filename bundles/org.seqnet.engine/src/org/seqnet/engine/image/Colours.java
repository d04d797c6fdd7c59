package org.seqnet.engine.image;

/** What is kept of a pixel. */
public enum Colours {
    /** One value, its brightness. */
    GREY,
    /** Three values: red, green, blue. */
    RGB
}
