package org.knime.base.embedded.sort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knime.base.embedded.settings.Section;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.node.InvalidSettingsException;

/**
 * By which column rows are sorted.
 *
 * @param column the column's name
 * @param ascending whether the least value comes first
 * @param natural whether numbers within texts are compared by their values
 */
record SortCriterion(String column, boolean ascending, boolean natural) {
    static List<SortCriterion> all(Section criteria) throws InvalidSettingsException {
        var found = new ArrayList<SortCriterion>();
        for (var key : criteria.keys()) {
            found.add(of(criteria.section(key)));
        }
        return found;
    }

    private static SortCriterion of(Section criterion) throws InvalidSettingsException {
        var column = criterion.section("columnV2");
        var special = column.text("specialChoice_Internals");
        if (special != null) {
            throw column.unsupported("specialChoice_Internals", special, "columns");
        }
        var found = new SortCriterion(
                column.text("regularChoice"),
                criterion.choice("sortingOrder", "ASCENDING", "DESCENDING"),
                criterion.choice("stringComparison", "NATURAL", "LEXICOGRAPHIC"));
        column.requireAllRead();
        criterion.requireAllRead();
        return found;
    }

    /** Orders rows; a missing cell is less than all others, or comes last in any case. */
    Comparator<DataRow> order(DataTableSpec spec, boolean missingToEnd) throws InvalidSettingsException {
        int index = spec.findColumnIndex(column);
        var type = spec.getColumnSpec(index).getType();
        if (natural && type.isCompatible(StringValue.class)) {
            throw new InvalidSettingsException("The Sorter of the embedded runtime does not support the natural order"
                    + " of texts (column \"" + column + "\"). Choose the lexicographic one.");
        }
        Comparator<DataRow> order = Comparator.comparing(row -> row.getCell(index), type.getComparator());
        if (!ascending) {
            return order.reversed();
        }
        return missingToEnd
                ? Comparator.<DataRow, Boolean>comparing(
                                row -> row.getCell(index).isMissing())
                        .thenComparing(order)
                : order;
    }
}
