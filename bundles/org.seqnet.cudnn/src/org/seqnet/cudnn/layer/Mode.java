package org.seqnet.cudnn.layer;

/** What a forward pass is for. */
public enum Mode {
    /** Nothing is dropped, statistics are the stored ones, and nothing is kept. */
    PREDICTION,
    /** What training drops is dropped, and the backward pass finds all that it needs. */
    TRAINING
}
