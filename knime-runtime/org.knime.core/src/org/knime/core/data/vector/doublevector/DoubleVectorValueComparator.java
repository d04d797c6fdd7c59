package org.knime.core.data.vector.doublevector;

import java.util.stream.IntStream;
import org.knime.core.data.DataValue;
import org.knime.core.data.DataValueComparator;

/** Orders vectors by their first numbers that differ; a vector comes after its own beginning. */
public class DoubleVectorValueComparator extends DataValueComparator {

    @Override
    public int compareDataValues(final DataValue v1, final DataValue v2) {
        var one = (DoubleVectorValue) v1;
        var other = (DoubleVectorValue) v2;
        return IntStream.range(0, Math.min(one.getLength(), other.getLength()))
                .map(i -> Double.compare(one.getValue(i), other.getValue(i)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(Integer.compare(one.getLength(), other.getLength()));
    }
}
