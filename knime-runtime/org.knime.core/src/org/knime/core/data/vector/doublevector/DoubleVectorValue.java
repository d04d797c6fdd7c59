package org.knime.core.data.vector.doublevector;

import org.knime.core.data.DataValue;
import org.knime.core.data.DataValueComparator;
import org.knime.core.data.ExtensibleUtilityFactory;

/** Numbers in an order. */
public interface DoubleVectorValue extends DataValue {

    /** Orders vectors and knows the renderers. */
    UtilityFactory UTILITY = new DoubleVectorUtilityFactory();

    /** Returns how many numbers there are. */
    int getLength();

    /** Returns one of them. */
    double getValue(final int index);

    /** Orders vectors and knows the renderers. */
    class DoubleVectorUtilityFactory extends ExtensibleUtilityFactory {

        private static final DataValueComparator BY_NUMBERS = new DoubleVectorValueComparator();

        /** For subclasses. */
        protected DoubleVectorUtilityFactory() {
            super(DoubleVectorValue.class);
        }

        @Override
        protected DataValueComparator getComparator() {
            return BY_NUMBERS;
        }

        @Override
        public String getName() {
            return "Double Vector";
        }
    }
}
