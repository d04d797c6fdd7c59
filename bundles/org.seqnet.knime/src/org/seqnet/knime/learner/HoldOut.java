package org.seqnet.knime.learner;

import java.util.Locale;
import java.util.Optional;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.training.ValidationShare;
import org.seqnet.engine.training.ValidationShare.HeldOut;
import org.seqnet.knime.label.LabelledTable.Rows;

/**
 * Holds training rows out to validate on where no validation table is connected.
 *
 * @param groupColumn the column whose groups stay together, if they do
 */
record HoldOut(ValidationShare share, Optional<String> groupColumn) {

    /**
     * Returns the rows in two parts, of a forecast the latest ones in the second, those
     * that overlap them in none; empty if none can be held out.
     *
     * @param head what is learned
     */
    Optional<HeldOut> of(Rows rows, Head head) {
        return forecast(head)
                .map(forecast -> share.latest(rows.data(), rows.groups(), forecast.stepsAtOnce()))
                .orElseGet(() -> share.of(rows.data(), rows.groups()));
    }

    private static Optional<Forecast> forecast(Head head) {
        return head instanceof Values values ? values.forecast() : Optional.empty();
    }

    /** Returns why none of these rows can be held out. */
    String obstacle(Rows rows, Head head) {
        var reason = rows.data().size() < ValidationShare.LEAST_SEQUENCES
                ? String.format(
                        Locale.ROOT,
                        "the training table has fewer than %d complete rows (%d)",
                        ValidationShare.LEAST_SEQUENCES,
                        rows.data().size())
                : forecast(head).isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "no series has %,d rows",
                                1 + forecast(head).get().stepsAtOnce())
                        : head instanceof Values
                                ? "all rows are in one group"
                                : "each label occurs in one %s only"
                                        .formatted(rows.groups().isPresent() ? "group" : "row");
        return "No rows were held out for validation because " + reason + ".";
    }
}
