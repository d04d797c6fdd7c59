package org.seqnet.knime.sequence;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.ForecastWindows;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.message.Failures;

/**
 * The columns of numbers from which something is forecast.
 *
 * @param features all of them: the numeric columns, then targets and known columns that are none of these
 * @param columnNames their names
 * @param form which of them are targets, and which are known for the future
 */
record ForecastColumns(NumericColumns features, List<String> columnNames, ForecastWindows form) {
    /**
     * Finds the columns.
     *
     * @throws InvalidSettingsException if there is no target, or a column is not there, is chosen twice, holds no
     *     numbers or is both a target and known
     */
    static ForecastColumns of(DataTableSpec table, ForecastParameters parameters) throws InvalidSettingsException {
        var targets = columns(table, "Target columns", parameters.targetColumns);
        if (targets.isEmpty()) {
            throw Failures.invalid(
                    "Target columns: no column is selected.", "Select the columns to forecast in the node's dialog.");
        }
        var known = columns(table, "Known-future columns", parameters.knownColumns);
        for (var name : known) {
            if (targets.contains(name)) {
                throw Failures.invalid(
                        "Known-future columns: column '%s' is a target column, whose future is to be forecast."
                                .formatted(name),
                        "Exclude it from either the target columns or the known-future columns.");
            }
        }
        var numeric = columns(table, "Numeric columns", parameters.numericColumns);
        var all = List.copyOf(new LinkedHashSet<>(
                Stream.of(numeric, targets, known).flatMap(List::stream).toList()));
        return new ForecastColumns(
                NumericColumns.of(table, all.toArray(String[]::new)),
                all,
                new ForecastWindows(
                        parameters.forecastHorizon,
                        targets,
                        targets.stream().map(all::indexOf).toList(),
                        known.stream().map(all::indexOf).sorted().toList()));
    }

    private static List<String> columns(DataTableSpec table, String setting, String[] names)
            throws InvalidSettingsException {
        var chosen = names == null ? new String[0] : names;
        Columns.requireDistinct(setting, chosen);
        for (var name : chosen) {
            Columns.find(table, "input table", setting, name, "numbers", DoubleValue.class);
        }
        return List.of(chosen);
    }

    /** Returns the names of the features of a window. */
    List<String> names() {
        return form.known().isEmpty()
                ? columnNames
                : Stream.concat(columnNames.stream(), Stream.of(ForecastWindows.STEPS_AHEAD))
                        .toList();
    }

    /** Returns whether at least one target of a row is known. */
    boolean hasTarget(DataRow row) {
        return form.features().stream()
                .anyMatch(feature -> !NumericColumns.isMissing(row.getCell(features.indices()[feature])));
    }

    /** Returns the columns without which a row up to an origin cannot be used. */
    IntStream required() {
        return Arrays.stream(features.indices());
    }

    /** Returns the columns without which a row behind the last origin cannot be used. */
    IntStream known() {
        return form.known().stream().mapToInt(feature -> features.indices()[feature]);
    }
}
