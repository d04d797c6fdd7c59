package org.seqnet.spark.data;

import java.io.Serializable;
import java.util.Objects;

/**
 * A sequence on a cluster with what is known of it.
 *
 * @param name what messages call it, such as {@code Group 'm17'} or {@code part-0001.parquet, row 12}
 * @param values its values, time steps x features row-major, NaN where one is missing
 * @param features the number of values of each time step
 * @param known what is known of it
 * @param weight how much it counts in training; 1 unless the data state weights
 * @param group the group that is held out as a whole; empty if it is one of its own
 */
public record Example(String name, Values values, int features, Known known, float weight, String group)
        implements Serializable {
    public Example {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(known, "known");
        Objects.requireNonNull(group, "group");
    }

    /** The values of a sequence, in the type that takes the least memory. */
    public sealed interface Values extends Serializable {

        /** Returns how many there are. */
        int count();
    }

    /** Numbers. */
    public record Numbers(float[] values) implements Values {
        @Override
        public int count() {
            return values.length;
        }
    }

    /** Unsigned bytes, such as pixels, unscaled. */
    public record Bytes(byte[] values) implements Values {
        @Override
        public int count() {
            return values.length;
        }
    }

    /** Symbols, one for each time step. */
    public record Symbols(String[] values) implements Values {
        @Override
        public int count() {
            return values.length;
        }
    }

    /** Returns the number of time steps. */
    public int timeSteps() {
        return values.count() / features;
    }
}
