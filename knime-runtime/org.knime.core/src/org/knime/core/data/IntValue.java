package org.knime.core.data;

import java.util.Comparator;
import org.knime.core.embedded.ValueUtility;

/** A whole number of 32 bits. */
public interface IntValue extends DataValue {

    /** Knows the order and the renderers. */
    UtilityFactory UTILITY =
            new ValueUtility<>(IntValue.class, "Number (Integer)", Comparator.comparingInt(IntValue::getIntValue));

    /** Returns the value. */
    int getIntValue();
}
