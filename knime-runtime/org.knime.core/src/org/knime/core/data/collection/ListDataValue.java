package org.knime.core.data.collection;

import org.knime.core.data.DataCell;

/** A value that holds cells in an order. */
public interface ListDataValue extends CollectionDataValue {

    /** Knows the renderers. */
    UtilityFactory UTILITY = new ListUtilityFactory();

    /**
     * Returns an element.
     *
     * @throws IndexOutOfBoundsException if the list is shorter
     */
    DataCell get(final int index);

    /** Knows the renderers. */
    class ListUtilityFactory extends CollectionUtilityFactory {

        /** For subclasses. */
        protected ListUtilityFactory() {
            super(ListDataValue.class);
        }

        @Override
        public String getName() {
            return "Collection (List)";
        }
    }
}
