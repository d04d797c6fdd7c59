package org.seqnet.knime.scorer;

import org.seqnet.engine.metrics.ClassFigure;
import org.seqnet.engine.metrics.ClassMeasure;

/** What tables, variables, logs and views call the measures. */
final class MeasureText {
    private MeasureText() {}

    /** Returns the name of an overall measure. */
    static String name(ClassMeasure measure) {
        return switch (measure) {
            case ACCURACY -> "Accuracy";
            case BALANCED_ACCURACY -> "Balanced accuracy";
            case MACRO_F1 -> "Macro F1";
            case MATTHEWS_CORRELATION -> "MCC";
            case ROC_AREA -> "Macro ROC AUC";
            case AVERAGE_PRECISION -> "Macro average precision";
            case LOG_LOSS -> "Log loss";
            case BRIER_SCORE -> "Brier score";
            case CALIBRATION_ERROR -> "Calibration error";
        };
    }

    /** Returns the name of a measure of one class. */
    static String name(ClassFigure figure) {
        return switch (figure) {
            case PRECISION -> "Precision";
            case RECALL -> "Recall";
            case F1 -> "F1";
            case ROC_AREA -> "ROC AUC";
            case AVERAGE_PRECISION -> "Average precision";
        };
    }

    /** Returns in a few words what an overall measure says. */
    static String meaning(ClassMeasure measure) {
        return switch (measure) {
            case ACCURACY -> "correct rows";
            case BALANCED_ACCURACY -> "mean recall of the classes";
            case MACRO_F1 -> "mean F1 of the classes";
            case MATTHEWS_CORRELATION -> "correlation, 0 for guessing";
            case ROC_AREA -> "ranking, 0.5 for guessing";
            case AVERAGE_PRECISION -> "ranking of rare classes";
            case LOG_LOSS -> "in nats, less is better";
            case BRIER_SCORE -> "0 to 2, less is better";
            case CALIBRATION_ERROR -> "confidence against accuracy, less is better";
        };
    }

    /** Returns whether a measure is 1 at most. */
    static boolean isShare(ClassMeasure measure) {
        return measure != ClassMeasure.LOG_LOSS && measure != ClassMeasure.BRIER_SCORE;
    }
}
