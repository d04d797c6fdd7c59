package org.knime.core.data.collection;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;

/** Makes cells that hold others. */
public final class CollectionCellFactory {

    private CollectionCellFactory() {}

    /** Makes a list of cells. */
    public static ListCell createListCell(final Collection<? extends DataCell> coll) {
        return new ListCell(coll);
    }

    /** Makes a list of some of a row's cells. */
    public static ListCell createListCell(final DataRow row, final int[] cols) {
        return new ListCell(Arrays.stream(cols).mapToObj(row::getCell).toList());
    }

    /** Returns the common type of some columns. */
    public static DataType getElementType(final DataTableSpec tableSpec, final int[] cols) {
        return commonType(Arrays.stream(cols).mapToObj(tableSpec::getColumnSpec).map(column -> column.getType()));
    }

    /** Returns the common type of the given ones. */
    public static DataType getElementType(final DataType[] types) {
        return commonType(Arrays.stream(types));
    }

    static DataType commonType(Stream<DataType> types) {
        return types.reduce(DataType::getCommonSuperType).orElseGet(() -> DataType.getType(DataCell.class));
    }
}
