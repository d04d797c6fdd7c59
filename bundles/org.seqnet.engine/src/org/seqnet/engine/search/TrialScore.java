package org.seqnet.engine.search;

import java.util.Optional;
import org.seqnet.engine.trained.EpochRecord;

/**
 * What a trial of some epochs has shown.
 *
 * @param trial the settings, with the learning rate that a range test found, if there was one
 * @param epochs the epochs that it was to train
 * @param best its epoch with the smallest validation loss; empty if it failed
 * @param failure why it failed, if it did
 * @param isKept whether it goes on: it was among the best third
 */
public record TrialScore(
        Trial trial, int epochs, Optional<EpochRecord> best, Optional<String> failure, boolean isKept) {}
