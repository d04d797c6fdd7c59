package org.seqnet.spark.app;

import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.ValueSteps.Order;
import org.seqnet.spark.table.ColumnNames;

/**
 * The order of the values in the rows of a table.
 *
 * @param isWide whether each value has a column of its own
 * @param features the values of a time step
 */
record ValueOrder(boolean isWide, int features, Order order) {

    /**
     * Returns the columns that names or patterns stand for, so that the values of their rows stand step by step.
     *
     * @throws SeqNetException if a column is not there, or the values cannot be put in that order
     */
    List<String> columns(List<String> patterns, List<String> available) {
        var found = new ColumnNames(available).expanded("--columns", patterns);
        if (order == Order.STEP_BY_STEP || features == 1) {
            return found;
        }
        if (!isWide) {
            throw new SeqNetException("--value-order: in a column of arrays, the network reads values step by step. "
                    + "Store them in this order, or use the layout wide.");
        }
        if (found.size() % features != 0) {
            throw new SeqNetException("--features: %d columns cannot be split into time steps of %d values."
                    .formatted(found.size(), features));
        }
        int steps = found.size() / features;
        var sorted = new ArrayList<String>();
        for (int step = 0; step < steps; step++) {
            for (int feature = 0; feature < features; feature++) {
                sorted.add(found.get(feature * steps + step));
            }
        }
        return sorted;
    }
}
