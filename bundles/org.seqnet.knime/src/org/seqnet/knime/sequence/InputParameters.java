package org.seqnet.knime.sequence;

import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.tensor.TensorColumns;
import org.seqnet.knime.tensor.TensorValue;

/**
 * The part of the Sequence Reshaper's settings that names the input. The parts extend each other since KNIME writes the
 * settings of a superclass first and beside the others; those of a nested group would have keys of their own.
 */
@Layout(ReshaperLayout.Sequences.Inputs.class)
abstract class InputParameters implements NodeParameters {
    @Widget(
            title = "Input format",
            description = "How the input table stores the sequences. A new node proposes a format: tensors, images or "
                    + "lists where there are any; otherwise long format if there is a group column, sliding windows "
                    + "if there is only an order column or the label is a state that may change from row to row, and "
                    + "numeric columns if a row has many or numbered ones.")
    @ValueReference(InputReference.class)
    Input input = Input.TENSORS;

    @Widget(title = "Tensor column", description = "The column with the tensors to convert to sequences.")
    @ChoicesProvider(TensorColumns.class)
    @Effect(predicate = FromTensors.class, type = EffectType.SHOW)
    String tensorColumn = "";

    @Widget(
            title = "Channels",
            description = "The position of the channels in three-dimensional tensors, such as color images. In the "
                    + "sequence, the channels of each pixel are always adjacent, and the column's spec states "
                    + "their number.")
    @ValueSwitchWidget
    @Effect(predicate = FromTensors.class, type = EffectType.SHOW)
    ChannelOrder channelOrder = ChannelOrder.LAST;

    @Widget(
            title = "List column",
            description = "The column with lists or vectors of numbers. A list of 12 numbers can be, for example, "
                    + "12 time steps with 1 feature or 4 time steps with 3 features.")
    @ChoicesProvider(ListColumns.class)
    @Effect(predicate = FromLists.class, type = EffectType.SHOW)
    String listColumn = "";

    @Widget(
            title = "Image column",
            description = "The column with the images: cells of PNG or JPEG images, or paths of PNG or JPEG files, "
                    + "such as those of a List Files/Folders node.")
    @ChoicesProvider(ImageColumns.class)
    @Effect(predicate = FromImages.class, type = EffectType.SHOW)
    String imageColumn = "";

    @Widget(
            title = "Pixels",
            description = "Which values to read from each pixel. Use the same setting for training and prediction. "
                    + "Transparency is ignored, and 16-bit values are reduced to 8 bits.")
    @ValueSwitchWidget
    @Effect(predicate = FromImages.class, type = EffectType.SHOW)
    Pixels pixels = Pixels.GREY;

    /** Chooses the first fitting column where none is chosen yet. */
    void chooseColumns(DataTableSpec spec) {
        tensorColumn = chosen(tensorColumn, spec, Columns.accepts(TensorValue.class));
        listColumn = chosen(listColumn, spec, ListColumns::holdsNumbers);
        imageColumn = imageColumn == null || imageColumn.isEmpty()
                ? ImageColumns.preferred(spec).orElse("")
                : imageColumn;
    }

    static String chosen(String name, DataTableSpec spec, Predicate<DataColumnSpec> fitting) {
        return name == null || name.isEmpty() ? Columns.first(spec, fitting).orElse("") : name;
    }

    static final class InputReference implements ParameterReference<Input> {}

    /** Holds for some kinds of input. */
    abstract static class ForInput extends ShownWhen<Input> {
        ForInput(Input... inputs) {
            super(InputReference.class, inputs);
        }
    }

    static final class FromTensors extends ForInput {
        FromTensors() {
            super(Input.TENSORS);
        }
    }

    static final class FromLists extends ForInput {
        FromLists() {
            super(Input.LISTS);
        }
    }

    static final class FromImages extends ForInput {
        FromImages() {
            super(Input.IMAGES);
        }
    }
}
