package org.seqnet.engine.training;

import java.time.Duration;
import org.seqnet.engine.accelerator.Figures;

/** Averages what the mini-batches of an epoch give, each sequence counting the same. */
final class RunningAverage {
    private final long startNanos = System.nanoTime();
    private long endNanos;
    private long sequences;
    private double correct;
    private double lossSum;

    void add(Figures figures) {
        sequences += figures.sequences();
        correct += figures.correct();
        lossSum += figures.lossSum();
    }

    /** Stops the clock. */
    void end() {
        endNanos = System.nanoTime();
    }

    double accuracy() {
        return correct / sequences;
    }

    double loss() {
        return lossSum / sequences;
    }

    Duration duration() {
        return Duration.ofNanos((endNanos == 0 ? System.nanoTime() : endNanos) - startNanos);
    }

    double samplesPerSecond() {
        return sequences / Math.max(duration().toNanos() / 1e9, 1e-9);
    }
}
