package org.seqnet.engine.training;

import java.util.Optional;
import java.util.function.Supplier;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;

/** Watches a training. All methods are called on the thread that trains. */
public interface TrainingListener {
    /** Watches nothing and never cancels. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * Tells what will compute, such as {@code CPU, 2 threads}, before anything else is told.
     *
     * @param fallback why no graphics card does although one could and the choice was left to the engine, each reason a
     *     line
     */
    default void begins(String device, Optional<String> fallback) {}

    /** Tells why single precision computes although mixed precision was asked for, as a sentence for people. */
    default void mixedPrecisionRefused(String reason) {}

    /** Tells that another one of so many mini-batches of the learning-rate range test before training is done. */
    default void rateTested(int miniBatch, int miniBatches) {}

    /** Tells which learning rate the range test found; training begins with it. */
    default void rateFound(RateTest test) {}

    /**
     * Tells how far a training without mini-batches has come.
     *
     * @param share what is done of it, 0 to 1
     * @param text what it does
     */
    default void fitted(double share, Supplier<String> text) {}

    /**
     * Tells how far training has come: after each mini-batch on the processor, and several times a second on a device
     * that must be waited for.
     */
    default void batchEnded(BatchProgress progress) {}

    /**
     * Tells which validation sequences, counted from 0, the network has no finite probabilities for at the end of a
     * pass, if there are any: numbers grow too large in it. {@link Evaluation} says how they count.
     */
    default void undecided(int epoch, int[] validationSequences) {}

    /**
     * Tells that a pass has ended, validation included.
     *
     * @param left how long training goes on; empty after the last pass
     */
    default void epochEnded(EpochRecord epoch, Optional<TimeLeft> left) {}

    /** Is asked before each mini-batch, of training and of validation; {@code true} ends training without a result. */
    default boolean isCancelled() {
        return false;
    }

    /**
     * Is asked after each mini-batch; {@code true} ends training with the network that it has: with early stopping that
     * of the best epoch, else the present one. The epoch that it breaks off counts as the last one.
     */
    default boolean isStopRequested() {
        return false;
    }
}
