package org.knime.core.data.collection;

import org.knime.core.data.DataCell;
import org.knime.core.embedded.ValueUtility;

/** A value that holds cells in an order. */
public interface ListDataValue extends CollectionDataValue {

    /** Knows the renderers. */
    UtilityFactory UTILITY = new ValueUtility<>(ListDataValue.class, "Collection (List)", null);

    /**
     * Returns an element.
     *
     * @throws IndexOutOfBoundsException if the list is shorter
     */
    DataCell get(final int index);
}
