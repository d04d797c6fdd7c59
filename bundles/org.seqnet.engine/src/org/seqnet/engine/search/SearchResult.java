package org.seqnet.engine.search;

import java.util.List;
import org.seqnet.engine.training.TrainingResult;

/**
 * What a search gives.
 *
 * @param training the training of the best trial, with all epochs
 * @param scores all trials in the order in which they were tried; those that go on appear again, with more epochs
 */
public record SearchResult(TrainingResult training, List<TrialScore> scores) {
    public SearchResult {
        scores = List.copyOf(scores);
    }
}
