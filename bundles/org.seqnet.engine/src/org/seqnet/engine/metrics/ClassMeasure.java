package org.seqnet.engine.metrics;

/**
 * The overall figures of predictions of one class each. All but the accuracy are meant for classes of very different
 * sizes. Those below {@link #MATTHEWS_CORRELATION} need the probability of each class.
 */
public enum ClassMeasure {
    /** The share of rows that are predicted correctly. */
    ACCURACY,
    /**
     * The mean recall of the classes that have rows: each class counts the same, whatever its size. Guessing one class
     * always gives 1 / K.
     *
     * @see <a href="https://doi.org/10.1109/ICPR.2010.764">Brodersen et al., 2010</a>
     */
    BALANCED_ACCURACY,
    /**
     * The mean F1 of the classes that have rows or are predicted for some. A class that has rows but is never predicted
     * counts 0, and so does one that is predicted but has no rows. It is not the F1 of mean precision and mean recall.
     *
     * @see <a href="https://arxiv.org/abs/1911.03347">Opitz and Burst, 2019, on the two definitions</a>
     */
    MACRO_F1,
    /**
     * Matthews' correlation of actual and predicted classes for any number of classes: 1 at best, 0 for predictions
     * that do not depend on the actual class. Undefined if all rows are, or all are predicted to be, of one class.
     *
     * @see <a href="https://doi.org/10.1016/j.compbiolchem.2004.09.006">Gorodkin, 2004, equation 8</a>
     */
    MATTHEWS_CORRELATION,
    /**
     * The area under the ROC curve of each class against all others, averaged over the classes. Equal scores count
     * half, so that the area is the statistic of Mann and Whitney divided by the number of pairs.
     *
     * @see <a href="https://doi.org/10.1148/radiology.143.1.7063747">Hanley and McNeil, 1982</a>
     * @see <a href="https://doi.org/10.1016/j.patrec.2005.10.010">Fawcett, 2006, section 7, on several classes</a>
     */
    ROC_AREA,
    /**
     * The average precision of the rows ranked by the score of a class, averaged over the classes that have rows: the
     * area under the precision-recall curve as steps. Straight lines between its points would promise more than any
     * threshold reaches, since precision does not change in proportion with recall.
     *
     * @see <a href="https://doi.org/10.1145/1143844.1143874">Davis and Goadrich, 2006, on interpolation</a>
     */
    AVERAGE_PRECISION,
    /**
     * The mean of -ln of the probability of the actual class, in nats. A probability below
     * {@value ClassPrediction#FLOOR} counts as that, which is 34.5 nats: one probability of 0 would make all infinite.
     */
    LOG_LOSS,
    /**
     * The mean squared distance of the probabilities from 1 for the actual class and 0 for the others, summed over the
     * classes: 0 at best, 2 at worst. For two classes it is twice what some give as Brier score.
     *
     * @see <a href="https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2">Brier, 1950</a>
     */
    BRIER_SCORE,
    /**
     * The expected calibration error: how far the confidence in a prediction is from the share of correct predictions,
     * on average over the rows, by bins of {@link Calibration}. Samples hold rows several times, which raises it, and
     * with it both bounds.
     *
     * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al., 2017, equation 3</a>
     */
    CALIBRATION_ERROR
}
