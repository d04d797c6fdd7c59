package org.knime.core.data.def;

import java.io.IOException;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;

/** A cell that holds a {@code boolean}. */
public final class BooleanCell extends DataCell
        implements BooleanValue, IntValue, LongValue, DoubleValue, BoundedValue, NominalValue {

    /** The type of these cells. */
    public static final DataType TYPE = DataType.getType(BooleanCell.class);

    /** The cell of {@code true}. */
    public static final BooleanCell TRUE = new BooleanCell(true);

    /** The cell of {@code false}. */
    public static final BooleanCell FALSE = new BooleanCell(false);

    private static final long serialVersionUID = 1L;

    private final boolean value;

    private BooleanCell(boolean value) {
        this.value = value;
    }

    /** Returns one of the two cells. */
    public static final BooleanCell get(final boolean b) {
        return b ? TRUE : FALSE;
    }

    @Override
    public boolean getBooleanValue() {
        return value;
    }

    @Override
    public int getIntValue() {
        return value ? 1 : 0;
    }

    @Override
    public long getLongValue() {
        return getIntValue();
    }

    @Override
    public double getDoubleValue() {
        return getIntValue();
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        return ((BooleanCell) dc).value == value;
    }

    @Override
    public int hashCode() {
        return Boolean.hashCode(value);
    }

    @Override
    public String toString() {
        return Boolean.toString(value);
    }

    /** Writes the value and nothing else. */
    public static final class BooleanSerializer implements DataCellSerializer<BooleanCell> {

        @Override
        public void serialize(final BooleanCell cell, final DataCellDataOutput output) throws IOException {
            output.writeBoolean(cell.value);
        }

        @Override
        public BooleanCell deserialize(final DataCellDataInput input) throws IOException {
            return get(input.readBoolean());
        }
    }
}
