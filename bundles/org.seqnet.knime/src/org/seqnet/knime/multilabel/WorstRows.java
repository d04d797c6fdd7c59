package org.seqnet.knime.multilabel;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import org.knime.core.data.DataTableSpec;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.label.TableRow;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;
import org.seqnet.knime.view.Drawings;

/** Collects the rows with most wrong labels while a table passes by. Holds few rows, however long the table is. */
final class WorstRows {
    /** As many as a glance takes in. */
    static final int MOST = 24;

    private static final Comparator<WorstRow> WORST_FIRST =
            Comparator.comparingInt(WorstRow::wrong).reversed().thenComparingLong(WorstRow::place);

    private final DataTableSpec spec;
    private final int tensor;
    private final PriorityQueue<WorstRow> kept = new PriorityQueue<>(WORST_FIRST.reversed());

    private long wrongRows;

    WorstRows(DataTableSpec spec) {
        this.spec = spec;
        this.tensor = TensorColumn.picture(spec);
    }

    /**
     * A row with wrong labels.
     *
     * @param row the row's key
     * @param wrong how many labels are missed, or predicted though the row does not have them
     * @param tensor the row's tensor; null if it has none
     * @param place the row's place in the table
     */
    record WorstRow(String row, List<String> actual, List<String> predicted, int wrong, Tensor tensor, long place) {}

    /** Looks at a row. */
    void add(TableRow row, List<String> actual, List<String> predicted) {
        int hits =
                (int) actual.stream().filter(new HashSet<>(predicted)::contains).count();
        int wrong = actual.size() + predicted.size() - 2 * hits;
        if (wrong > 0) {
            wrongRows++;
        }
        if (wrong == 0 || kept.size() == MOST && kept.peek().wrong >= wrong) {
            return;
        }
        var found = tensor >= 0 && row.cell(tensor) instanceof TensorValue value ? value.tensor() : null;
        kept.add(new WorstRow(row.cells().getKey().getString(), actual, predicted, wrong, found, row.index()));
        if (kept.size() > MOST) {
            kept.remove();
        }
    }

    /** Returns drawings of the rows' tensors, with none yet. */
    Drawings drawings() {
        return Drawings.of(spec, tensor, MOST);
    }

    /** Returns how many rows have wrong labels. */
    long wrongRows() {
        return wrongRows;
    }

    /** Returns the rows, those with most wrong labels first. */
    List<WorstRow> worstFirst() {
        return kept.stream().sorted(WORST_FIRST).toList();
    }
}
