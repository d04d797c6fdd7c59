package org.seqnet.knime.label;

import java.util.Locale;
import java.util.Optional;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.LabelDomain;

/**
 * The labels that the rows of a table may have.
 *
 * @param trained those of the training table or of the network to resume; empty if all are allowed
 */
record KnownLabels(Optional<LabelDomain> trained) {
    /** How many labels a message lists. */
    private static final int MOST_LISTED = 100;

    /**
     * Makes sure that a label is one of them.
     *
     * @param column the index of the column that the label is in
     * @throws KNIMEException if it is not
     */
    void require(String label, TableRow row, int column) throws KNIMEException {
        if (trained.isPresent() && !trained.get().contains(label)) {
            throw row.port() == 0 ? unknown(label, trained.get(), row, column) : unseen(label, row, column);
        }
    }

    private static KNIMEException unseen(String label, TableRow row, int column) {
        return row.failure(
                column,
                "The label does not occur in the training table.",
                "label '%s' does not occur in the training table.".formatted(label),
                "Remove such rows, or add rows with this label to the training table.");
    }

    private static KNIMEException unknown(String label, LabelDomain known, TableRow row, int column) {
        return row.failure(
                column,
                "The label is unknown to the network to resume.",
                "label '%s' is not among the labels of the network to resume: %s.".formatted(label, listed(known)),
                "Remove such rows, or disconnect the network to train a new one.",
                "Or set \"Connected network\" in the dialog to start a new network with its layers.");
    }

    private static String listed(LabelDomain labels) {
        int more = labels.size() - MOST_LISTED;
        return more <= 0
                ? labels.toString()
                : String.format(Locale.ROOT, "%s and %,d more", labels.names().subList(0, MOST_LISTED), more);
    }
}
