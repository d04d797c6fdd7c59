package org.knime.core.data;

import java.util.Comparator;
import org.knime.core.embedded.ValueUtility;

/** A truth value. */
public interface BooleanValue extends DataValue {

    /** Knows the order and the renderers. */
    UtilityFactory UTILITY =
            new ValueUtility<>(BooleanValue.class, "Boolean", Comparator.comparing(BooleanValue::getBooleanValue));

    /** Returns the value. */
    boolean getBooleanValue();
}
