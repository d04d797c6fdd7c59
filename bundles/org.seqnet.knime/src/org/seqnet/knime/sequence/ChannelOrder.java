package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** Where the channels of an image of three axes stand. */
enum ChannelOrder {
    @Label(value = "Last", description = "Rows x columns x channels.")
    LAST,
    @Label(value = "First", description = "Channels x rows x columns.")
    FIRST
}
