package org.knime.node.parameters.widget.choices.util;

/** Names the input table that choices are taken from. */
public interface InputTableIndexHolder {
    /** Counts input ports from 0, without the flow variable port. */
    default int getInputTableIndex() {
        return 0;
    }
}
