package org.seqnet.engine.search;

import java.util.Optional;
import org.seqnet.engine.trained.EpochRecord;

/**
 * What a trial of some epochs has shown.
 *
 * @param trial the settings
 * @param epochs the epochs that it was to train
 * @param best its epoch with the smallest validation loss; empty if numbers grew too large
 * @param isKept whether it goes on: it was among the best third
 */
public record TrialScore(Trial trial, int epochs, Optional<EpochRecord> best, boolean isKept) {}
