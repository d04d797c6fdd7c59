package org.seqnet.engine.search;

import java.util.List;
import org.seqnet.engine.training.TrainingListener;

/** Watches a search, and then the training of the best trial as any other. */
public interface SearchListener extends TrainingListener {

    /**
     * Tells how far the trials have come.
     *
     * @param fraction the share of the epochs of all trials that are done, 0 to 1
     * @param epoch the running epoch of the trial, counted from 1
     * @param epochs the epochs that the trial is to train
     */
    default void searched(double fraction, Trial trial, int epoch, int epochs) {}

    /** Tells which trial was the best; it is trained next. */
    default void found(Trial trial) {}

    /** Tells that trials of so many epochs have ended, best first, and which of them go on. */
    default void roundEnded(List<TrialScore> scores) {}
}
