package org.seqnet.engine.inference;

import java.util.function.BooleanSupplier;
import org.seqnet.engine.model.TrainedNetwork;
import org.seqnet.engine.sequence.Sequences;

/** Applies a trained network. Safe for many threads: they take turns. */
public final class Classifier implements AutoCloseable {
    /** The batch size that {@link #of(TrainedNetwork)} takes. */
    public static final int USUAL_BATCH_SIZE = 1000;

    private Classifier() {}

    /** Makes ready a network with batches of {@value #USUAL_BATCH_SIZE} and a thread for each core. */
    public static Classifier of(TrainedNetwork network) {
        return of(network, USUAL_BATCH_SIZE, 0);
    }

    /**
     * Makes ready a network.
     *
     * @param batchSize the most sequences that are computed at once, at least 1
     * @param threads how many threads compute; 0 means one for each core
     */
    public static Classifier of(TrainedNetwork network, int batchSize, int threads) {
        throw new UnsupportedOperationException("lands next");
    }

    /**
     * Returns class probabilities, N x K row-major; each row sums to 1. Columns stand in the order of the network's labels.
     *
     * @throws org.seqnet.engine.SeqNetException if the sequences have another shape than the network reads
     */
    public float[] probabilities(Sequences sequences) {
        return probabilities(sequences, 0, sequences.size(), () -> false);
    }

    /**
     * Returns class probabilities of {@code count} sequences from {@code first} on, count x K row-major.
     *
     * @param cancelled is asked before each batch
     * @throws java.util.concurrent.CancellationException if {@code cancelled} says so
     */
    public float[] probabilities(Sequences sequences, int first, int count, BooleanSupplier cancelled) {
        throw new UnsupportedOperationException("lands next");
    }

    /** Gives back the network's native memory; a closed classifier refuses work. */
    @Override
    public void close() {}
}
