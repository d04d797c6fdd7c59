package org.seqnet.knime.sequence;

import java.util.Optional;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SequenceLayout;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.Columns;
import org.seqnet.knime.Failures;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

/** A column of tensors. */
record TensorInput(int column, Optional<SequenceShape> shape, boolean holdsBytes, SequenceLayout layout)
        implements RowInput {
    static TensorInput of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        int column = Columns.find(
                table, "input table", "Tensor column", parameters.tensorColumn, "tensors", TensorValue.class);
        var layout = parameters.layout();
        var spec = table.getColumnSpec(column);
        var bytes = TensorColumn.elementType(spec).filter(ElementType::isByte).isPresent();
        return new TensorInput(column, shape(spec, layout), bytes, layout);
    }

    private static Optional<SequenceShape> shape(DataColumnSpec column, SequenceLayout layout)
            throws InvalidSettingsException {
        try {
            return TensorColumn.shape(column).map(layout::sequenceShape);
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
    }

    @Override
    public int[] columns() {
        return new int[] {column};
    }

    @Override
    public Optional<Gap> gap(DataRow row) {
        return row.getCell(column).isMissing()
                ? Optional.of(new Gap(column, "the tensor is missing"))
                : Optional.empty();
    }

    @Override
    public Tensor sequence(DataRow row) {
        return layout.apply(((TensorValue) row.getCell(column)).tensor());
    }

    @Override
    public String reason() {
        return "their tensor is missing";
    }
}
