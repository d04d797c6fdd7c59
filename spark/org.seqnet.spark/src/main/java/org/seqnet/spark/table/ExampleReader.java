package org.seqnet.spark.table;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.seqnet.spark.data.Example;
import org.seqnet.spark.data.Known;

/**
 * Reads what a row says of its sequence: what is known, how much it counts, and to which group it belongs.
 *
 * @param weights the column of weights; none if all count the same
 * @param groups the column of groups; none if each sequence is one
 */
record ExampleReader(KnownReader known, List<Cell> weights, List<Cell> groups) implements Serializable {
    static ExampleReader of(TableSettings settings, Selection selection, boolean areSteps) {
        return new ExampleReader(
                KnownReader.of(settings.learned(), selection, areSteps),
                list(settings.weight().map(name -> selection.number("Weight column", name))),
                list(settings.group().map(name -> selection.text("Validation group column", name))));
    }

    private static List<Cell> list(Optional<Cell> cell) {
        return cell.map(List::of).orElse(List.of());
    }

    /**
     * Returns the example of a row.
     *
     * @throws BadRowException if what is known or the weight cannot be used
     */
    Example read(String name, SequenceReader.Sequence sequence, Row row) throws BadRowException {
        return with(known.read(row), name, sequence, row);
    }

    /** Returns the example of a row as {@link #read} does, of which something else is known. */
    Example with(Known what, String name, SequenceReader.Sequence sequence, Row row) throws BadRowException {
        if (what instanceof Known.StepLabels steps) {
            require(steps, sequence);
        }
        return new Example(name, sequence.values(), sequence.features(), what, weight(row), group(row));
    }

    private static void require(Known.StepLabels steps, SequenceReader.Sequence sequence) throws BadRowException {
        int timeSteps = sequence.values().count() / sequence.features();
        if (steps.names().size() != timeSteps) {
            throw new BadRowException("there are %d labels, but %d time steps. There must be one label per time step."
                    .formatted(steps.names().size(), timeSteps));
        }
        if (steps.names().stream().allMatch(String::isEmpty)) {
            throw new BadRowException("no time step has a label.");
        }
    }

    private float weight(Row row) throws BadRowException {
        if (weights.isEmpty()) {
            return 1;
        }
        var cell = weights.get(0);
        double weight = cell.number(row);
        if (Double.isNaN(weight)) {
            throw new BadRowException("the weight in %s is missing.".formatted(cell.place()));
        }
        if (!(weight >= 0) || Float.isInfinite((float) weight)) {
            throw new BadRowException(
                    "the weight in %s is %s, not a finite number of at least 0.".formatted(cell.place(), weight));
        }
        return (float) weight;
    }

    private String group(Row row) {
        return groups.isEmpty() ? "" : groups.get(0).text(row).orElse("");
    }
}
