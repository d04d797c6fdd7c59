package org.seqnet.engine.series;

/** What a file states of each series besides its values. */
public enum TargetKind {
    /** Nothing. */
    NONE,
    /** One of the classes that the header lists. */
    CLASS,
    /** A number, for regression. */
    NUMBER
}
