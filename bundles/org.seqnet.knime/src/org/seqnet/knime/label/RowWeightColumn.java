package org.seqnet.knime.label;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.knime.message.Failures;

/** Collects the weights of the rows that are packed, from a column. */
final class RowWeightColumn {
    private final int column;
    private final String name;
    private float[] weights = new float[64];
    private int rows;
    private boolean isPositive;

    private RowWeightColumn(int column, String name) {
        this.column = column;
        this.name = name;
    }

    /** Returns the column of weights of a table, if it has one. */
    static Optional<RowWeightColumn> of(LabelledTable table) {
        return table.weightColumn().stream()
                .mapToObj(column -> new RowWeightColumn(column, table.name(column)))
                .findFirst();
    }

    /**
     * Adds the weight of the next row.
     *
     * @throws KNIMEException if it is missing, negative or not finite
     */
    void add(TableRow row) throws KNIMEException {
        DataCell cell = row.cell(column);
        if (cell.isMissing()) {
            throw row.failure(
                    column,
                    "The weight is missing.",
                    "the weight in column '%s' is missing.".formatted(name),
                    "Fill in the value, or remove the row.");
        }
        float weight = (float) ((DoubleValue) cell).getDoubleValue();
        if (!(weight >= 0) || Float.isInfinite(weight)) {
            throw row.failure(
                    column,
                    "The weight is not a finite number of at least 0.",
                    "the weight in column '%s' is %s, not a finite number of at least 0.".formatted(name, cell),
                    "Correct the value, or select another column.");
        }
        if (rows == weights.length) {
            weights = Arrays.copyOf(weights, 2 * rows);
        }
        weights[rows++] = weight;
        isPositive |= weight > 0;
    }

    /**
     * Returns the weights of all rows that were added.
     *
     * @throws KNIMEException if all of them are 0
     */
    Weights all() throws KNIMEException {
        if (!isPositive) {
            throw Failures.failure(
                    String.format(
                            Locale.ROOT,
                            "Weight column '%s': the weights of all %,d rows are 0; at least one must be positive.",
                            name,
                            rows),
                    "Select another column of weights, or correct the weights.");
        }
        return Weights.of(Arrays.copyOf(weights, rows));
    }
}
