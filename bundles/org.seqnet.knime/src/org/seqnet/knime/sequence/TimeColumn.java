package org.seqnet.knime.sequence;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.TimePoint;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.TimeCells;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.sequence.SeriesReader.SeriesRow;

/** The column that tells when the rows of all series were: numbers, dates or times, or strings that state them. */
final class TimeColumn {
    private static final String ALTERNATIVE = "Or select another order column, or uncheck Use order column.";

    private final int index;
    private final DataColumnSpec spec;
    private final TextOrder texts;

    private TimeColumn(int index, DataColumnSpec spec) {
        this.index = index;
        this.spec = spec;
        texts = new TextOrder(index, spec.getName(), ALTERNATIVE);
    }

    /**
     * Finds the column.
     *
     * @throws InvalidSettingsException if it is not there, or its values have no order
     */
    static TimeColumn of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        int column = Columns.find(
                table,
                "input table",
                "Order column",
                parameters.orderColumn,
                "numbers, dates or times",
                OrderColumns::haveOrder);
        var name = table.getColumnSpec(column).getName();
        if (parameters.withinGroups && name.equals(parameters.groupColumn)) {
            throw Failures.invalid(
                    "Order column: column '%s' is also the group column, so all rows of a group have the same value."
                            .formatted(name),
                    "Select another order column, or uncheck Use order column.");
        }
        return new TimeColumn(column, table.getColumnSpec(column));
    }

    int index() {
        return index;
    }

    DataColumnSpec spec() {
        return spec;
    }

    /**
     * Returns the time of a row whose cell is not missing.
     *
     * @throws KNIMEException if it states none; the message names the row
     */
    TimePoint point(DataRow row, long rowIndex) throws KNIMEException {
        var cell = row.getCell(index);
        return cell instanceof StringValue
                ? texts.position(row, rowIndex)
                : TimeCells.point(cell)
                        .orElseThrow(() -> Failures.failureAt(
                                0,
                                rowIndex,
                                index,
                                "The value is no time.",
                                ("Row '%s': the value '%s' in order column '%s' is neither a finite number nor a date "
                                                + "or time.")
                                        .formatted(row.getKey().getString(), cell, spec.getName()),
                                ALTERNATIVE));
    }

    /**
     * Makes sure that a row is later than the one before it in the same series.
     *
     * @throws KNIMEException if it is not; the message names both rows
     */
    void requireLater(SeriesRow row, TimePoint before, String keyBefore) throws KNIMEException {
        var time = row.time().orElseThrow();
        int order = time.compareTo(before);
        if (order > 0) {
            return;
        }
        var series = row.series().isEmpty() ? "" : " of series '%s'".formatted(row.series());
        throw order == 0
                ? Failures.failureAt(
                        0,
                        row.index(),
                        index,
                        "The time is that of another row.",
                        "Row '%s': the time '%s' in order column '%s' is also that of row '%s'%s."
                                .formatted(row.key(), time, spec.getName(), keyBefore, series),
                        "If the table has several series, build windows per group. Otherwise, combine rows of the same "
                                + "time with a GroupBy node, or remove them with a Duplicate Row Filter node.",
                        "If clocks were set back, use dates and times with a time zone.",
                        ALTERNATIVE)
                : Failures.failureAt(
                        0,
                        row.index(),
                        index,
                        "The time is before that of the previous row.",
                        "Row '%s': the time '%s' in order column '%s' is before '%s', that of row '%s'%s."
                                .formatted(row.key(), time, spec.getName(), before, keyBefore, series),
                        "Sort the table by the order column in ascending order with a Sorter node.",
                        "If the table has several series, build windows per group.",
                        ALTERNATIVE);
    }
}
