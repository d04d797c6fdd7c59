package org.knime.core.data;

/** A whole number of 64 bits. */
public interface LongValue extends DataValue {

    /** Knows the order and the renderers. */
    UtilityFactory UTILITY = new LongUtilityFactory();

    /** Returns the value. */
    long getLongValue();

    /** Knows the order and the renderers. */
    class LongUtilityFactory extends ExtensibleUtilityFactory {

        private static final DataValueComparator ORDER = new LongValueComparator();

        /** For subclasses. */
        protected LongUtilityFactory() {
            super(LongValue.class);
        }

        @Override
        protected DataValueComparator getComparator() {
            return ORDER;
        }

        @Override
        public String getName() {
            return "Number (Long Integer)";
        }
    }
}
