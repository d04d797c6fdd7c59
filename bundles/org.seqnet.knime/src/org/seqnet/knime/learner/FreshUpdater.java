package org.seqnet.knime.learner;

import java.util.Optional;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.trained.TrainedNetwork;

/** An optimizer that begins anew in a training that is resumed, since another one was used before. */
final class FreshUpdater {
    private FreshUpdater() {}

    /** Returns a warning if a network to resume has no state of this optimizer. */
    static Optional<String> warning(TrainedNetwork network, Updater updater) {
        return network.keepsStateOf(updater) || network.provenance().isImported()
                ? Optional.empty()
                : Optional.of(
                        ("The network to resume was trained with %s; %s starts without its state, so the loss may "
                                        + "rise at first.")
                                .formatted(
                                        network.provenance().options().updater().title(), updater.title()));
    }
}
