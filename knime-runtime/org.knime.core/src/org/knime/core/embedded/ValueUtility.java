package org.knime.core.embedded;

import java.util.Comparator;
import org.knime.core.data.DataValue;
import org.knime.core.data.DataValueComparator;
import org.knime.core.data.ExtensibleUtilityFactory;

/** A value interface's name and order; KNIME has a class of its own for each. */
public final class ValueUtility<V extends DataValue> extends ExtensibleUtilityFactory {
    private final String name;
    private final DataValueComparator comparator;

    /** The order is {@code null} for values that have none of their own. */
    public ValueUtility(Class<V> value, String name, Comparator<V> order) {
        super(value);
        this.name = name;
        comparator = order == null
                ? null
                : new DataValueComparator() {
                    @Override
                    protected int compareDataValues(DataValue v1, DataValue v2) {
                        return order.compare(value.cast(v1), value.cast(v2));
                    }
                };
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    protected DataValueComparator getComparator() {
        return comparator;
    }
}
