package org.seqnet.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** Where the learning rate comes from; the names are saved in settings and never change. */
enum RateSource {
    /** The number in the dialog. */
    @Label(value = "Custom", description = "The learning rate that is entered.")
    CUSTOM,
    /** A range test. */
    @Label(
            value = "Found before training",
            description = "A test before training, for which no setting is needed: a copy of the network is trained on "
                    + "up to 100 mini-batches while the learning rate increases from 0.000001 to 10. The learning rate "
                    + "is one tenth of the one at which 90% of the decrease in loss is reached. Training then starts "
                    + "from the beginning; the log states the learning rate, and the view shows the test.")
    FOUND
}
