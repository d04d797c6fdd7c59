package org.seqnet.knime.learner;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.network.Pooling;

/** How a recurrent network pools the time steps, as choices of a dialog; the names are saved and never change. */
enum TimePooling {
    @Label(
            value = "Last time step",
            description = "The outputs at the last time step. In a bidirectional network, each direction contributes "
                    + "its outputs at the end of its own way: at the last and at the first time step. If a label per "
                    + "time step is learned, the outputs at each time step.")
    LAST_STEP(Pooling.LAST_STEP),
    @Label(value = "Mean", description = "The mean of the outputs over all time steps of a sequence.")
    MEAN(Pooling.MEAN),
    @Label(
            value = "Attention",
            description = "A weighted mean of the outputs over all time steps of a sequence. The network learns to "
                    + "compute the weights from the outputs. They sum to 1 and show which time steps a prediction "
                    + "rests on.")
    ATTENTION(Pooling.ATTENTION);

    private final Pooling pooling;

    TimePooling(Pooling pooling) {
        this.pooling = pooling;
    }

    /** Returns the engine's. */
    Pooling pooling() {
        return pooling;
    }
}
