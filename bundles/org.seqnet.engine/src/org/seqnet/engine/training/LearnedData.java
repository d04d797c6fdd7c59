package org.seqnet.engine.training;

import org.seqnet.engine.sequence.LabelDomain;

/** The training data of a run, wherever they are. */
interface LearnedData {

    /** Returns the labels or targets. */
    LabelDomain domain();

    /** Returns the sequences in the order of an epoch, counted from 1; empty where shards decide on it. */
    int[] order(int epoch);

    /** Returns the value that is farthest from 0, as the network reads it. */
    float largestValue();
}
