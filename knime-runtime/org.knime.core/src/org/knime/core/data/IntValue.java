package org.knime.core.data;

/** A whole number of 32 bits. */
public interface IntValue extends DataValue {

    /** Knows the order and the renderers. */
    UtilityFactory UTILITY = new IntUtilityFactory();

    /** Returns the value. */
    int getIntValue();

    /** Knows the order and the renderers. */
    class IntUtilityFactory extends ExtensibleUtilityFactory {

        private static final DataValueComparator ORDER = new IntValueComparator();

        /** For subclasses. */
        protected IntUtilityFactory() {
            super(IntValue.class);
        }

        @Override
        protected DataValueComparator getComparator() {
            return ORDER;
        }

        @Override
        public String getName() {
            return "Number (Integer)";
        }
    }
}
