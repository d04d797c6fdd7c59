package org.seqnet.engine.training;

import java.util.stream.IntStream;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.options.TrainingOptions;

/** The order in which epochs visit the training sequences: a fresh one each, unless the options say otherwise. */
record EpochOrder(TrainingOptions options, int sequences) {

    /** Returns the sequences in the order of an epoch, counted from 1, which depends on it and the seed alone. */
    int[] of(int epoch) {
        var order = IntStream.range(0, sequences).toArray();
        if (options.shuffle()) {
            new SeedStream(options.seed(), Purpose.ORDER, epoch).shuffle(order);
        }
        return order;
    }
}
