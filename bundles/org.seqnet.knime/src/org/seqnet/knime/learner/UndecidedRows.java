package org.seqnet.knime.learner;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.KNIMEException.KNIMERuntimeException;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Sentences;

/** The rows, used for validation, that a network in training has no finite prediction for because values overflow. */
final class UndecidedRows {
    private final LabelledTable columns;
    private final BufferedDataTable table;
    private final IntToLongFunction row;
    private int epoch;
    private int most;

    /** @param row tells which row of the table a sequence is, both counted from 0 */
    UndecidedRows(LabelledTable columns, BufferedDataTable table, IntToLongFunction row) {
        this.columns = columns;
        this.table = table;
        this.row = row;
    }

    /**
     * Notes those of an epoch.
     *
     * @param sequences which of the packed rows they are, counted from 0, at least one
     * @throws KNIMERuntimeException if the node is to fail at such a row
     */
    void add(int ofEpoch, int[] sequences) {
        if (columns.missingValues() == MissingValues.FAIL) {
            long first = row.applyAsLong(sequences[0]);
            throw Failures.failureAt(
                            columns.port(),
                            first,
                            columns.sequenceColumn(),
                            "The prediction is not finite.",
                            ("%s, row '%s': the network has no finite prediction in epoch %d because "
                                            + "values overflow in the network.")
                                    .formatted(
                                            Sentences.begun(columns.title()), LabelledTable.key(table, first), ofEpoch),
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
                        "%,d rows of the %s have no finite prediction in epoch %,d because values "
                                + "overflow in the network; they count as wrong. %s",
                        most,
                        columns.title(),
                        epoch,
                        Failures.LOOK_FOR_NO_DATA));
    }
}
