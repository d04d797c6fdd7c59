package org.knime.core.data.collection;

import java.util.Collection;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;

/** Makes cells that hold others. */
public final class CollectionCellFactory {

    private CollectionCellFactory() {}

    /** Makes a list of cells. */
    public static ListCell createListCell(final Collection<? extends DataCell> coll) {
        return new ListCell(coll);
    }

    /** Makes a set of cells, in the order of the collection; of equal ones, the first is kept. */
    public static SetCell createSetCell(final Collection<? extends DataCell> coll) {
        return new SetCell(coll);
    }

    static DataType commonType(Stream<DataType> types) {
        return types.reduce(DataType::getCommonSuperType)
                .orElseGet(() -> DataType.getMissingCell().getType());
    }
}
