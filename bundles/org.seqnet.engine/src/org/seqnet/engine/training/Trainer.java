package org.seqnet.engine.training;

import java.util.Optional;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.LabelledSequences;

/** Makes networks learn. It holds no state: one trainer serves many threads at once. */
public final class Trainer {
    /**
     * Trains a new network on the calling thread.
     *
     * @param validation what each epoch is measured on; early stopping needs it
     * @throws org.seqnet.engine.SeqNetException if the data cannot be learned from: empty, fewer than two labels in use,
     *     validation of another shape or label domain; or if the loss stops being a number
     * @throws java.util.concurrent.CancellationException if the listener cancels; nothing is left behind
     */
    public TrainingResult train(
            Architecture architecture,
            TrainingOptions options,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener) {
        throw new UnsupportedOperationException("lands next");
    }
}
