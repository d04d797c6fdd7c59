package org.seqnet.knime.sequence;

import java.util.Optional;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.DataRange;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.knime.message.Failures;

/** How all sequences of a table are scaled, and what the user should know of it. */
record TableScaling(Scaling scaling, Optional<String> warning) {
    /** A look at all rows, which adds what they hold. */
    interface Look {
        void addTo(DataRange range) throws KNIMEException, CanceledExecutionException;
    }

    /**
     * Asks the settings or, if they leave it to the data, the rows.
     *
     * @param features how many features a sequence has if its numbers come from cells of KNIME's own
     * @throws KNIMEException if the rows cannot be scaled as asked for
     */
    static TableScaling of(SequenceReshaperParameters parameters, int features, Look look)
            throws KNIMEException, CanceledExecutionException {
        var known = parameters.scaling();
        if (known.isPresent()) {
            return new TableScaling(known.get(), Optional.empty());
        }
        var range = parameters.dataRange(features);
        look.addTo(range);
        try {
            return new TableScaling(
                    range.scaling(),
                    Optional.of(range).filter(DataRange::isMeasured).map(TableScaling::warning));
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        }
    }

    private static String warning(DataRange range) {
        if (range.isConstant()) {
            return ("The values of this table, from %s, are all alike and become 0. Choose a custom range, here and "
                            + "for test data.")
                    .formatted(range);
        }
        return range.features() == 1
                ? ("Values are scaled from %s, the range of this table. Scale test data from the same range: enter it "
                                + "as custom range there.")
                        .formatted(range)
                : ("Features are scaled from their ranges in this table (%s). Scale test data from the same ranges: "
                                + "use the nodes Normalizer and Normalizer (Apply) instead.")
                        .formatted(range);
    }

    /** Returns what to tell of the scaling, and of the rows. */
    Optional<String> and(Optional<String> other) {
        return warning.map(text -> other.map(more -> more + " " + text).orElse(text))
                .or(() -> other);
    }
}
