package org.seqnet.engine.search;

import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.TrainingListener;

/** Watches the training of a trial for the listener of a search. */
final class TrialWatch implements TrainingListener {
    private final SearchListener listener;
    private final Trial trial;
    private final int epochs;
    private final long epochsBefore;
    private final long epochsOfAll;
    private boolean stopped;

    /**
     * @param epochsBefore the epochs of the trials before
     * @param epochsOfAll the epochs of all trials
     */
    TrialWatch(SearchListener listener, Trial trial, int epochs, long epochsBefore, long epochsOfAll) {
        this.listener = listener;
        this.trial = trial;
        this.epochs = epochs;
        this.epochsBefore = epochsBefore;
        this.epochsOfAll = epochsOfAll;
    }

    boolean isStopped() {
        return stopped;
    }

    @Override
    public void batchEnded(BatchProgress progress) {
        double done = epochsBefore + progress.fraction() * epochs;
        listener.searched(done / epochsOfAll, trial, progress.epoch(), epochs);
    }

    @Override
    public boolean isCancelled() {
        return listener.isCancelled();
    }

    @Override
    public boolean isStopRequested() {
        stopped = stopped || listener.isStopRequested();
        return stopped;
    }
}
