package org.knime.core.data.collection;

import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.ExtensibleUtilityFactory;

/** A value that holds several cells. */
public interface CollectionDataValue extends DataValue, CellCollection {

    /** Knows the renderers. */
    UtilityFactory UTILITY = new CollectionUtilityFactory(CollectionDataValue.class);

    /** Returns the elements' common type. */
    DataType getElementType();

    /** Returns the number of elements. */
    int size();

    /** Knows the renderers. */
    class CollectionUtilityFactory extends ExtensibleUtilityFactory {

        /** For subclasses. */
        protected CollectionUtilityFactory(final Class<? extends DataValue> clazz) {
            super(clazz);
        }

        @Override
        public String getName() {
            return "Collection";
        }
    }
}
