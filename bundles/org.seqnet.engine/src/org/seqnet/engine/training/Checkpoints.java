package org.seqnet.engine.training;

import java.util.Optional;
import org.seqnet.engine.trained.Checkpoint;

/** Where a training by shards keeps what it needs to go on if it is ended from outside. */
public interface Checkpoints {
    /** Keeps nothing. */
    Checkpoints NONE = new Checkpoints() {
        @Override
        public int rounds() {
            return 0;
        }

        @Override
        public Optional<Checkpoint> latest() {
            return Optional.empty();
        }

        @Override
        public void save(Checkpoint checkpoint) {
            throw new IllegalStateException("No checkpoint is due.");
        }
    };

    /** Returns after how many rounds a checkpoint is saved; 0 if none is. */
    int rounds();

    /**
     * Returns where to go on; empty to begin.
     *
     * @throws org.seqnet.engine.SeqNetException if a checkpoint cannot be read
     */
    Optional<Checkpoint> latest();

    /**
     * Saves a checkpoint, which takes the place of the one before once it is whole.
     *
     * @throws org.seqnet.engine.SeqNetException if it cannot be saved
     */
    void save(Checkpoint checkpoint);
}
