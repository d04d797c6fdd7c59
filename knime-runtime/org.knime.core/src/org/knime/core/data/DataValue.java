package org.knime.core.data;

/**
 * What a cell can be used for. Each such interface has a public constant {@code UTILITY} that knows how its values are
 * compared and rendered.
 */
public interface DataValue {

    /** Knows nothing in particular. */
    UtilityFactory UTILITY = new UtilityFactory();

    /** Says how values of an interface are compared and rendered. */
    class UtilityFactory {

        /** For subclasses. */
        protected UtilityFactory() {}

        /** Returns the order, {@code null} if there is none of its own. */
        protected DataValueComparator getComparator() {
            return null;
        }
    }
}
