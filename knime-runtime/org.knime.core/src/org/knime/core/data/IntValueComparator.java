package org.knime.core.data;

/** Orders {@link IntValue}s. */
public class IntValueComparator extends DataValueComparator {

    @Override
    public int compareDataValues(final DataValue v1, final DataValue v2) {
        return Integer.compare(((IntValue) v1).getIntValue(), ((IntValue) v2).getIntValue());
    }
}
