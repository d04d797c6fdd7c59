package org.seqnet.knime.scorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.KNIMEException;
import org.seqnet.knime.message.Failures;

/** Collects the probabilities of classes while the rows of a table pass by, until one is none. */
final class RowProbabilities {
    /** How far outside 0 to 1 rounding may leave a probability. */
    private static final double ROUNDING = 1e-6;
    /** Of columns that nobody selected, no more values are kept: 400 MB. */
    private static final long MOST_VALUES = 50_000_000;

    private final DataTableSpec spec;
    private final ProbabilityColumns columns;
    private final boolean selected;
    private final int[] read;
    private double[][] values;
    private String problem;

    /** Prepares for so many rows; {@code selected} columns must hold probabilities. */
    RowProbabilities(DataTableSpec spec, ProbabilityColumns columns, boolean selected, int rows) {
        this.spec = spec;
        this.columns = columns;
        this.selected = selected;
        this.read = IntStream.concat(
                        IntStream.of(columns.ofClass()).filter(column -> column >= 0), IntStream.of(columns.ofOthers()))
                .toArray();
        boolean tooMany = !selected && (long) read.length * rows > MOST_VALUES;
        if (tooMany) {
            problem = String.format(
                    Locale.ROOT,
                    "%,d columns of probabilities with %,d rows take more than 400 MB of memory. Select some columns "
                            + "in the node's dialog, or score a sample of the rows.",
                    read.length,
                    rows);
        }
        this.values = columns.isEmpty() || tooMany ? new double[0][] : new double[read.length][rows];
    }

    /**
     * Looks at a row.
     *
     * @param at how many rows were added before
     * @param place the row's place in the table
     * @throws KNIMEException if a column is selected and the row has no probability in it
     */
    void add(int at, DataRow row, long place) throws KNIMEException {
        for (int i = 0; i < values.length; i++) {
            var issue = issue(row, read[i]);
            if (issue.isPresent()) {
                giveUp(row, read[i], place, issue.get());
                return;
            }
            double value = ((DoubleValue) row.getCell(read[i])).getDoubleValue();
            values[i][at] = Math.max(0, Math.min(1, value));
        }
    }

    private static Optional<String> issue(DataRow row, int column) {
        if (!(row.getCell(column) instanceof DoubleValue cell)) {
            return Optional.of("is missing");
        }
        double value = cell.getDoubleValue();
        return value >= -ROUNDING && value <= 1 + ROUNDING
                ? Optional.empty()
                : Optional.of("is %s, which is not from 0 to 1".formatted(value));
    }

    private void giveUp(DataRow row, int column, long place, String issue) throws KNIMEException {
        var summary = "Row '%s': the probability in column '%s' %s."
                .formatted(row.getKey().getString(), spec.getColumnSpec(column).getName(), issue);
        if (selected) {
            throw Failures.failureAt(
                    0,
                    place,
                    column,
                    "The probability " + issue + ".",
                    summary,
                    "Select columns of probabilities in the node's dialog, or set \"Probabilities\" to \"None\".");
        }
        problem = summary;
        values = new double[0][];
    }

    /** Returns the first cell that is no probability, in words, if there is one. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Returns the probabilities of the classes of the table, and after them those of other classes. */
    List<Optional<double[]>> of(int rows) {
        var all = new ArrayList<Optional<double[]>>();
        int next = 0;
        for (int column : columns.ofClass()) {
            all.add(column < 0 || values.length == 0 ? Optional.empty() : Optional.of(cut(next++, rows)));
        }
        while (next < values.length) {
            all.add(Optional.of(cut(next++, rows)));
        }
        return withComplement(all);
    }

    private double[] cut(int index, int rows) {
        return values[index].length == rows ? values[index] : Arrays.copyOf(values[index], rows);
    }

    /** Of two classes, the probability of one tells that of the other. */
    private static List<Optional<double[]>> withComplement(List<Optional<double[]>> classes) {
        if (classes.size() != 2 || classes.get(0).isPresent() == classes.get(1).isPresent()) {
            return classes;
        }
        int known = classes.get(0).isPresent() ? 0 : 1;
        classes.set(
                1 - known,
                Optional.of(
                        Arrays.stream(classes.get(known).get()).map(p -> 1 - p).toArray()));
        return classes;
    }
}
