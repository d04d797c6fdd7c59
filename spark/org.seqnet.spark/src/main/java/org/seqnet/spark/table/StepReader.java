package org.seqnet.spark.table;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.seqnet.engine.Quoted;

/**
 * Reads a row as a time step.
 *
 * @param groups the columns that together identify its group; none if all rows are in one
 * @param order the column with its time; none if rows keep their order
 */
record StepReader(List<Cell> groups, List<Cell> order, List<Cell> features, boolean keepsMissing) implements RowCheck {

    /**
     * Returns the group of a row: the text of its columns, with a backslash before a comma that is part of one.
     *
     * @throws BadRowException if one is missing
     */
    String group(Row row) throws BadRowException {
        RowCheck.requireWhole(row);
        for (var cell : groups) {
            if (cell.text(row).isEmpty()) {
                throw new BadRowException("the group in %s is missing.".formatted(cell.place()));
            }
        }
        return groups.size() == 1
                ? groups.get(0).text(row).orElseThrow()
                : groups.stream()
                        .map(cell -> cell.text(row).orElseThrow())
                        .map(text -> text.replace("\\", "\\\\").replace(",", "\\,"))
                        .collect(Collectors.joining(", "));
    }

    /**
     * Returns a text by which a row is sorted.
     *
     * @throws BadRowException if its time is missing, or none
     */
    String sortKey(Row row) throws BadRowException {
        if (order.isEmpty()) {
            return "";
        }
        var cell = order.get(0);
        var text = cell.text(row)
                .orElseThrow(() -> new BadRowException("the time in %s is missing.".formatted(cell.place())));
        return SortKey.of(row.get(cell.index()))
                .orElseThrow(() -> new BadRowException(
                        "%s contains %s, which is neither a finite number nor a date or time in ISO format."
                                .formatted(cell.place(), Quoted.of(text))));
    }

    /**
     * Returns the values of a row, NaN where one is missing.
     *
     * @throws BadRowException if one is not finite, or missing and must not be
     */
    double[] values(Row row) throws BadRowException {
        var values = new double[features.size()];
        for (int i = 0; i < values.length; i++) {
            var cell = features.get(i);
            values[i] = cell.number(row);
            Cell.single(values[i], cell.place());
            if (!keepsMissing && Double.isNaN(values[i])) {
                throw new BadRowException("the value in %s is missing or NaN.".formatted(cell.place()));
            }
        }
        return values;
    }

    @Override
    public void check(Row row) throws BadRowException {
        group(row);
        sortKey(row);
        values(row);
    }
}
