package org.knime.core.data.image.png;

import org.knime.core.data.DataValue;
import org.knime.core.data.DataValueComparator;

/** Orders images by their texts. */
public class PNGImageValueComparator extends DataValueComparator {

    @Override
    protected int compareDataValues(final DataValue v1, final DataValue v2) {
        return v1.toString().compareTo(v2.toString());
    }
}
