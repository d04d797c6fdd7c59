package org.seqnet.knime.label;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.message.Failures;

/** The cells of a row that hold its labels, of which there can be any number. */
public sealed interface LabelSetCells {
    /** Returns the labels that the columns name whatever the rows hold; empty if only the rows tell. */
    Optional<LabelDomain> declared();

    /** Returns whether it is unknown which labels a row has, because a cell is missing. */
    boolean isMissing(DataRow row);

    /**
     * Returns the failure at a row whose labels are missing.
     *
     * @param port the input port, counted from 0
     * @param index the place of the row, counted from 0
     */
    KNIMEException missing(int port, long index, DataRow row);

    /**
     * Returns the labels of a row whose labels are not missing, in their order, none twice.
     *
     * @param port the input port, counted from 0
     * @param index the place of the row, counted from 0
     * @throws KNIMEException if a cell is neither 0 nor 1 where that is expected
     */
    Set<String> labels(int port, long index, DataRow row) throws KNIMEException;

    /**
     * Finds a column of sets or lists.
     *
     * @param table what messages call the table, such as {@code "training table"}
     * @param setting the title of the setting that names the column
     * @throws InvalidSettingsException if the name is empty, the table lacks it, or it holds something else
     */
    static LabelSetCells ofColumn(DataTableSpec spec, String table, String setting, String name)
            throws InvalidSettingsException {
        return new Collection(spec, LabelSetColumns.find(spec, table, setting, name));
    }

    /**
     * Finds columns of 0 and 1.
     *
     * @param table what messages call the table, such as {@code "training table"}
     * @param setting the title of the setting that names the columns
     * @throws InvalidSettingsException if there is none, or one is not there, chosen twice or holds no numbers
     */
    static LabelSetCells ofColumns(DataTableSpec spec, String table, String setting, String[] names)
            throws InvalidSettingsException {
        if (names == null || names.length == 0) {
            throw Failures.invalid(
                    "%s: no column is selected.".formatted(setting),
                    "Select one column per label in the node's dialog.");
        }
        Columns.requireDistinct(setting, names);
        var columns = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            columns[i] = Columns.find(spec, table, setting, names[i], "0 and 1", DoubleValue.class);
        }
        return new Indicators(spec, columns);
    }

    /** One cell with all labels. */
    record Collection(DataTableSpec spec, int column) implements LabelSetCells {
        @Override
        public Optional<LabelDomain> declared() {
            return Optional.empty();
        }

        @Override
        public boolean isMissing(DataRow row) {
            return row.getCell(column).isMissing() || elements(row).stream().anyMatch(DataCell::isMissing);
        }

        @Override
        public KNIMEException missing(int port, long index, DataRow row) {
            var place = "Row '%s'".formatted(row.getKey().getString());
            var name = spec.getColumnSpec(column).getName();
            return row.getCell(column).isMissing()
                    ? Failures.missingCell(port, index, column, place, name)
                    : Failures.failureAt(
                            port,
                            index,
                            column,
                            "A label is missing.",
                            "%s: the cell of column '%s' contains a missing label.".formatted(place, name),
                            "Remove the missing label or the row, or configure the node to skip rows with missing "
                                    + "values.");
        }

        @Override
        public Set<String> labels(int port, long index, DataRow row) {
            var labels = new LinkedHashSet<String>();
            elements(row).forEach(element -> labels.add(element.toString()));
            return labels;
        }

        private List<DataCell> elements(DataRow row) {
            return StreamSupport.stream(((CollectionDataValue) row.getCell(column)).spliterator(), false)
                    .toList();
        }
    }

    /** A cell for each label. */
    record Indicators(DataTableSpec spec, int[] columns) implements LabelSetCells {
        @Override
        public Optional<LabelDomain> declared() {
            return Optional.of(
                    new LabelDomain(Arrays.stream(columns).mapToObj(this::name).toList()));
        }

        @Override
        public boolean isMissing(DataRow row) {
            return Arrays.stream(columns).anyMatch(column -> row.getCell(column).isMissing());
        }

        @Override
        public KNIMEException missing(int port, long index, DataRow row) {
            int missing = Arrays.stream(columns)
                    .filter(column -> row.getCell(column).isMissing())
                    .findFirst()
                    .orElseThrow();
            return Failures.missingCell(
                    port, index, missing, "Row '%s'".formatted(row.getKey().getString()), name(missing));
        }

        @Override
        public Set<String> labels(int port, long index, DataRow row) throws KNIMEException {
            var labels = new LinkedHashSet<String>();
            for (int column : columns) {
                var cell = row.getCell(column);
                double value = ((DoubleValue) cell).getDoubleValue();
                if (value == 1) {
                    labels.add(name(column));
                } else if (value != 0) {
                    throw neither(port, index, row, column, cell);
                }
            }
            return labels;
        }

        private KNIMEException neither(int port, long index, DataRow row, int column, DataCell cell) {
            return Failures.failureAt(
                    port,
                    index,
                    column,
                    "The value is neither 0 nor 1.",
                    "Row '%s': the value of column '%s' is %s, but 0 or 1 is required."
                            .formatted(row.getKey().getString(), name(column), cell),
                    "Select only columns with 0 and 1, or true and false. A Rule Engine or Math Formula node can "
                            + "convert other values.");
        }

        private String name(int column) {
            return spec.getColumnSpec(column).getName();
        }
    }
}
