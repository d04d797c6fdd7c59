package org.knime.core.data;

import java.util.Comparator;
import org.knime.core.embedded.ValueUtility;

/** A text. */
public interface StringValue extends DataValue {

    /** Knows the order and the renderers. */
    UtilityFactory UTILITY =
            new ValueUtility<>(StringValue.class, "String", Comparator.comparing(StringValue::getStringValue));

    /** Returns the value. */
    String getStringValue();
}
