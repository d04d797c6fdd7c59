package org.seqnet.knime.label;

import java.util.Optional;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.knime.label.TableRow.Gap;

/** Where a table states what a network learns of its rows. */
public sealed interface RowTruth permits RowLabels, RowValues, StepColumn {

    /** Returns what the names of columns with predictions call it. */
    String name();

    /** Returns what a message calls the place after the word column, such as {@code "'label'"}. */
    String place();

    /** Returns what a message calls what is known of a row, such as {@code "label"}. */
    String word();

    /** Returns the names of the labels or targets, if the table's spec states them. */
    Optional<LabelDomain> declared();

    /** Returns what the labels are; targets are named by texts. */
    LabelType type();

    /** Returns why nothing is known of a row; empty if something is. */
    Optional<Gap> gap(TableRow row);

    /**
     * Starts to collect it.
     *
     * @param trained the labels that are allowed, as in validation and in resuming; empty if all are
     */
    TruthCollector collector(Optional<LabelDomain> trained);

    /**
     * Makes sure that there is something to learn.
     *
     * @param table what messages call the table, such as {@code "training table"}
     * @throws KNIMEException if there is not
     */
    void requireLearnable(LabelledSequences data, String table) throws KNIMEException;
}
