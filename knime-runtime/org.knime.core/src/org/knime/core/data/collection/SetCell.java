package org.knime.core.data.collection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;

/** A cell that holds different cells, in the order in which they came; {@link CollectionCellFactory} makes them. */
public class SetCell extends DataCell implements SetDataValue {

    private static final long serialVersionUID = 1L;

    private final Set<DataCell> cells;

    private final transient DataType elementType;

    SetCell(Collection<? extends DataCell> cells) {
        cells.forEach(cell -> Objects.requireNonNull(cell, "Collection element must not be null"));
        this.cells = Collections.unmodifiableSet(new LinkedHashSet<>(cells));
        elementType = CollectionCellFactory.commonType(
                this.cells.stream().map(DataCell::getType).distinct());
    }

    /** Returns the type of sets of the given elements. */
    public static final DataType getCollectionType(final DataType elementType) {
        return DataType.getType(SetCell.class, elementType);
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
    public boolean contains(final DataCell cell) {
        return cells.contains(cell);
    }

    @Override
    public int size() {
        return cells.size();
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        return ((SetCell) dc).cells.equals(cells);
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
    public static final class SetCellSerializer implements DataCellSerializer<SetCell> {

        @Override
        public void serialize(final SetCell cell, final DataCellDataOutput output) throws IOException {
            output.writeInt(cell.size());
            for (DataCell element : cell.cells) {
                output.writeDataCell(element);
            }
        }

        @Override
        public SetCell deserialize(final DataCellDataInput input) throws IOException {
            int size = input.readInt();
            var cells = new ArrayList<DataCell>();
            for (int i = 0; i < size; i++) {
                cells.add(input.readDataCell());
            }
            return new SetCell(cells);
        }
    }
}
