package org.seqnet.engine.training;

import java.time.Duration;
import java.util.OptionalInt;
import org.seqnet.engine.accelerator.Figures;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.trained.Evaluation;

/** Averages what the mini-batches of an epoch give, each sequence counting the same. */
final class RunningAverage {
    private final long startNanos;
    private long endNanos;
    private long sequences;
    private double correct;
    private double lossSum;
    private ValueErrors errors = ValueErrors.NONE;

    /** @param from where the epoch stands */
    RunningAverage(Midway from) {
        startNanos = System.nanoTime() - from.nanos();
        add(from.figures());
    }

    /** Returns the sums so far. */
    Figures figures() {
        return new Figures(sequences, 0, lossSum, correct, errors, OptionalInt.empty());
    }

    void add(Figures figures) {
        sequences += figures.sequences();
        correct += figures.correct();
        lossSum += figures.lossSum();
        errors = errors.plus(figures.errors());
    }

    /** Says whether nothing has been taken in. */
    boolean isEmpty() {
        return sequences == 0;
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
