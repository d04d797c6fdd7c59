package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.streamable.StreamableFunction;

/** Says how a table's columns are kept, moved, removed, replaced and completed by new ones. */
public class ColumnRearranger {

    private final List<Column> columns = new ArrayList<>();

    private final DataTableSpec original;

    /** A column of the input, or one that a factory computes. */
    record Column(DataColumnSpec spec, int originalIndex, CellFactory factory, int indexInFactory) {

        boolean isNew() {
            return factory != null;
        }
    }

    /** Starts with all columns. */
    public ColumnRearranger(final DataTableSpec original) {
        this.original = original;
        for (int i = 0; i < original.getNumColumns(); i++) {
            columns.add(new Column(original.getColumnSpec(i), i, null, -1));
        }
    }

    /** Removes the columns at the given positions. */
    public final void remove(final int... colIndices) {
        columns.removeAll(at(colIndices));
    }

    private Set<Column> at(int... indices) {
        var found = new HashSet<Column>();
        for (int index : indices) {
            if (!found.add(columns.get(index))) {
                throw new IndexOutOfBoundsException("Duplicates encountered " + Arrays.toString(indices));
            }
        }
        return found;
    }

    /** Inserts new columns in front of the one at the given position. */
    public final void insertAt(final int position, final CellFactory fac) {
        columns.addAll(position, columnsOf(fac));
    }

    /** Inserts new columns at the end. */
    public final void append(final CellFactory fac) {
        insertAt(columns.size(), fac);
    }

    /** Replaces columns by as many new ones. */
    public final void replace(final CellFactory fac, final int... colIndex) {
        var replacements = columnsOf(fac);
        if (replacements.size() != colIndex.length) {
            throw new IndexOutOfBoundsException("Arguments do not provide to same number of columns: "
                    + replacements.size() + " vs. " + colIndex.length);
        }
        for (int i = 0; i < colIndex.length; i++) {
            columns.set(colIndex[i], replacements.get(i));
        }
    }

    private static List<Column> columnsOf(CellFactory factory) {
        var specs = factory.getColumnSpecs();
        var added = new ArrayList<Column>();
        for (int i = 0; i < specs.length; i++) {
            added.add(new Column(specs[i], -1, factory, i));
        }
        return added;
    }

    /** Returns the columns as they are now. */
    public final DataTableSpec createSpec() {
        return new DataTableSpec(columns.stream().map(Column::spec).toArray(DataColumnSpec[]::new));
    }

    /** Returns what computes the rearranged rows. */
    public final StreamableFunction createStreamableFunction() {
        return new ColumnRearrangerFunction(original, columns);
    }
}
