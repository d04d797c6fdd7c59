package org.knime.core.data;

/** A text. */
public interface StringValue extends DataValue {

    /** Knows the order and the renderers. */
    UtilityFactory UTILITY = new StringUtilityFactory();

    /** Returns the value. */
    String getStringValue();

    /** Knows the order and the renderers. */
    class StringUtilityFactory extends ExtensibleUtilityFactory {

        private static final DataValueComparator ORDER = new StringValueComparator();

        /** For subclasses. */
        protected StringUtilityFactory() {
            super(StringValue.class);
        }

        @Override
        protected DataValueComparator getComparator() {
            return ORDER;
        }

        @Override
        public String getName() {
            return "String";
        }
    }
}
