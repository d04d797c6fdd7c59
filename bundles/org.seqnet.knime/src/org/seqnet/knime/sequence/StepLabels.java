package org.seqnet.knime.sequence;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.knime.column.ColumnMark;
import org.seqnet.knime.label.LabelColumns;

/**
 * The column with the label of each row that is a time step, which becomes a column of lists beside the sequences.
 *
 * @param column its index
 */
record StepLabels(int column, DataColumnSpec spec) {

    /**
     * Finds the column, if labels are to be collected.
     *
     * @throws InvalidSettingsException if it is not there, or holds no labels
     */
    static Optional<StepLabels> of(DataTableSpec table, SequenceReshaperParameters parameters)
            throws InvalidSettingsException {
        if (!parameters.collectStepLabels) {
            return Optional.empty();
        }
        int column = LabelColumns.find(table, "input table", "Step label column", parameters.stepLabelColumn);
        return Optional.of(new StepLabels(column, table.getColumnSpec(column)));
    }

    /** Returns a table's spec with the column of lists at its end. */
    DataTableSpec appendedTo(DataTableSpec sequences) {
        var name = DataTableSpec.getUniqueColumnName(sequences, spec.getName());
        return new DataTableSpecCreator(sequences)
                .addColumns(ColumnMark.STEP_LABELS.on(
                        new DataColumnSpecCreator(name, ListCell.getCollectionType(spec.getType())).createSpec()))
                .createSpec();
    }

    /** Returns the cells of a sequence's row with the list of its steps' labels at their end. */
    static DataCell[] appended(DataCell[] cells, Collection<DataCell> labels) {
        var more = Arrays.copyOf(cells, cells.length + 1);
        more[cells.length] = CollectionCellFactory.createListCell(labels);
        return more;
    }
}
