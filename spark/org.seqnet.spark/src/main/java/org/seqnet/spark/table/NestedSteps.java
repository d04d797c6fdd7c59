package org.seqnet.spark.table;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * The numbers of a column of arrays of time steps, which are arrays of numbers, in one array. All values of a step
 * that is null are missing.
 *
 * @param values all numbers of a row as doubles, time step after time step
 * @param sizes how many of them each time step has
 */
public record NestedSteps(Column values, Column sizes) {
    /**
     * Returns those of a column.
     *
     * @param column its name, quoted
     */
    public static NestedSteps of(String column) {
        var steps = "cast(" + column + " as array<array<double>>)";
        var features = "greatest(0, array_max(transform(" + steps + ", seqnet_other -> size(seqnet_other))))";
        var filled = "transform(" + steps + ", seqnet_step -> coalesce(seqnet_step, array_repeat(cast(null as double), "
                + features + ")))";
        return new NestedSteps(
                functions.expr("flatten(" + filled + ")"),
                functions.expr("transform(" + filled + ", seqnet_size -> size(seqnet_size))"));
    }
}
