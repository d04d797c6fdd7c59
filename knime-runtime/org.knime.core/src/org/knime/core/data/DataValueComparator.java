package org.knime.core.data;

import java.util.Comparator;

/** Orders cells; missing ones come first and are equal to each other. */
public abstract class DataValueComparator implements Comparator<DataCell> {

    /** For subclasses. */
    protected DataValueComparator() {}

    @Override
    public final int compare(final DataCell c1, final DataCell c2) {
        if (c1.isMissing() || c2.isMissing()) {
            return Boolean.compare(c2.isMissing(), c1.isMissing());
        }
        return compareDataValues(c1, c2);
    }

    /** Compares two values that are not missing. */
    protected abstract int compareDataValues(final DataValue v1, final DataValue v2);
}
