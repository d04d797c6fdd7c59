package org.seqnet.engine.training;

import java.time.Duration;
import org.seqnet.engine.accelerator.Figures;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.trained.Evaluation;

/** Averages what the mini-batches of an epoch give, each sequence counting the same. */
final class RunningAverage {
    private final long startNanos = System.nanoTime();
    private long endNanos;
    private long sequences;
    private double correct;
    private double lossSum;
    private ValueErrors errors = ValueErrors.NONE;

    void add(Figures figures) {
        sequences += figures.sequences();
        correct += figures.correct();
        lossSum += figures.lossSum();
        errors = errors.plus(figures.errors());
    }

    /** Stops the clock. */
    void end() {
        endNanos = System.nanoTime();
    }

    Evaluation evaluation() {
        double loss = lossSum / sequences;
        return errors.isNone() ? new Evaluation(correct / sequences, loss) : Evaluation.of(loss, errors);
    }

    Duration duration() {
        return Duration.ofNanos((endNanos == 0 ? System.nanoTime() : endNanos) - startNanos);
    }

    double samplesPerSecond() {
        return sequences / Math.max(duration().toNanos() / 1e9, 1e-9);
    }
}
