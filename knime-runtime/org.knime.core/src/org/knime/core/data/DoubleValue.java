package org.knime.core.data;

/** A floating point number of 64 bits. */
public interface DoubleValue extends DataValue {

    /** Knows the order and the renderers. */
    UtilityFactory UTILITY = new DoubleUtilityFactory();

    /** Returns the value. */
    double getDoubleValue();

    /** Knows the order and the renderers. */
    class DoubleUtilityFactory extends ExtensibleUtilityFactory {

        private static final DataValueComparator ORDER = new DoubleValueComparator();

        /** For subclasses. */
        protected DoubleUtilityFactory() {
            super(DoubleValue.class);
        }

        @Override
        protected DataValueComparator getComparator() {
            return ORDER;
        }

        @Override
        public String getName() {
            return "Number (Float)";
        }
    }
}
