package org.knime.core.data;

/** Orders {@link StringValue}s. */
public class StringValueComparator extends DataValueComparator {

    @Override
    public int compareDataValues(final DataValue v1, final DataValue v2) {
        return ((StringValue) v1).getStringValue().compareTo(((StringValue) v2).getStringValue());
    }
}
