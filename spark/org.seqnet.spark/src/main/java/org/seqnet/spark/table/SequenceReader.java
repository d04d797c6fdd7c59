package org.seqnet.spark.table;

import java.io.Serializable;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.apache.spark.sql.Row;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.ValueSteps;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.spark.data.Example;

/** Reads a row as a sequence. */
interface SequenceReader extends Serializable {

    /**
     * Returns the sequence of a row.
     *
     * @throws BadRowException if it has none
     */
    Sequence read(Row row) throws BadRowException;

    /** A sequence: its values, and how many make a time step. */
    record Sequence(Example.Values values, int features) {}

    /** Returns a tensor of time steps x features, of numbers that may be missing. */
    static Sequence of(Tensor tensor, IntFunction<String> place) throws BadRowException {
        var values = new float[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = single(tensor.unroundedValue(i), i, place);
        }
        return new Sequence(new Example.Numbers(values), tensor.shape().size(1));
    }

    private static float single(double value, int index, IntFunction<String> place) throws BadRowException {
        return Float.isInfinite((float) value) ? Cell.single(value, place.apply(index)) : (float) value;
    }

    /**
     * Cuts values into time steps.
     *
     * @param keepsMissing whether values that are missing stay so
     * @param place tells where a value is, in words
     */
    static Sequence cut(double[] values, ValueSteps steps, boolean keepsMissing, IntFunction<String> place)
            throws BadRowException {
        if (values.length == 0) {
            throw new BadRowException("the list is empty, but a sequence has at least one time step.");
        }
        for (int i = 0; i < values.length; i++) {
            single(values[i], i, place);
        }
        var gap = keepsMissing && !steps.isEmpty(values) ? OptionalInt.empty() : steps.gap(values);
        if (gap.isPresent()) {
            throw new BadRowException("%s is missing or NaN%s."
                    .formatted(
                            place.apply(gap.getAsInt()),
                            steps.endsAtMissing() && steps.isInLastStep(gap.getAsInt(), values)
                                    ? ", but not all of its time step"
                                    : ""));
        }
        try {
            return of(steps.cut(values), place);
        } catch (SeqNetException e) {
            throw new BadRowException(Character.toLowerCase(e.getMessage().charAt(0))
                    + e.getMessage().substring(1));
        }
    }
}
