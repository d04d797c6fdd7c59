package org.seqnet.engine.training;

import java.util.Optional;
import org.seqnet.engine.sequence.LabelledSequences;

/** A part of the training data in the process that holds it. */
public final class Shard {
    /**
     * Makes a shard of its data.
     *
     * @param number its number, from 0 on
     */
    public Shard(int number, LabelledSequences training, Optional<LabelledSequences> validation) {}
}
