package org.seqnet.knime.network;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.knime.message.Failures;

/** A column of sequences that a network is to be applied to. */
public final class ReadableColumn {
    private ReadableColumn() {}

    /**
     * Makes sure that a network can read the sequences of a column, as far as both specs tell.
     *
     * @throws InvalidSettingsException if they have another shape, or were prepared otherwise
     */
    public static void require(NetworkPortObjectSpec network, DataColumnSpec column) throws InvalidSettingsException {
        var mismatch = network.mismatch(column);
        if (mismatch.isPresent()) {
            throw Failures.invalid(
                    "Column '%s' contains %s; the network expects %s."
                            .formatted(
                                    column.getName(),
                                    mismatch.get().held(),
                                    mismatch.get().read()),
                    "Reshape the table in the same way as the training table, or select another column.");
        }
        network.requirePreparationOf(
                column,
                "Column '%s'".formatted(column.getName()),
                "the network",
                "Prepare the table like the training table, for example with a copy of its Sequence Reshaper.",
                "Or select another column.");
    }
}
