package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.streamable.StreamableFunction;
import org.knime.core.node.util.CheckUtils;

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

    /** Removes all columns but those at the given positions. */
    public final void keepOnly(final int... colIndices) {
        columns.retainAll(at(colIndices));
    }

    /** Removes all columns but those of the given names. */
    public final void keepOnly(final String... colNames) {
        columns.retainAll(named(colNames));
    }

    /** Removes the columns at the given positions. */
    public final void remove(final int... colIndices) {
        columns.removeAll(at(colIndices));
    }

    /** Removes the columns of the given names. */
    public final void remove(final String... colNames) {
        columns.removeAll(named(colNames));
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

    private Set<Column> named(String... names) {
        var unknown = new LinkedHashSet<>(Arrays.asList(names));
        CheckUtils.checkArgument(!unknown.contains(null), "Argument contains null: %s", Arrays.toString(names));
        CheckUtils.checkArgument(
                unknown.size() == names.length, "Argument contains duplicates: %s", Arrays.toString(names));
        var found = new HashSet<Column>();
        for (Column column : columns) {
            if (unknown.remove(column.spec.getName())) {
                found.add(column);
            }
        }
        CheckUtils.checkArgument(
                unknown.isEmpty(),
                "No such column name(s) in %s: %s",
                getClass().getSimpleName(),
                unknown);
        return found;
    }

    /** Returns a column's present position, -1 if there is none of that name. */
    public final int indexOf(final String colName) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).spec.getName().equals(colName)) {
                return i;
            }
        }
        return -1;
    }

    private int requireIndex(String colName) {
        int index = indexOf(colName);
        CheckUtils.checkArgument(index >= 0, "No such column: %s", colName);
        return index;
    }

    /** Returns the present number of columns. */
    public final int getColumnCount() {
        return columns.size();
    }

    /** Moves a column in front of the one at the given position. */
    public final void move(final int from, final int to) {
        columns.add(from < to ? to - 1 : to, columns.remove(from));
    }

    /** Moves a column in front of the one at the given position. */
    public final void move(final String colName, final int to) {
        move(requireIndex(colName), to);
    }

    /** Puts the columns at the given positions first, in that order. */
    public final void permute(final int[] colIndicesInOrder) {
        permute(Arrays.stream(colIndicesInOrder)
                .mapToObj(index -> columns.get(index).spec.getName())
                .toArray(String[]::new));
    }

    /** Puts the columns of the given names first, in that order. */
    public final void permute(final String[] colNamesInOrder) {
        named(colNamesInOrder);
        Map<String, Integer> order = new HashMap<>();
        for (String name : colNamesInOrder) {
            order.put(name, order.size());
        }
        columns.sort((a, b) -> Integer.compare(
                order.getOrDefault(a.spec.getName(), Integer.MAX_VALUE),
                order.getOrDefault(b.spec.getName(), Integer.MAX_VALUE)));
    }

    /** Inserts new columns in front of the one at the given position. */
    public final void insertAt(final int position, final CellFactory fac) {
        columns.addAll(position, columnsOf(fac));
    }

    /** Inserts new columns at the end. */
    public final void append(final CellFactory fac) {
        insertAt(columns.size(), fac);
    }

    /** Replaces a column by a new one. */
    public final void replace(final CellFactory newCol, final String colName) {
        replace(newCol, requireIndex(colName));
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
