package org.knime.core.data;

import java.util.Comparator;
import org.knime.core.embedded.ValueUtility;

/** A whole number of 64 bits. */
public interface LongValue extends DataValue {

    /** Knows the order and the renderers. */
    UtilityFactory UTILITY = new ValueUtility<>(
            LongValue.class, "Number (Long Integer)", Comparator.comparingLong(LongValue::getLongValue));

    /** Returns the value. */
    long getLongValue();
}
