package org.knime.core.data;

import java.util.LinkedHashSet;
import java.util.Set;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.node.util.CheckUtils;

/**
 * Computes the domains of a table's columns: bounds of {@link BoundedValue}s, and the different {@link NominalValue}s
 * in the order of their appearance, unless there are more than a limit. Missing values and NaN do not count.
 */
public class DataTableDomainCreator {

    private final DataTableSpec spec;

    private final Column[] columns;

    private int maxPossibleValues = DataContainerSettings.MAX_POSSIBLE_VALUES;

    private static final class Column {
        final boolean countValues;
        final boolean findBounds;
        final DataValueComparator order;
        Set<DataCell> values;
        DataCell lower;
        DataCell upper;

        Column(DataColumnSpec spec, DomainCreatorColumnSelection values, DomainCreatorColumnSelection bounds) {
            var domain = spec.getDomain();
            countValues = values.createDomain(spec);
            findBounds = bounds.createDomain(spec);
            order = spec.getType().getComparator();
            boolean keepValues = !values.dropDomain(spec);
            boolean keepBounds = !bounds.dropDomain(spec);
            this.values = keepValues ? domain.getValues() : null;
            if (countValues) {
                this.values = this.values == null ? new LinkedHashSet<>() : new LinkedHashSet<>(this.values);
            }
            lower = keepBounds ? domain.getLowerBound() : null;
            upper = keepBounds ? domain.getUpperBound() : null;
        }

        void update(DataCell cell, int maxValues) {
            if (cell.isMissing()) {
                return;
            }
            if (countValues && values != null && values.add(cell) && values.size() > maxValues) {
                values = null;
            }
            if (findBounds && !(cell instanceof DoubleValue number && Double.isNaN(number.getDoubleValue()))) {
                if (lower == null || order.compare(cell, lower) < 0) {
                    lower = cell;
                }
                if (upper == null || order.compare(cell, upper) > 0) {
                    upper = cell;
                }
            }
        }
    }

    /** Computes what two selections of columns say. */
    public DataTableDomainCreator(
            final DataTableSpec inputSpec,
            final DomainCreatorColumnSelection domainValuesColumnSelection,
            final DomainCreatorColumnSelection domainMinMaxColumnSelection) {
        spec = inputSpec;
        columns = inputSpec.stream()
                .map(column -> new Column(column, domainValuesColumnSelection, domainMinMaxColumnSelection))
                .toArray(Column[]::new);
    }

    /** Sets up to how many values are listed; 60 if this is not called. */
    public void setMaxPossibleValues(final int maxValues) {
        CheckUtils.checkArgument(maxValues >= 0, "At most %d values cannot be listed.", maxValues);
        maxPossibleValues = maxValues;
    }

    /** Takes a row into account. */
    public void updateDomain(final DataRow row) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].update(row.getCell(i), maxPossibleValues);
        }
    }

    /** Returns the spec with the domains known so far. */
    public DataTableSpec createSpec() {
        var creator = new DataTableSpecCreator().setName(spec.getName());
        for (int i = 0; i < columns.length; i++) {
            var column = new DataColumnSpecCreator(spec.getColumnSpec(i));
            column.setDomain(
                    new DataColumnDomainCreator(columns[i].values, columns[i].lower, columns[i].upper).createDomain());
            creator.addColumns(column.createSpec());
        }
        return creator.createSpec();
    }
}
