package org.seqnet.knime.label;

import java.util.Optional;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Truth;

/** Collects what is known of the rows of a table, one after the other. */
interface TruthCollector {

    /**
     * Reads what is known of a row without a gap.
     *
     * @return adds it, once the row's sequence has turned out to be usable
     * @throws KNIMEException if a cell has a value that cannot be learned
     */
    Runnable read(TableRow row) throws KNIMEException;

    /** Returns the number of rows added. */
    int rows();

    /** Returns the names of the labels or targets. */
    LabelDomain domain();

    /** Returns what is known of all rows that were added. */
    Truth truth(LabelDomain domain);

    /** Returns a warning about rows of which not everything is known, if there are any. */
    default Optional<String> warning(String table) {
        return Optional.empty();
    }
}
