package org.seqnet.spark.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.ValueSteps.Order;

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
        var found = expanded(patterns, available);
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

    private static List<String> expanded(List<String> patterns, List<String> available) {
        var found = new LinkedHashSet<String>();
        for (var pattern : patterns) {
            var matching = matching(pattern, available);
            if (matching.isEmpty()) {
                throw new SeqNetException("--columns: the data have no column %s, but %s. Check the name."
                        .formatted(Quoted.of(pattern), some(available)));
            }
            found.addAll(matching);
        }
        return List.copyOf(found);
    }

    private static List<String> matching(String pattern, List<String> available) {
        if (available.contains(pattern)) {
            return List.of(pattern);
        }
        var regular = Pattern.compile(
                Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.CASE_INSENSITIVE);
        return available.stream()
                .filter(name -> regular.matcher(name).matches())
                .toList();
    }

    private static String some(List<String> names) {
        return names.stream().limit(10).map(Quoted::of).collect(Collectors.joining(", "))
                + (names.size() > 10 ? " and " + (names.size() - 10) + " more" : "");
    }
}
