package org.knime.core.data.container.filter;

import java.util.Optional;
import java.util.Set;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.util.CheckUtils;

/** Says which rows and columns of a table are of interest. */
public final class TableFilter {

    private final Set<Integer> columns;

    private final Long from;

    private final Long to;

    private TableFilter(Builder builder) {
        columns = builder.columns;
        from = builder.from;
        to = builder.to;
    }

    /** Returns the positions of the columns that are needed, nothing for all of them. */
    public Optional<Set<Integer>> getMaterializeColumnIndices() {
        return Optional.ofNullable(columns);
    }

    /** Returns the first row, nothing for the table's first. */
    public Optional<Long> getFromRowIndex() {
        return Optional.ofNullable(from);
    }

    /** Returns the last row, which is included; nothing for the table's last. */
    public Optional<Long> getToRowIndex() {
        return Optional.ofNullable(to);
    }

    /** Checks that a table of that spec and size has all rows and columns. */
    public void validate(final DataTableSpec spec, final long tableSize) {
        getFromRowIndex().ifPresent(row -> checkRow(row, tableSize));
        getToRowIndex().ifPresent(row -> checkRow(row, tableSize));
        for (int column : getMaterializeColumnIndices().orElse(Set.of())) {
            if (column < 0 || column >= spec.getNumColumns()) {
                throw new IndexOutOfBoundsException("Column " + column + " of " + spec.getNumColumns() + " is none.");
            }
        }
    }

    private static void checkRow(long row, long tableSize) {
        if (row < 0 || row >= tableSize) {
            throw new IndexOutOfBoundsException("Row " + row + " of " + tableSize + " is none.");
        }
    }

    /** Chooses the rows between two, both included. */
    public static TableFilter filterRangeOfRows(final long from, final long to) {
        return new Builder().withFromRowIndex(from).withToRowIndex(to).build();
    }

    /** Makes filters. */
    public static final class Builder {

        private Set<Integer> columns;

        private Long from;

        private Long to;

        /** Starts with everything. */
        public Builder() {}

        /** Sets the first row. */
        public Builder withFromRowIndex(final long index) {
            CheckUtils.checkArgument(index >= 0, "Row %d is none.", index);
            from = index;
            return this;
        }

        /** Sets the last row, which is included. */
        public Builder withToRowIndex(final long index) {
            CheckUtils.checkArgument(index >= 0, "Row %d is none.", index);
            to = index;
            return this;
        }

        /** Makes the filter. */
        public TableFilter build() {
            CheckUtils.checkArgument(from == null || to == null || from <= to, "Row %d lies behind row %d.", from, to);
            return new TableFilter(this);
        }
    }
}
