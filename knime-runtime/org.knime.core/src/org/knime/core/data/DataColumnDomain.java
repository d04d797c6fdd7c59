package org.knime.core.data;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** What is known about the values of a column: bounds, and all different values in the order of their appearance. */
public final class DataColumnDomain {

    private static final String LOWER_BOUND = "lower_bound";

    private static final String UPPER_BOUND = "upper_bound";

    private static final String POSSIBLE_VALUES = "possible_values";

    private final DataCell lowerBound;

    private final DataCell upperBound;

    private final Set<DataCell> values;

    DataColumnDomain(DataCell lowerBound, DataCell upperBound, Set<DataCell> values) {
        this.lowerBound = lowerBound;
        this.upperBound = upperBound;
        this.values = values;
    }

    /** Returns the values in order, {@code null} if they are not known. */
    public Set<DataCell> getValues() {
        return values;
    }

    /** Tells whether the values are known. */
    public boolean hasValues() {
        return values != null;
    }

    /** Returns the smallest value, {@code null} if it is not known. */
    public DataCell getLowerBound() {
        return lowerBound;
    }

    /** Tells whether the smallest value is known. */
    public boolean hasLowerBound() {
        return lowerBound != null;
    }

    /** Returns the largest value, {@code null} if it is not known. */
    public DataCell getUpperBound() {
        return upperBound;
    }

    /** Tells whether the largest value is known. */
    public boolean hasUpperBound() {
        return upperBound != null;
    }

    /** Tells whether both bounds are known. */
    public boolean hasBounds() {
        return hasLowerBound() && hasUpperBound();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataColumnDomain domain
                && Objects.equals(lowerBound, domain.lowerBound)
                && Objects.equals(upperBound, domain.upperBound)
                && Objects.equals(values, domain.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(lowerBound, upperBound, values);
    }

    /** Writes what is known. */
    public void save(final ConfigWO config) {
        if (hasLowerBound()) {
            config.addDataCell(LOWER_BOUND, lowerBound);
        }
        if (hasUpperBound()) {
            config.addDataCell(UPPER_BOUND, upperBound);
        }
        if (hasValues()) {
            config.addDataCellArray(POSSIBLE_VALUES, values.toArray(DataCell[]::new));
        }
    }

    /** Reads what is known. */
    public static DataColumnDomain load(final ConfigRO config) {
        var values = config.getDataCellArray(POSSIBLE_VALUES, (DataCell[]) null);
        return new DataColumnDomain(
                config.getDataCell(LOWER_BOUND, null),
                config.getDataCell(UPPER_BOUND, null),
                values == null ? null : new LinkedHashSet<>(Arrays.asList(values)));
    }
}
