package org.seqnet.knime.learner;

import java.util.Locale;
import java.util.Optional;
import org.seqnet.engine.training.ValidationShare;
import org.seqnet.engine.training.ValidationShare.HeldOut;
import org.seqnet.knime.label.LabelledTable.Rows;

/**
 * Holds training rows out to validate on where no validation table is connected.
 *
 * @param groupColumn the column whose groups stay together, if they do
 */
record HoldOut(ValidationShare share, Optional<String> groupColumn) {

    /** Returns the rows in two parts; empty if none can be held out. */
    Optional<HeldOut> of(Rows rows) {
        return share.of(rows.data(), rows.groups());
    }

    /** Returns why none of these rows can be held out. */
    String obstacle(Rows rows) {
        var reason = rows.data().size() < ValidationShare.LEAST_SEQUENCES
                ? String.format(
                        Locale.ROOT,
                        "the training table has fewer than %d complete rows (%d)",
                        ValidationShare.LEAST_SEQUENCES,
                        rows.data().size())
                : "each label occurs in one %s only".formatted(rows.groups().isPresent() ? "group" : "row");
        return "No rows were held out for validation because " + reason + ".";
    }
}
