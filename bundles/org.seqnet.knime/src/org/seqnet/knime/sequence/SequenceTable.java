package org.seqnet.knime.sequence;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.tensor.TensorCell;
import org.seqnet.knime.tensor.TensorColumn;

/** The table that is made of rows that are time steps: the group, the columns kept, and last the sequence. */
final class SequenceTable {
    private SequenceTable() {}

    /** Returns the table's columns. */
    static DataTableSpec spec(
            DataTableSpec table,
            IntStream group,
            CarriedColumns carried,
            String name,
            Optional<SequenceShape> shape,
            Preparation preparation) {
        var kept = new DataTableSpec(IntStream.concat(group, Arrays.stream(carried.indices()))
                .mapToObj(table::getColumnSpec)
                .toArray(DataColumnSpec[]::new));
        var sequences = TensorColumn.ofSequences(DataTableSpec.getUniqueColumnName(kept, name), shape);
        return new DataTableSpecCreator(kept)
                .addColumns(TensorColumn.prepared(sequences, preparation))
                .createSpec();
    }

    /** Returns the cells of a row. */
    static DataCell[] cells(Optional<DataCell> group, DataCell[] carried, Tensor sequence) {
        var cells = new DataCell[carried.length + (group.isPresent() ? 2 : 1)];
        group.ifPresent(cell -> cells[0] = cell);
        System.arraycopy(carried, 0, cells, cells.length - 1 - carried.length, carried.length);
        cells[cells.length - 1] = new TensorCell(sequence);
        return cells;
    }
}
