package org.seqnet.engine.backend;

/** A device that has been started. */
public interface ComputeDevice {

    /** Returns what computes, such as {@code GPU, NVIDIA H200}. */
    String name();
}
