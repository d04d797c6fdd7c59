package org.seqnet.knime.multilabel;

import org.seqnet.engine.metrics.MultiLabelMeasure;

/** What tables, variables, logs and views call the overall figures. */
final class MeasureText {
    private MeasureText() {}

    /** Returns the name of a figure; {@code k} is the number of ranked labels. */
    static String name(MultiLabelMeasure measure, int k) {
        return switch (measure) {
            case CLASS_PRECISION -> "C-P";
            case CLASS_RECALL -> "C-R";
            case CLASS_F1 -> "C-F1";
            case OVERALL_PRECISION -> "O-P";
            case OVERALL_RECALL -> "O-R";
            case OVERALL_F1 -> "O-F1";
            case MEAN_AVERAGE_PRECISION -> "mAP";
            case MEAN_AVERAGE_PRECISION_AT_K -> "mAP@" + k;
            case SUBSET_ACCURACY -> "Subset accuracy";
            case HAMMING_LOSS -> "Hamming loss";
        };
    }

    /** Returns in a few words what a figure says. */
    static String meaning(MultiLabelMeasure measure) {
        return switch (measure) {
            case CLASS_PRECISION -> "mean precision of the labels";
            case CLASS_RECALL -> "mean recall of the labels";
            case CLASS_F1 -> "harmonic mean of C-P and C-R";
            case OVERALL_PRECISION -> "correct among all predicted labels";
            case OVERALL_RECALL -> "predicted among all actual labels";
            case OVERALL_F1 -> "harmonic mean of O-P and O-R";
            case MEAN_AVERAGE_PRECISION -> "ranking of the rows by label";
            case MEAN_AVERAGE_PRECISION_AT_K -> "ranking of the labels by row";
            case SUBSET_ACCURACY -> "rows with all labels correct";
            case HAMMING_LOSS -> "wrong decisions, less is better";
        };
    }
}
