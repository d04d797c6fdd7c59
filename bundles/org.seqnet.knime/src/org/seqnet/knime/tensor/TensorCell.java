package org.seqnet.knime.tensor;

import java.io.IOException;
import java.util.Objects;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.message.Kept;

/** The cell of a tensor. It keeps the numbers in the element type they came in, so an image's bytes stay bytes. */
@SuppressWarnings("serial") // KNIME writes cells with TensorSerializer, never by Java serialization
public final class TensorCell extends DataCell implements TensorValue {
    /** The type of a column of tensors. */
    public static final DataType TYPE = DataType.getType(TensorCell.class);

    private final transient Tensor tensor;

    /** Creates the cell of a tensor. */
    public TensorCell(Tensor tensor) {
        this.tensor = Objects.requireNonNull(tensor, "tensor");
    }

    @Override
    public Tensor tensor() {
        return tensor;
    }

    @Override
    public String toString() {
        return TensorText.of(tensor);
    }

    @Override
    protected boolean equalsDataCell(DataCell other) {
        return tensor.equals(((TensorCell) other).tensor);
    }

    @Override
    protected boolean equalContent(DataValue other) {
        return other instanceof TensorValue value && tensor.equals(value.tensor());
    }

    @Override
    public int hashCode() {
        return tensor.hashCode();
    }

    /** Writes a tensor cell to a table's file and reads it back. */
    public static final class TensorSerializer implements DataCellSerializer<TensorCell> {
        @Override
        public void serialize(TensorCell cell, DataCellDataOutput output) throws IOException {
            cell.tensor.write(output);
        }

        @Override
        public TensorCell deserialize(DataCellDataInput input) throws IOException {
            return Kept.read("A tensor in a table", () -> new TensorCell(Tensor.read(input)));
        }
    }
}
