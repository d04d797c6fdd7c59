package org.seqnet.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** What a learner does with the network that is connected; the names are saved in settings and never change. */
enum ConnectedNetwork {
    /** Trains it on. */
    @Label(
            value = "Continue training",
            description = "Training continues from the network with all its layers, labels and its history.")
    RESUME,
    /** Begins a new network with its encoder. */
    @Label(
            value = "Use its convolutional layers and train them further",
            description = "A new network starts with the convolutional and dense layers of the network, and all layers "
                    + "are trained. The network may predict anything, such as classes: only these layers are used.")
    FINE_TUNE,
    /** Begins a new network with its encoder, which stays as it is. */
    @Label(
            value = "Use its convolutional layers as they are",
            description = "A new network uses the convolutional and dense layers of the network, and only the other "
                    + "layers are trained. An epoch is faster, and the layers stay exactly as they are.")
    FREEZE
}
