package org.knime.core.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Makes {@link DataColumnDomain}s. Any part may be {@code null}, which is to say that it is not known. */
public class DataColumnDomainCreator {

    private Set<DataCell> values;

    private DataCell lowerBound;

    private DataCell upperBound;

    /** Starts with values in order. */
    public DataColumnDomainCreator(final Set<? extends DataCell> values) {
        this(values, null, null);
    }

    /** Starts with values in order. */
    public DataColumnDomainCreator(final DataCell[] values) {
        this(values, null, null);
    }

    /** Starts with bounds. */
    public DataColumnDomainCreator(final DataCell lowerBound, final DataCell upperBound) {
        this((Set<DataCell>) null, lowerBound, upperBound);
    }

    /** Starts with values in order and bounds. */
    public DataColumnDomainCreator(final DataCell[] values, final DataCell lowerBound, final DataCell upperBound) {
        this(values == null ? null : new LinkedHashSet<>(Arrays.asList(values)), lowerBound, upperBound);
    }

    /** Starts with values in order and bounds. */
    public DataColumnDomainCreator(
            final Set<? extends DataCell> values, final DataCell lowerBound, final DataCell upperBound) {
        setValues(values);
        setLowerBound(lowerBound);
        setUpperBound(upperBound);
    }

    /** Makes the domain. */
    public DataColumnDomain createDomain() {
        return new DataColumnDomain(lowerBound, upperBound, values);
    }

    /** Sets the values in order. */
    public void setValues(final Set<? extends DataCell> values) {
        this.values = values == null ? null : Collections.unmodifiableSet(new LinkedHashSet<DataCell>(values));
    }

    /** Sets the smallest value. */
    public void setLowerBound(final DataCell lower) {
        lowerBound = lower;
    }

    /** Sets the largest value. */
    public void setUpperBound(final DataCell upper) {
        upperBound = upper;
    }
}
