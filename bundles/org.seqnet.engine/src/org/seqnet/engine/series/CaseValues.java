package org.seqnet.engine.series;

import java.util.Arrays;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** The values of one case as files have them, dimension by dimension. Grows with what is read. */
final class CaseValues {

    private final TextSource text;
    private float[] values = new float[64];
    private int size;
    private int dimensions;
    private int length;

    CaseValues(TextSource text) {
        this.text = text;
    }

    /** Begins another case. */
    void clear() {
        size = 0;
        dimensions = 0;
        length = 0;
    }

    void add(float value) throws MalformedException {
        if (size == values.length) {
            if (size == Tensor.MAX_ELEMENTS) {
                throw text.malformed(
                        "a series of more than " + Tensor.MAX_ELEMENTS + " values is too long. Split the series.");
            }
            values = Arrays.copyOf(values, (int) Math.min(Tensor.MAX_ELEMENTS, 2L * size));
        }
        values[size++] = value;
    }

    /** Ends a dimension; the first decides how long all are. */
    void endDimension() throws MalformedException {
        var ended = size - dimensions * length;
        dimensions++;
        if (dimensions == 1) {
            length = ended;
        } else if (ended != length) {
            throw text.malformed("dimension " + dimensions + " of this series has " + times(ended)
                    + ", but dimension 1 has " + length
                    + "; all dimensions of a series must have the same length. Fill the shorter ones up with ?, or use "
                    + "a version of the data set with equal lengths.");
        }
    }

    private static String times(int count) {
        return count == 1 ? "1 value" : count + " values";
    }

    /** Returns the number of values added since the last dimension ended. */
    int inDimension() {
        return size - dimensions * length;
    }

    int dimensions() {
        return dimensions;
    }

    /** Returns the number of time steps. */
    int length() {
        return length;
    }

    /** Returns the number of time steps without those at the end that lack all values; all if there is no value. */
    int lengthWithoutPadding() {
        for (var step = length - 1; step >= 0; step--) {
            for (var dimension = 0; dimension < dimensions; dimension++) {
                if (!Float.isNaN(values[dimension * length + step])) {
                    return step + 1;
                }
            }
        }
        return length;
    }

    /** Returns the first time steps of the case, steps x dimensions. */
    Tensor sequence(int steps) {
        return Tensor.ofFloats(Shape.of(steps, dimensions), i -> values[i % dimensions * length + i / dimensions]);
    }

    /** Returns whether one of the first time steps lacks a value. */
    boolean hasMissing(int steps) {
        for (var dimension = 0; dimension < dimensions; dimension++) {
            for (var step = 0; step < steps; step++) {
                if (Float.isNaN(values[dimension * length + step])) {
                    return true;
                }
            }
        }
        return false;
    }
}
