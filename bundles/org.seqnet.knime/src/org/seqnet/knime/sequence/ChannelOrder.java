package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** The position of the channels in a three-dimensional image. */
enum ChannelOrder {
    @Label(value = "Last", description = "Rows x columns x channels.")
    LAST,
    @Label(value = "First", description = "Channels x rows x columns.")
    FIRST
}
