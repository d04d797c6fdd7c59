package org.seqnet.engine.options;

/**
 * How much each training sequence counts. Its loss and gradient are multiplied by its weight; the mean of all weights
 * is 1, so that a learning rate keeps its meaning. The training loss is then the weighted mean; all other figures,
 * those of the validation data among them, count each sequence once.
 */
public enum Weighting {
    /** All sequences count the same, whatever weights they have. */
    EQUAL,
    /** All classes count the same: a sequence of a class counts the more, the fewer there are of it. */
    BALANCED,
    /** The weights of the training sequences, divided by their mean. */
    GIVEN
}
