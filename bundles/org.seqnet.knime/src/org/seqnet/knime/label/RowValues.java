package org.seqnet.knime.label;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.ForecastWindows;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.LabelledSequences;

/** Where the numbers of a table's rows are that a network learns to predict. */
public sealed interface RowValues extends RowTruth permits ValueColumns, TargetColumn {

    /** Returns the names of the targets. */
    List<String> targets();

    /** Returns how they are the next values of a series; empty if they are not. */
    Optional<ForecastWindows> forecast();

    /** Returns how many numbers each row has: one for each target, of a forecast at each step. */
    int width();

    /**
     * Returns the numbers of a row without a gap, NaN where one is not known.
     *
     * @throws KNIMEException if one is infinite, or there are more or fewer
     */
    double[] of(TableRow row) throws KNIMEException;

    @Override
    default String word() {
        return "target value";
    }

    @Override
    default Optional<LabelDomain> declared() {
        return Optional.of(new LabelDomain(targets()));
    }

    @Override
    default LabelType type() {
        return LabelType.TEXT;
    }

    @Override
    default TruthCollector collector(Optional<LabelDomain> trained) {
        return new CollectedValues(this);
    }

    @Override
    default void requireLearnable(LabelledSequences data, String table) {
        // a row of which no number is known was skipped
    }
}
