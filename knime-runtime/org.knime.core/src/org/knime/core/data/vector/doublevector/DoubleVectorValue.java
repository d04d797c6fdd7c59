package org.knime.core.data.vector.doublevector;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.knime.core.data.DataValue;
import org.knime.core.embedded.ValueUtility;

/** Numbers in an order. */
public interface DoubleVectorValue extends DataValue {

    /** Orders vectors and knows the renderers. */
    UtilityFactory UTILITY = new ValueUtility<>(
            DoubleVectorValue.class, "Double Vector", (one, other) -> Arrays.compare(numbers(one), numbers(other)));

    /** Returns how many numbers there are. */
    int getLength();

    /** Returns one of them. */
    double getValue(final int index);

    private static double[] numbers(DoubleVectorValue vector) {
        return IntStream.range(0, vector.getLength())
                .mapToDouble(vector::getValue)
                .toArray();
    }
}
