package org.seqnet.knime.learner;

import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorColumn;

/** A task that a tiny network learns at once: is the larger of two bytes first ("falling") or last ("rising")? */
public final class Orders {
    /** The shape of its sequences: 2 steps of 1 feature. */
    public static final SequenceShape SHAPE = new SequenceShape(2, 1);

    /** The columns of its table. */
    public static final DataTableSpec SPEC = new DataTableSpec(
            TensorColumn.ofSequences("sequence", Optional.of(SHAPE)), strings("label", "falling", "rising"));

    private Orders() {}

    /** Returns a table with this many rows, falling and rising in turn. */
    public static BufferedDataTable rows(int count) {
        var rows = new DataCell[count][];
        for (int i = 0; i < count; i++) {
            int low = i * 31 % 2;
            rows[i] = i % 2 == 0 ? falling(low) : rising(low);
        }
        return table(SPEC, rows);
    }

    /** The columns of {@link #ofAnyLength}: the spec tells no shape. */
    public static final DataTableSpec ANY_LENGTH =
            new DataTableSpec(TensorColumn.ofSequences("sequence", Optional.empty()), SPEC.getColumnSpec(1));

    /** Returns the rows of {@link #rows} in a table whose spec tells no shape. */
    public static BufferedDataTable untold(int count) {
        return table(
                ANY_LENGTH,
                Tables.rows(rows(count)).stream()
                        .map(row -> row(row.getCell(0), row.getCell(1)))
                        .toArray(DataCell[][]::new));
    }

    /**
     * Returns a table with this many rows of 1 to 6 steps: falling ones begin with a 3, rising ones end with it, and of
     * those of one step falling is a 3 and rising a 0.
     */
    public static BufferedDataTable ofAnyLength(int count) {
        var rows = new DataCell[count][];
        for (int i = 0; i < count; i++) {
            int steps = 1 + i / 2 % 6;
            var values = new int[steps];
            if (i % 2 == 0) {
                values[0] = 3;
            } else if (steps > 1) {
                values[steps - 1] = 3;
            }
            rows[i] = row(bytes(Shape.of(steps, 1), values), string(i % 2 == 0 ? "falling" : "rising"));
        }
        return table(ANY_LENGTH, rows);
    }

    static DataCell[] falling(int low) {
        return row(bytes(Shape.of(2, 1), 3, low), string("falling"));
    }

    static DataCell[] rising(int low) {
        return row(bytes(Shape.of(2, 1), low, 3), string("rising"));
    }

    /** Returns settings of a network that learns it in a moment. */
    public static LstmLearnerParameters parameters() {
        var parameters = LearnerRun.quick(new LstmLearnerParameters(), 0.05);
        parameters.architecture.layers = 1;
        parameters.architecture.hiddenUnits = 4;
        return parameters;
    }
}
