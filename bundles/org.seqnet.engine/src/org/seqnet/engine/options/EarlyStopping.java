package org.seqnet.engine.options;

import java.util.Objects;
import org.seqnet.engine.SeqNetException;

/**
 * Ends training when the validation data has not got better than its best epoch for some epochs, and keeps that best
 * epoch's network.
 *
 * @param measure what is watched
 * @param patience how many epochs in a row may fail to improve, at least 1
 * @param minimalImprovement by how much an epoch must beat the best one to count, at least 0
 */
public record EarlyStopping(Measure measure, int patience, double minimalImprovement) {

    /** What tells one epoch from a better one. */
    public enum Measure {
        /** The mean loss of the validation data: less is better. */
        VALIDATION_LOSS,
        /** The share of validation sequences that are classified correctly, or R² of values: more is better. */
        VALIDATION_ACCURACY
    }

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range
     */
    public EarlyStopping {
        Objects.requireNonNull(measure, "measure");
        if (patience < 1) {
            throw new SeqNetException("Early stopping, patience: " + patience + " is not at least 1 epoch.");
        }
        if (!(minimalImprovement >= 0) || Double.isInfinite(minimalImprovement)) {
            throw new SeqNetException(
                    "Early stopping, minimum improvement: " + minimalImprovement + " is not a number of at least 0.");
        }
    }
}
