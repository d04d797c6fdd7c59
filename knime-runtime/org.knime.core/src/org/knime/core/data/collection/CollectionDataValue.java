package org.knime.core.data.collection;

import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.embedded.ValueUtility;

/** A value that holds several cells. */
public interface CollectionDataValue extends DataValue, CellCollection {

    /** Knows the renderers. */
    UtilityFactory UTILITY = new ValueUtility<>(CollectionDataValue.class, "Collection", null);

    /** Returns the elements' common type. */
    DataType getElementType();

    /** Returns the number of elements. */
    int size();
}
