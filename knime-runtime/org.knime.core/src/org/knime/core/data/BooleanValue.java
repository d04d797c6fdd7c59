package org.knime.core.data;

/** A truth value. */
public interface BooleanValue extends DataValue {

    /** Knows the order and the renderers. */
    UtilityFactory UTILITY = new BooleanUtilityFactory();

    /** Returns the value. */
    boolean getBooleanValue();

    /** Knows the order and the renderers. */
    class BooleanUtilityFactory extends ExtensibleUtilityFactory {

        private static final DataValueComparator ORDER = new DataValueComparator() {
            @Override
            protected int compareDataValues(final DataValue v1, final DataValue v2) {
                return Boolean.compare(((BooleanValue) v1).getBooleanValue(), ((BooleanValue) v2).getBooleanValue());
            }
        };

        /** For subclasses. */
        protected BooleanUtilityFactory() {
            super(BooleanValue.class);
        }

        @Override
        protected DataValueComparator getComparator() {
            return ORDER;
        }

        @Override
        public String getName() {
            return "Boolean";
        }
    }
}
