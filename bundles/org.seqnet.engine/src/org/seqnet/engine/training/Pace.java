package org.seqnet.engine.training;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells how long a training goes on, by the mean times of its mini-batches and of its validations so far. Before the
 * first validation, there is no telling how long one takes, so it does not count.
 */
final class Pace {
    private final long epochs;
    private final long miniBatches;
    private final boolean mayEndSooner;
    private final LongSupplier nanoTime;
    private long mark;
    private long miniBatchesDone;
    private long epochsDone;
    private double learningNanos;
    private double validationNanos;

    /**
     * Starts the clock.
     *
     * @param epochs how many epochs there will be
     * @param batches the mini-batches of an epoch
     * @param mayEndSooner whether a rule may end training before its last epoch
     */
    Pace(int epochs, int batches, boolean mayEndSooner, LongSupplier nanoTime) {
        this.epochs = epochs;
        this.miniBatches = (long) epochs * batches;
        this.mayEndSooner = mayEndSooner;
        this.nanoTime = nanoTime;
        this.mark = nanoTime.getAsLong();
    }

    /** Takes notice that so many mini-batches have been learned. */
    void batchesEnded(int count) {
        miniBatchesDone += count;
        learningNanos += lap();
    }

    /** Takes notice that an epoch has ended, its validation included. */
    void epochEnded() {
        epochsDone++;
        validationNanos += lap();
    }

    private long lap() {
        long before = mark;
        mark = nanoTime.getAsLong();
        return mark - before;
    }

    /** Returns the time left; empty before that can be told, and at the end. */
    Optional<TimeLeft> left() {
        if (miniBatchesDone == 0 || epochsDone == epochs) {
            return Optional.empty();
        }
        double learning = learningNanos / miniBatchesDone * (miniBatches - miniBatchesDone);
        double validation = epochsDone == 0 ? 0 : validationNanos / epochsDone * (epochs - epochsDone);
        return Optional.of(new TimeLeft(Duration.ofNanos(Math.round(learning + validation)), mayEndSooner));
    }
}
