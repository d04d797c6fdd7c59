package org.seqnet.knime.column;

import java.util.Map;
import java.util.Optional;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;

/** A property of a column's spec, by which later nodes know the column even after it is renamed. */
public record ColumnMark(String key) {
    /** Marks the column that names the series of each window, and so of each forecast. */
    public static final ColumnMark SERIES = new ColumnMark("forecast.series");

    /** Marks lists with a label for each time step of the sequence in the same row. */
    public static final ColumnMark STEP_LABELS = new ColumnMark("labels.perStep");

    /** Returns the spec of a column with this mark. */
    public DataColumnSpec on(DataColumnSpec column) {
        return on(column, "true");
    }

    /** Returns the spec of a column with this mark and what it says. */
    public DataColumnSpec on(DataColumnSpec column, String text) {
        var creator = new DataColumnSpecCreator(column);
        creator.setProperties(column.getProperties().cloneAndOverwrite(Map.of(key, text)));
        return creator.createSpec();
    }

    /** Returns the spec of a column without this mark; KNIME overwrites properties, but removes none. */
    public DataColumnSpec off(DataColumnSpec column) {
        return isOn(column) ? on(column, "") : column;
    }

    /** Returns whether a column has this mark. */
    public boolean isOn(DataColumnSpec column) {
        return of(column).isPresent();
    }

    /** Returns what the mark of a column says; empty if it has none. */
    public Optional<String> of(DataColumnSpec column) {
        return Optional.ofNullable(column.getProperties().getProperty(key)).filter(text -> !text.isEmpty());
    }
}
