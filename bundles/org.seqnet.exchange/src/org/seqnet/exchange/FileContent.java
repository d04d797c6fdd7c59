package org.seqnet.exchange;

import org.seqnet.engine.trained.TrainedNetwork;

/** What a file of another format has. */
public sealed interface FileContent {
    /** A network that we wrote, as it was but for the state of its updater. */
    record Whole(TrainedNetwork network) implements FileContent {}

    /** What another program wrote, which does not say all that a network needs. */
    record Foreign(ForeignNetwork network) implements FileContent {}
}
