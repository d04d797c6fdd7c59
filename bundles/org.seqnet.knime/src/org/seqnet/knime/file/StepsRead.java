package org.seqnet.knime.file;

import java.util.Optional;
import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.network.Pooling;

/** Which time steps a last layer reads, as choices of a dialog; the names are saved in settings and never change. */
enum StepsRead {
    @Label(value = "As in the file", description = "What the file says.")
    FROM_FILE(null),
    @Label(
            value = "Last time step",
            description = "The outputs at the last time step; of a bidirectional network, those of each direction at "
                    + "the end of its own way, as in <tt>h_n</tt> of PyTorch.")
    LAST_STEP(Pooling.LAST_STEP),
    @Label(value = "Mean", description = "The mean of the outputs over all time steps of a sequence.")
    MEAN(Pooling.MEAN);

    private final Pooling pooling;

    StepsRead(Pooling pooling) {
        this.pooling = pooling;
    }

    /** Returns the engine's; empty if the file tells. */
    Optional<Pooling> pooling() {
        return Optional.ofNullable(pooling);
    }
}
