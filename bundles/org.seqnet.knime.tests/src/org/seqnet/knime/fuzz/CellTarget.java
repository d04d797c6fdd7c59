package org.seqnet.knime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataTableSpec;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.tensor.CellStreams;
import org.seqnet.knime.tensor.TensorCell;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.view.Drawings;
import org.seqnet.knime.view.JsonObject;

/** The cells of tensors in a table's file. */
final class CellTarget implements Target {
    private static final DataTableSpec COLUMNS = new DataTableSpec(TensorColumn.unknown("tensor"));

    private final TensorCell.TensorSerializer serializer = new TensorCell.TensorSerializer();

    @Override
    public List<byte[]> corpus() throws IOException {
        var corpus = new ArrayList<byte[]>();
        for (var type : ElementType.values()) {
            var shape = Shape.of(9, 10);
            var zeros = new ByteArrayInputStream(new byte[90 * type.bytes()]);
            var tensor = Tensor.ofStream(shape, type, zeros);
            corpus.add(written(tensor));
            corpus.add(written(Scaling.standardize(1, 3).apply(tensor)));
        }
        corpus.add(written(Tensor.ofFloats(Shape.of(2, 3), new float[] {1, Float.NaN, -1, 3e38f, -3e38f, 0})));
        corpus.add(written(Tensor.ofBytes(Shape.of(1, 1, 1, 1, 3), new byte[3])));
        return corpus;
    }

    private byte[] written(Tensor tensor) throws IOException {
        var bytes = new ByteArrayOutputStream();
        serializer.serialize(new TensorCell(tensor), CellStreams.output(new DataOutputStream(bytes)));
        return bytes.toByteArray();
    }

    @Override
    public byte[] damaged(byte[] valid, Mutator mutator) {
        return mutator.bytes(valid);
    }

    @Override
    public void read(byte[] bytes) throws IOException {
        var cell = read(new ByteArrayInputStream(bytes));
        var copy = read(new ByteArrayInputStream(written(cell.tensor())));

        assertThat(copy).isEqualTo(cell).hasSameHashCodeAs(cell);
        assertThat(cell.toString()).isNotBlank();
        assertThat(TensorCell.TYPE.getComparator().compare(cell, copy)).isZero();
        var drawings = Drawings.of(COLUMNS, 0, 1);
        var item = drawings.add(new JsonObject(), cell.tensor());
        drawings.finish(new JsonObject());
        assertThat(item.toString()).startsWith("{").endsWith("}");
    }

    private TensorCell read(ByteArrayInputStream bytes) throws IOException {
        return serializer.deserialize(CellStreams.input(new DataInputStream(bytes)));
    }

    @Override
    public boolean promises(Exception refusal) {
        return refusal instanceof IOException;
    }
}
