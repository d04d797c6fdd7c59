package org.knime.core.data.vector.doublevector;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.def.DoubleCell;

/** A cell that holds each of its numbers; {@link DoubleVectorCellFactory} makes them. */
public class DenseDoubleVectorCell extends DataCell implements DoubleVectorValue, CollectionDataValue {

    private static final long serialVersionUID = 1L;

    private final double[] numbers;

    DenseDoubleVectorCell(double[] numbers) {
        this.numbers = Objects.requireNonNull(numbers, "A vector cannot be null.");
    }

    @Override
    public int getLength() {
        return numbers.length;
    }

    @Override
    public double getValue(final int index) {
        return numbers[index];
    }

    @Override
    public int size() {
        return numbers.length;
    }

    @Override
    public DataType getElementType() {
        return DoubleCell.TYPE;
    }

    @Override
    public Iterator<DataCell> iterator() {
        return Arrays.stream(numbers)
                .mapToObj(number -> (DataCell) new DoubleCell(number))
                .iterator();
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        return Arrays.equals(((DenseDoubleVectorCell) dc).numbers, numbers);
    }

    @Override
    protected boolean equalContent(final DataValue otherValue) {
        var other = (DoubleVectorValue) otherValue;
        return other.getLength() == numbers.length
                && IntStream.range(0, numbers.length).allMatch(i -> numbers[i] == other.getValue(i));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return Arrays.toString(numbers);
    }

    /** Writes how many numbers there are, and the numbers. */
    public static final class DenseDoubleVectorSerializer implements DataCellSerializer<DenseDoubleVectorCell> {

        @Override
        public void serialize(final DenseDoubleVectorCell cell, final DataCellDataOutput out) throws IOException {
            out.writeInt(cell.numbers.length);
            for (double number : cell.numbers) {
                out.writeDouble(number);
            }
        }

        @Override
        public DenseDoubleVectorCell deserialize(final DataCellDataInput input) throws IOException {
            var numbers = new double[input.readInt()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = input.readDouble();
            }
            return new DenseDoubleVectorCell(numbers);
        }
    }
}
