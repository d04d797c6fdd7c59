package org.seqnet.engine.backend;

/** Which kind of processor is asked for. */
public enum DeviceChoice {
    /** The graphics card if there is one that can be used, otherwise the CPU. */
    AUTOMATIC,
    /** The CPU, even if there is a graphics card. */
    CPU,
    /** The graphics card; without one that can be used, nothing computes. */
    GPU
}
