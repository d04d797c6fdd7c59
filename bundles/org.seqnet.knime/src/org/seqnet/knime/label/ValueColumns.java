package org.seqnet.knime.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.ForecastWindows;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.label.TableRow.Gap;
import org.seqnet.knime.message.Failures;

/**
 * A numeric column for each target.
 *
 * @param columns the indices of the columns, at least one
 */
public record ValueColumns(List<Integer> columns, List<String> targets) implements RowValues {

    /**
     * Finds the columns.
     *
     * @param table what the message calls the table, such as {@code "training table"}
     * @param setting the setting's title
     * @throws InvalidSettingsException if none is chosen, one twice, or one is not there or holds no numbers
     */
    public static ValueColumns find(DataTableSpec spec, String table, String setting, String... names)
            throws InvalidSettingsException {
        if (names == null || names.length == 0) {
            throw Failures.invalid(
                    "%s: no column is selected.".formatted(setting),
                    "Select the numeric columns whose values the network is to predict in the node's dialog.");
        }
        Columns.requireDistinct(setting, names);
        var columns = new ArrayList<Integer>();
        for (var name : names) {
            columns.add(Columns.find(spec, table, setting, name, "numbers", DoubleValue.class));
        }
        return new ValueColumns(List.copyOf(columns), List.of(names));
    }

    @Override
    public Optional<ForecastWindows> forecast() {
        return Optional.empty();
    }

    @Override
    public int width() {
        return columns.size();
    }

    @Override
    public String name() {
        return targets.size() == 1 ? targets.get(0) : "targets";
    }

    @Override
    public String place() {
        return targets.size() == 1 ? "'" + targets.get(0) + "'" : "all target columns";
    }

    @Override
    public Optional<Gap> gap(TableRow row) {
        if (columns.stream().anyMatch(column -> isKnown(row.cell(column)))) {
            return Optional.empty();
        }
        int first = columns.get(0);
        return Optional.of(
                columns.size() == 1
                        ? Gap.ofCell(first, targets.get(0))
                        : new Gap(first, "All target values are missing.", "all target values are missing."));
    }

    private static boolean isKnown(DataCell cell) {
        return !cell.isMissing() && !Double.isNaN(((DoubleValue) cell).getDoubleValue());
    }

    @Override
    public double[] of(TableRow row) throws KNIMEException {
        var values = new double[columns.size()];
        for (int i = 0; i < values.length; i++) {
            var cell = row.cell(columns.get(i));
            values[i] = cell.isMissing() ? Double.NaN : ((DoubleValue) cell).getDoubleValue();
            if (Double.isInfinite(values[i])) {
                throw row.failure(
                        columns.get(i),
                        "The target value is infinite.",
                        "the target value in column '%s' is %s, not a finite number.".formatted(targets.get(i), cell),
                        "Correct the value, or remove the row.");
            }
        }
        return values;
    }
}
