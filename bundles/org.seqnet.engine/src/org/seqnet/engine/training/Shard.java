package org.seqnet.engine.training;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.LocalDevice;
import org.seqnet.engine.forecast.TrainingWindows;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * A part of the training data in the process that holds it, with the network that learns from it. All that it answers
 * depends on its data and the question alone: one that was lost may be made again at any time.
 */
public final class Shard implements AutoCloseable {
    private final int number;
    private final LabelledSequences training;
    private final Optional<LabelledSequences> validation;
    private final int threads;
    private Optional<ShardLearner> learner = Optional.empty();

    /**
     * Makes a shard of its data, of which either part may be empty.
     *
     * @param number its number, from 0 on
     * @param training raw sequences to learn from
     * @param validation raw sequences to measure on; empty if no shard has any
     * @param threads how many threads compute; 0 means one for each core
     */
    public Shard(int number, LabelledSequences training, Optional<LabelledSequences> validation, int threads) {
        this.number = Objects.checkIndex(number, Integer.MAX_VALUE);
        this.training = Objects.requireNonNull(training, "training");
        this.validation = Objects.requireNonNull(validation, "validation");
        this.threads = threads;
    }

    /**
     * Returns its answer to a question; one question at a time is answered.
     *
     * @throws org.seqnet.engine.SeqNetException if it cannot be answered, such as if there is not enough memory
     */
    public synchronized <A extends Serializable> A answer(ShardQuestion<A> question) {
        try {
            return LocalDevice.start().withOneThread(() -> question.of(this));
        } catch (OutOfMemoryError e) {
            close();
            throw new SeqNetException(
                    String.format(
                            Locale.ROOT,
                            "Shard %,d of the training data (%s) requires more memory than its process has. Give the "
                                    + "processes more memory, or use more shards or smaller batches.",
                            number + 1,
                            training.sequences()),
                    e);
        }
    }

    int number() {
        return number;
    }

    int threads() {
        return threads;
    }

    /** Returns the sequences to learn from as a network reads them that forecasts like this, before preprocessing. */
    LabelledSequences training(Optional<Forecast> forecast) {
        return training.size() == 0 ? training : TrainingWindows.of(forecast, training);
    }

    /** Returns the sequences to measure on in the same form. */
    Optional<LabelledSequences> validation(Optional<Forecast> forecast) {
        return validation.map(raw -> raw.size() == 0 ? raw : TrainingWindows.of(forecast, raw));
    }

    /** Returns what learns by a plan; that of another plan is given up. */
    ShardLearner learner(ShardPlan plan) {
        if (learner.isEmpty() || !learner.get().follows(plan)) {
            close();
            learner = Optional.of(new ShardLearner(this, plan));
        }
        return learner.get();
    }

    /** Gives back the memory outside the heap; it can be asked again nevertheless. */
    @Override
    public synchronized void close() {
        learner.ifPresent(ShardLearner::close);
        learner = Optional.empty();
    }
}
