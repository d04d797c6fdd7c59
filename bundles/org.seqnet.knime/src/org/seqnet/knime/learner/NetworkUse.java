package org.seqnet.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** What a learner does with the network that is connected; the names are saved in settings and never change. */
enum NetworkUse {
    /** Trains it on. */
    @Label(
            value = "Resume training",
            description = "Training continues from the network with all its layers, labels and its history.")
    RESUME,
    /** Begins a new network with its layers. */
    @Label(
            value = "Transfer",
            description = "A new network starts with the layers of the network. Only the output layer is new, so the "
                    + "table may have other labels, or another kind of labels.")
    TRANSFER
}
