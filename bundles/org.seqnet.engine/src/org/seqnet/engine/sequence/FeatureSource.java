package org.seqnet.engine.sequence;

/** What a preprocessing is learned from: the raw training sequences, wherever they are. */
public interface FeatureSource {

    /** Returns what they are like as a whole. */
    SequenceFacts facts();

    /** Returns the moments of each column over all sequences. */
    FeatureMoments moments();

    /**
     * Returns the first, second and third quartile of each column, 0 for one without values, between neighbors as in
     * R's type 7 (Hyndman and Fan, The American Statistician 50, 1996).
     */
    double[][] quartiles();
}
