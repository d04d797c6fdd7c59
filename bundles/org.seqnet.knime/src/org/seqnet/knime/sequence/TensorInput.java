package org.seqnet.knime.sequence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.SequenceLayout;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Sentences;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

/**
 * A column of tensors.
 *
 * @param tensors the shape of all of them, if the spec states it
 * @param areSequences whether a node made them as sequences
 * @param before what was done to them before
 */
record TensorInput(
        int column,
        Optional<Shape> tensors,
        Optional<SequenceShape> shape,
        OptionalInt channels,
        Optional<ElementType> elementType,
        boolean areSequences,
        Preparation before,
        SequenceLayout layout)
        implements RowInput {
    /** The numbers of channels that images have: gray, color, and color with transparency. */
    private static final Set<Integer> USUAL_CHANNELS = Set.of(1, 3, 4);

    static TensorInput of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        int column = Columns.find(
                table, "input table", "Tensor column", parameters.tensorColumn, "tensors", TensorValue.class);
        var spec = table.getColumnSpec(column);
        var layout = parameters.tensorLayout();
        var tensors = TensorColumn.shape(spec);
        try {
            return new TensorInput(
                    column,
                    tensors,
                    tensors.map(layout::sequenceShape),
                    channels(spec, tensors, layout),
                    TensorColumn.elementType(spec),
                    TensorColumn.holdsSequences(spec),
                    TensorColumn.preparation(spec),
                    layout);
        } catch (SeqNetException e) {
            throw Failures.invalid(
                    "Tensor column '%s': %s".formatted(spec.getName(), Sentences.continued(e.getMessage())));
        }
    }

    @Override
    public Preparation preparation() {
        return layout == SequenceLayout.ROWS_AS_STEPS ? before : before.withFeatures(List.of());
    }

    @Override
    public boolean isPreparationKnown() {
        return !areSequences || !before.steps().isEmpty();
    }

    @Override
    public boolean holdsBytes() {
        return elementType.filter(ElementType::isByte).isPresent();
    }

    /** Returns those of the last axis of three, or of rows of pixels that stay rows. */
    private static OptionalInt channels(DataColumnSpec column, Optional<Shape> tensors, SequenceLayout layout) {
        return tensors.isPresent() && tensors.get().rank() == 3
                ? layout.channels(tensors.get())
                : layout == SequenceLayout.ROWS_AS_STEPS ? TensorColumn.channels(column) : OptionalInt.empty();
    }

    @Override
    public Optional<String> notice() {
        return tensors.filter(images -> images.rank() == 3
                        && USUAL_CHANNELS.contains(images.size(0))
                        && channels.isPresent()
                        && channels.getAsInt() == images.size(2)
                        && !USUAL_CHANNELS.contains(images.size(2)))
                .map(images ->
                        ("Tensors of %s are read as %d rows of pixels with %d channels. If they are images of %d x %d "
                                        + "pixels, set Channels to First.")
                                .formatted(images, images.size(0), images.size(2), images.size(1), images.size(2)));
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
