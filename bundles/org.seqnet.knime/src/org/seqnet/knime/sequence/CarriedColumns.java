package org.seqnet.knime.sequence;

import java.util.Arrays;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.knime.column.Columns;

/** Additional columns of the output, such as the label. */
record CarriedColumns(int[] indices) {
    /**
     * Finds the columns.
     *
     * @param group the group column, which is in the output anyway; none if negative
     * @throws InvalidSettingsException if one is not there or chosen twice
     */
    static CarriedColumns of(DataTableSpec table, String[] names, int group) throws InvalidSettingsException {
        if (names == null) {
            return new CarriedColumns(new int[0]);
        }
        Columns.requireDistinct("Additional columns", names);
        var indices = new int[names.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = Columns.find(table, "input table", "Additional columns", names[i], "values", DataValue.class);
        }
        return new CarriedColumns(
                Arrays.stream(indices).filter(index -> index != group).toArray());
    }

    /** Returns the cells of a row. */
    DataCell[] cells(DataRow row) {
        return Arrays.stream(indices).mapToObj(row::getCell).toArray(DataCell[]::new);
    }
}
