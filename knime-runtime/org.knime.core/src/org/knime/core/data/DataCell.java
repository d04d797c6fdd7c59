package org.knime.core.data;

import java.io.Serializable;
import org.knime.core.data.collection.CollectionDataValue;

/** An immutable entry of a table. What it can be used for is said by the {@link DataValue}s that it implements. */
public abstract class DataCell implements DataValue, Serializable {

    private static final long serialVersionUID = 1L;

    /** Returns the type of the cell's class. */
    public final DataType getType() {
        return this instanceof CollectionDataValue collection
                ? DataType.getType(getClass(), collection.getElementType())
                : DataType.getType(getClass());
    }

    /** Tells whether the cell stands for a value that is not there. */
    public boolean isMissing() {
        return false;
    }

    @Override
    public abstract String toString();

    /** Compares by content; missing cells are all equal, whatever their errors are. */
    @Override
    public final boolean equals(final Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof DataCell cell)) {
            return false;
        }
        if (isMissing() || cell.isMissing()) {
            return isMissing() && cell.isMissing();
        }
        if (getClass() == cell.getClass()) {
            return equalsDataCell(cell);
        }
        return getType().getPreferredValueClass() == cell.getType().getPreferredValueClass() && equalContent(cell);
    }

    /** Compares with a cell of the same class; neither is missing. */
    protected abstract boolean equalsDataCell(final DataCell dc);

    /** Compares with a cell of another class, but of the same preferred value. */
    protected boolean equalContent(final DataValue otherValue) {
        return false;
    }

    @Override
    public abstract int hashCode();
}
