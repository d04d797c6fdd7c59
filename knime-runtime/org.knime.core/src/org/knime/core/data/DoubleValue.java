package org.knime.core.data;

import java.util.Comparator;
import org.knime.core.embedded.ValueUtility;

/** A floating point number of 64 bits. */
public interface DoubleValue extends DataValue {

    /** Knows the order and the renderers. */
    UtilityFactory UTILITY = new ValueUtility<>(
            DoubleValue.class, "Number (Float)", Comparator.comparingDouble(DoubleValue::getDoubleValue));

    /** Returns the value. */
    double getDoubleValue();
}
