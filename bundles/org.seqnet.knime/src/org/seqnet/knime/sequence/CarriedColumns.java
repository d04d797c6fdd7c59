package org.seqnet.knime.sequence;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.knime.column.Columns;

/**
 * Additional columns of the output, such as the label.
 *
 * @param selected whether a user selected them; else a group may have several values, and then has none
 */
record CarriedColumns(int[] indices, boolean selected) {
    /**
     * Finds the columns.
     *
     * @param group the group column, which is in the output anyway; none if negative
     * @throws InvalidSettingsException if one is not there or chosen twice
     */
    static CarriedColumns of(DataTableSpec table, SequenceReshaperParameters parameters, int group)
            throws InvalidSettingsException {
        boolean selected = parameters.additionalColumns == AdditionalColumns.SELECTED;
        var names = selected ? parameters.carriedColumns : proposed(table, parameters);
        return new CarriedColumns(
                names == null
                        ? new int[0]
                        : Arrays.stream(indices(table, names))
                                .filter(index -> index != group)
                                .toArray(),
                selected);
    }

    private static int[] indices(DataTableSpec table, String[] names) throws InvalidSettingsException {
        Columns.requireDistinct("Additional columns", names);
        var indices = new int[names.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = Columns.find(table, "input table", "Additional columns", names[i], "values", DataValue.class);
        }
        return indices;
    }

    /** Returns the names of the columns that describe a sequence and have no other part in it. */
    static String[] proposed(DataTableSpec table, SequenceReshaperParameters parameters) {
        var roles = ColumnRoles.of(table);
        var others = others(parameters);
        return table.stream()
                .filter(column -> !others.contains(column.getName()) && roles.isDescription(column))
                .map(column -> column.getName())
                .toArray(String[]::new);
    }

    private static Set<String> others(SequenceReshaperParameters parameters) {
        boolean isLong = parameters.input == Input.LONG_FORMAT;
        return Stream.of(
                        Arrays.stream(parameters.numericColumns),
                        parameters.forecasts()
                                ? Stream.concat(
                                        Arrays.stream(parameters.targetColumns), Arrays.stream(parameters.knownColumns))
                                : Stream.<String>empty(),
                        isLong || parameters.withinGroups ? Stream.of(parameters.groupColumn) : Stream.<String>empty(),
                        isLong && parameters.sortSteps || parameters.forecasts() && parameters.forecastInTime
                                ? Stream.of(parameters.orderColumn)
                                : Stream.<String>empty())
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    /** Returns these columns without one of them. */
    CarriedColumns without(int column) {
        return new CarriedColumns(
                IntStream.of(indices).filter(index -> index != column).toArray(), selected);
    }

    /** Returns the cells of a row. */
    DataCell[] cells(DataRow row) {
        return IntStream.of(indices).mapToObj(row::getCell).toArray(DataCell[]::new);
    }
}
