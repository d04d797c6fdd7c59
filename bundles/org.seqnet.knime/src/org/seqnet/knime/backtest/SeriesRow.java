package org.seqnet.knime.backtest;

import java.util.Optional;
import java.util.OptionalInt;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.TimePoint;
import org.seqnet.knime.column.TimeCells;
import org.seqnet.knime.label.TableRow;

/** A row of a table of series, and what its cells state. */
record SeriesRow(TableRow row, DataTableSpec spec) {

    /** Returns the name of the row's series; an empty one without a column, nothing if the cell is missing. */
    Optional<String> series(OptionalInt column) {
        if (column.isEmpty()) {
            return Optional.of("");
        }
        var cell = row.cell(column.getAsInt());
        return cell.isMissing() ? Optional.empty() : Optional.of(cell.toString());
    }

    /** Returns a point of time; the row must have one. */
    TimePoint time(int column) throws KNIMEException {
        requireCell(column);
        return TimeCells.point(row.cell(column))
                .orElseThrow(() -> row.failure(
                        column,
                        "The cell is no time.",
                        "'%s' in column '%s' is no number, and no date or time in ISO format."
                                .formatted(row.cell(column), name(column)),
                        "Convert the column, for example with a String to Date&Time node, or select another column."));
    }

    /** Returns a number; NaN if it is missing. */
    double value(int column) throws KNIMEException {
        var cell = row.cell(column);
        double value = cell.isMissing() ? Double.NaN : ((DoubleValue) cell).getDoubleValue();
        if (Double.isInfinite(value)) {
            throw row.failure(
                    column,
                    "The value is infinite.",
                    "the value of column '%s' is infinite.".formatted(name(column)),
                    "Replace it by a finite value or a missing one.");
        }
        return value;
    }

    /** Makes sure that a cell is not missing. */
    void requireCell(int column) throws KNIMEException {
        if (row.cell(column).isMissing()) {
            throw row.failure(
                    column,
                    "The cell is missing.",
                    "the cell of column '%s' is missing.".formatted(name(column)),
                    "Fill in the value, or remove the row.");
        }
    }

    private String name(int column) {
        return spec.getColumnSpec(column).getName();
    }
}
