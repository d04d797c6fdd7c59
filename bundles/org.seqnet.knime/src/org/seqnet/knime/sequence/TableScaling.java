package org.seqnet.knime.sequence;

import java.util.Optional;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.DataRange;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.knime.message.Failures;

/**
 * How all sequences of a table are scaled, and a warning about it.
 *
 * @param step how, in words; empty if there is nothing to scale
 */
record TableScaling(Scaling scaling, Optional<String> step, Optional<String> warning) {
    /** A look at all rows, which adds what they hold. */
    interface Look {
        void addTo(DataRange range) throws KNIMEException, CanceledExecutionException;
    }

    /**
     * Returns the scaling of the settings or, if they depend on the data, of the rows.
     *
     * @param features the number of features of a sequence of KNIME's own numbers
     * @throws KNIMEException if the rows cannot be scaled as asked for
     */
    static TableScaling of(SequenceReshaperParameters parameters, int features, Look look)
            throws KNIMEException, CanceledExecutionException {
        var known = parameters.scaling();
        if (known.isPresent()) {
            return new TableScaling(known.get(), parameters.scalingStep(), Optional.empty());
        }
        var range = parameters.dataRange(features);
        look.addTo(range);
        try {
            return new TableScaling(
                    range.scaling(),
                    Optional.of(range).filter(data -> !data.isEmpty()).map(PreparationSteps::toUnitRange),
                    Optional.of(range).filter(DataRange::isMeasured).map(TableScaling::warning));
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        }
    }

    private static String warning(DataRange range) {
        if (range.isConstant()) {
            return "The values of this table are constant (%s) and become 0. Set a custom range here and for test data."
                    .formatted(range);
        }
        return range.features() == 1
                ? ("Values are scaled from %s, the range of this table. For test data, set this range as the "
                                + "custom range.")
                        .formatted(range)
                : ("Features are scaled from their ranges in this table (%s). Networks reject test data with other "
                                + "ranges. Set the scaling method to None to let the learner scale all data in the "
                                + "same way.")
                        .formatted(range);
    }

    /** Returns the warning about the scaling, and about the rows. */
    Optional<String> and(Optional<String> other) {
        return warning.map(text -> other.map(more -> more + " " + text).orElse(text))
                .or(() -> other);
    }
}
