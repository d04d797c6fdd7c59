package org.seqnet.engine.training;

import java.util.Optional;
import java.util.OptionalInt;
import org.seqnet.engine.accelerator.Figures;
import org.seqnet.engine.trained.Checkpoint;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Where a training stands that goes on.
 *
 * @param epochsBefore how many epochs were done by trainings before it
 * @param batches how many mini-batches of the running epoch are done
 * @param figures what they gave
 * @param nanos how long they took
 * @param best the network of the best epoch so far
 */
record Midway(int epochsBefore, int batches, Figures figures, long nanos, Optional<TrainedNetwork> best) {

    /** Returns the beginning of a training. */
    static Midway beginning(int epochsBefore) {
        return new Midway(epochsBefore, 0, Figures.NONE, 0, Optional.empty());
    }

    static Midway of(Checkpoint checkpoint) {
        var sums = checkpoint.sums();
        return new Midway(
                checkpoint.epochsBefore(),
                checkpoint.batches(),
                new Figures(sums.sequences(), 0, sums.lossSum(), sums.correct(), sums.errors(), OptionalInt.empty()),
                sums.nanos(),
                checkpoint.best());
    }
}
