package org.knime.core.data.container;

import java.io.IOException;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;

/** A cell whose serializer loses the sign. */
public final class ForgetfulCell extends DataCell {

    private static final long serialVersionUID = 1L;

    private final int number;

    ForgetfulCell(int number) {
        this.number = number;
    }

    @Override
    protected boolean equalsDataCell(DataCell dc) {
        return ((ForgetfulCell) dc).number == number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }

    /** Makes cells of numbers that strings state. */
    public static final class Factory implements DataCellFactory.FromSimpleString {

        @Override
        public DataType getDataType() {
            return DataType.getType(ForgetfulCell.class);
        }

        @Override
        public DataCell createCell(String input) {
            return new ForgetfulCell(Integer.parseInt(input));
        }
    }

    /** Writes the absolute value. */
    public static final class Serializer implements DataCellSerializer<ForgetfulCell> {

        @Override
        public void serialize(ForgetfulCell cell, DataCellDataOutput output) throws IOException {
            output.writeInt(Math.abs(cell.number));
        }

        @Override
        public ForgetfulCell deserialize(DataCellDataInput input) throws IOException {
            return new ForgetfulCell(input.readInt());
        }
    }
}
