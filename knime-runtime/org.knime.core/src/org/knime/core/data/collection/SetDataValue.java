package org.knime.core.data.collection;

import org.knime.core.data.DataCell;
import org.knime.core.embedded.ValueUtility;

/** A value that holds different cells. */
public interface SetDataValue extends CollectionDataValue {

    /** Knows the renderers. */
    UtilityFactory UTILITY = new ValueUtility<>(SetDataValue.class, "Collection (Set)", null);

    /** Tells whether an element equals the given cell. */
    boolean contains(final DataCell cell);
}
