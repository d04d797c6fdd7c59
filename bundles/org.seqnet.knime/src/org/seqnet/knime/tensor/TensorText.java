package org.seqnet.knime.tensor;

import java.util.Locale;
import java.util.StringJoiner;
import org.seqnet.engine.tensor.Tensor;

/** A tensor in one line: its shape, its element type and its first values. */
final class TensorText {
    private static final int VALUES_SHOWN = 8;

    private TensorText() {}

    /** Returns a line such as {@code 28 x 28 unsigned byte [0, 0, 13, 255, ...]}. */
    static String of(Tensor tensor) {
        long elements = tensor.shape().elements();
        var values = new StringJoiner(", ", "[", elements > VALUES_SHOWN ? ", ...]" : "]");
        for (int i = 0; i < Math.min(elements, VALUES_SHOWN); i++) {
            values.add(number(tensor.value(i)));
        }
        return tensor.shape() + " " + tensor.elementType() + " " + values;
    }

    private static String number(float value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7
                ? Integer.toString((int) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
