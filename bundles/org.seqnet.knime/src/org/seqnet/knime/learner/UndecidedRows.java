package org.seqnet.knime.learner;

import java.util.Locale;
import java.util.Optional;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.KNIMEException.KNIMERuntimeException;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.message.Failures;

/** The validation rows that a network in training has no finite prediction for because values overflow. */
final class UndecidedRows {
    private final LabelledTable columns;
    private final BufferedDataTable table;
    private int epoch;
    private int most;

    UndecidedRows(LabelledTable columns, BufferedDataTable table) {
        this.columns = columns;
        this.table = table;
    }

    /**
     * Notes those of an epoch.
     *
     * @param sequences which of the packed rows they are, counted from 0, at least one
     * @throws KNIMERuntimeException if the node is to fail at such a row
     */
    void add(int ofEpoch, int[] sequences) {
        if (columns.missingValues() == MissingValues.FAIL) {
            // no row was skipped: the packed ones are those of the table
            throw Failures.failureAt(
                            columns.port(),
                            sequences[0],
                            columns.sequenceColumn(),
                            "The prediction is not finite.",
                            ("Validation table, row '%s': the network has no finite prediction in epoch %d because "
                                            + "values overflow in the network.")
                                    .formatted(LabelledTable.key(table, sequences[0]), ofEpoch),
                            Failures.LOOK_FOR_NO_DATA,
                            "Or configure the node to skip missing values: such rows then count as wrong.")
                    .toUnchecked();
        }
        if (sequences.length > most) {
            epoch = ofEpoch;
            most = sequences.length;
        }
    }

    /** Returns a warning about them, if there are any. */
    Optional<String> warning() {
        return most == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d rows of the validation table have no finite prediction in epoch %,d because values "
                                + "overflow in the network; they count as wrong. %s",
                        most,
                        epoch,
                        Failures.LOOK_FOR_NO_DATA));
    }
}
