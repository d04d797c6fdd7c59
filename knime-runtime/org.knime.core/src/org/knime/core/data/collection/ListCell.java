package org.knime.core.data.collection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;

/** A cell that holds other cells in an order; {@link CollectionCellFactory} makes them. */
public class ListCell extends DataCell implements ListDataValue {

    private static final long serialVersionUID = 1L;

    private final List<DataCell> cells;

    private final transient DataType elementType;

    ListCell(Collection<? extends DataCell> cells) {
        this.cells = List.copyOf(cells);
        elementType = CollectionCellFactory.commonType(
                this.cells.stream().map(DataCell::getType).distinct());
    }

    /** Returns the type of lists of the given elements. */
    public static final DataType getCollectionType(final DataType elementType) {
        return DataType.getType(ListCell.class, elementType);
    }

    @Override
    public DataType getElementType() {
        return elementType;
    }

    @Override
    public Iterator<DataCell> iterator() {
        return cells.iterator();
    }

    @Override
    public DataCell get(final int index) {
        return cells.get(index);
    }

    @Override
    public int size() {
        return cells.size();
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        return ((ListCell) dc).cells.equals(cells);
    }

    @Override
    public int hashCode() {
        return cells.hashCode();
    }

    @Override
    public String toString() {
        return cells.toString();
    }

    /** Writes the number of elements and the elements. */
    public static final class ListCellSerializer implements DataCellSerializer<ListCell> {

        @Override
        public void serialize(final ListCell cell, final DataCellDataOutput output) throws IOException {
            output.writeInt(cell.size());
            for (DataCell element : cell.cells) {
                output.writeDataCell(element);
            }
        }

        @Override
        public ListCell deserialize(final DataCellDataInput input) throws IOException {
            int size = input.readInt();
            var cells = new ArrayList<DataCell>();
            for (int i = 0; i < size; i++) {
                cells.add(input.readDataCell());
            }
            return new ListCell(cells);
        }
    }
}
