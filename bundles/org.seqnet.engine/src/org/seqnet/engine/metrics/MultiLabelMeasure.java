package org.seqnet.engine.metrics;

/**
 * The overall figures of predictions of several labels. C stands for per class, O for overall, as in Wang et al.: C-P,
 * C-R and C-F1 give each label the same weight, O-P, O-R and O-F1 each decision.
 *
 * @see <a href="https://arxiv.org/abs/1604.04573">Wang et al., 2016, section 4</a>
 */
public enum MultiLabelMeasure {
    /**
     * The mean precision of the labels that some row has or that are predicted for some row. The precision of a label
     * that is never predicted counts as 0, as in scikit-learn with {@code zero_division=0}.
     */
    CLASS_PRECISION,
    /** The mean recall of the same labels. The recall of a label that no row has counts as 0. */
    CLASS_RECALL,
    /**
     * The harmonic mean of C-P and C-R; 0 if both are. Wang et al. write of a geometrical average, but C-P 40.5 and C-R
     * 30.4 give them C-F1 34.7, the harmonic one. It is not the mean of the labels' F1.
     */
    CLASS_F1,
    /** The share of the predicted labels, counted over all rows, that are right. */
    OVERALL_PRECISION,
    /** The share of the actual labels, counted over all rows, that are predicted. */
    OVERALL_RECALL,
    /** The harmonic mean of O-P and O-R. */
    OVERALL_F1,
    /**
     * The average precision of the rows as ranked by the score of a label, averaged over the labels that some row has.
     * Rows of equal score share a rank, the last one.
     */
    MEAN_AVERAGE_PRECISION,
    /**
     * The average precision of the first k labels as ranked by their scores within a row, divided by the number of
     * actual labels, or by k if that is less; averaged over the rows that have labels. Labels of equal score share a
     * rank, the last one. If k is the number of labels, it is the label ranking average precision.
     *
     * @see <a href="https://doi.org/10.1007/978-0-387-09823-4_34">Tsoumakas et al., 2010</a>
     */
    MEAN_AVERAGE_PRECISION_AT_K,
    /** The share of rows whose labels are all predicted, and no others. */
    SUBSET_ACCURACY,
    /** The share of wrong decisions, a decision being whether a row has a label. */
    HAMMING_LOSS
}
