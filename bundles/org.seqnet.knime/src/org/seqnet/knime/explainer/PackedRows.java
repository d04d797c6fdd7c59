package org.seqnet.knime.explainer;

import java.util.Arrays;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.MissingValueException;
import org.seqnet.engine.sequence.Packer;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorValue;

/**
 * The sequences of the first rows of a table.
 *
 * @param numbers for each of these rows the number of its sequence; -1 if it has none that is complete
 * @param missing how many rows have no sequence
 * @param incomplete how many rows have a sequence with missing values that the network does not fill in
 */
record PackedRows(Sequences sequences, int[] numbers, int missing, int incomplete) {

    /**
     * Packs rows.
     *
     * @param column the index of the column of sequences
     * @throws KNIMEException if a sequence is missing and that is not allowed
     * @throws org.seqnet.engine.SeqNetException if a sequence does not fit the network
     */
    static PackedRows of(
            BufferedDataTable table,
            int column,
            int most,
            TrainedNetwork network,
            MissingCells allowed,
            ExecutionMonitor monitor)
            throws KNIMEException, CanceledExecutionException {
        var packer = packer(network);
        var numbers = new int[(int) Math.min(table.size(), most)];
        Arrays.fill(numbers, -1);
        int missing = 0;
        int incomplete = 0;
        int packed = 0;
        try (var rows = table.iterator()) {
            for (int row = 0; row < numbers.length; row++) {
                monitor.checkCanceled();
                var next = rows.next();
                if (next.getCell(column).isMissing()) {
                    requireAllowed(allowed, column, row, next);
                    missing++;
                } else if (add(packer, next.getCell(column), next, allowed)) {
                    numbers[row] = packed++;
                } else {
                    incomplete++;
                }
            }
        }
        return new PackedRows(packer.build(), numbers, missing, incomplete);
    }

    private static Packer packer(TrainedNetwork network) {
        var packer = Sequences.packer(
                network.inputShape(), network.architecture().encoder().inputForm(), "the network requires");
        return network.input().preprocessing().filling() == Filling.NONE ? packer : packer.keepingMissing();
    }

    private static void requireAllowed(MissingCells allowed, int column, int index, DataRow row) throws KNIMEException {
        if (allowed == MissingCells.FAIL) {
            throw Failures.failureAt(
                    1,
                    index,
                    column,
                    "The cell is missing.",
                    "Row '%s': the sequence is missing.".formatted(row.getKey().getString()),
                    "Fill in the value, remove the row, or configure the node to keep missing values.");
        }
    }

    /** Says whether a sequence is complete. */
    private static boolean add(Packer packer, DataCell cell, DataRow row, MissingCells allowed) {
        try {
            packer.add(((TensorValue) cell).tensor(), () -> "Row '%s'"
                    .formatted(row.getKey().getString()));
            return true;
        } catch (MissingValueException e) {
            if (allowed == MissingCells.FAIL) {
                throw e;
            }
            return false;
        }
    }
}
