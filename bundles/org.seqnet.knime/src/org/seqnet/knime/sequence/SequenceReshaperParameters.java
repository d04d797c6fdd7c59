package org.seqnet.knime.sequence;

import java.util.Optional;
import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.AllColumnsProvider;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.DataRange;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.engine.sequence.SequenceLayout;
import org.seqnet.engine.sequence.ValueSteps;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorColumns;
import org.seqnet.knime.tensor.TensorValue;

/**
 * The Sequence Reshaper's settings. The names of the fields are settings keys and never change; a workflow from before
 * a setting was there gets its default.
 */
@LoadDefaultsForAbsentFields
public final class SequenceReshaperParameters implements NodeParameters {
    /** What is reshaped, and how. */
    @Section(title = "Sequences")
    interface Shape {}

    /** How the values are scaled. */
    @Section(title = "Scaling")
    @After(Shape.class)
    interface Values {}

    /** Where the sequences go. */
    @Section(title = "Output")
    @After(Values.class)
    interface Output {}

    @Widget(title = "Input", description = "Where the sequences come from.")
    @Layout(Shape.class)
    @ValueReference(InputReference.class)
    Input input = Input.TENSORS;

    @Widget(title = "Tensor column", description = "The column with the tensors to read as sequences.")
    @Layout(Shape.class)
    @ChoicesProvider(TensorColumns.class)
    @Effect(predicate = FromTensors.class, type = EffectType.SHOW)
    String tensorColumn = "";

    @Widget(
            title = "Channels",
            description =
                    "Where the channels of images stand that are tensors of three dimensions, such as color images. In"
                            + " the sequence, the channels of a pixel always stand side by side, and nodes that follow"
                            + " know their number.")
    @Layout(Shape.class)
    @ValueSwitchWidget
    @Effect(predicate = FromTensors.class, type = EffectType.SHOW)
    ChannelOrder channelOrder = ChannelOrder.LAST;

    @Widget(
            title = "List column",
            description = "The column with the lists or vectors of numbers. A list of 12 numbers is 12 time steps of 1 "
                    + "feature, or 4 of 3.")
    @Layout(Shape.class)
    @ChoicesProvider(ListColumns.class)
    @Effect(predicate = FromLists.class, type = EffectType.SHOW)
    String listColumn = "";

    @Widget(title = "Image column", description = "The column with the PNG images.")
    @Layout(Shape.class)
    @ChoicesProvider(ImageColumns.class)
    @Effect(predicate = FromImages.class, type = EffectType.SHOW)
    String imageColumn = "";

    @Widget(
            title = "Pixels",
            description = "What is read of each pixel. Choose the same for training and for prediction. Transparency "
                    + "is left out, and 16 bits become 8.")
    @Layout(Shape.class)
    @ValueSwitchWidget
    @Effect(predicate = FromImages.class, type = EffectType.SHOW)
    Pixels pixels = Pixels.GREY;

    @Widget(
            title = "Within groups",
            description = "Whether each group has windows of its own, so that no window holds rows of two recordings.")
    @Layout(Shape.class)
    @ValueReference(WithinGroupsReference.class)
    @Effect(predicate = FromWindows.class, type = EffectType.SHOW)
    boolean withinGroups;

    @Widget(
            title = "Group column",
            description = "The column that tells which rows belong together, such as the number of a recording. Rows "
                    + "are of one group if they have the same text here.")
    @Layout(Shape.class)
    @ChoicesProvider(GroupColumns.class)
    @Effect(predicate = Grouped.class, type = EffectType.SHOW)
    String groupColumn = "";

    @Widget(
            title = "Sort the time steps",
            description = "Whether the rows of a group are sorted before they become a sequence. Otherwise they stay "
                    + "in the order of the table.")
    @Layout(Shape.class)
    @ValueReference(SortReference.class)
    @Effect(predicate = FromLongFormat.class, type = EffectType.SHOW)
    boolean sortSteps = true;

    @Widget(
            title = "Order column",
            description = "The column to sort by, smallest first: a time, a date, or the number of the step. Text is "
                    + "sorted as what it states if all rows state a number, or all a date or time in ISO format such "
                    + "as 2026-11-29 or 2026-11-29T20:45; other text is refused. Rows with equal values stay in the "
                    + "order of the table.")
    @Layout(Shape.class)
    @ChoicesProvider(OrderColumns.class)
    @Effect(predicate = Sorted.class, type = EffectType.SHOW)
    String orderColumn = "";

    @Widget(
            title = "Numeric columns",
            description = "The columns with the values, in this order. If each row is a sequence, they are its values, "
                    + "one step after another; if each row is a time step, they are its features.")
    @Layout(Shape.class)
    @ChoicesProvider(DoubleColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Values", excludedLabel = "Other columns")
    @Effect(predicate = FromNumericColumns.class, type = EffectType.SHOW)
    String[] numericColumns = {};

    @Widget(
            title = "Features a step",
            description = "How many values make a time step. It must divide the number of values of a sequence.")
    @Layout(Shape.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = FromValues.class, type = EffectType.SHOW)
    int featuresPerStep = 1;

    @Widget(
            title = "Order of values",
            description = "In which order the values of a row or list stand, if a time step has several features. Lag "
                    + "columns of several variables mostly stand variable by variable.")
    @Layout(Shape.class)
    @ValueSwitchWidget
    @Effect(predicate = FromValues.class, type = EffectType.SHOW)
    ValueOrder valueOrder = ValueOrder.BY_STEP;

    @Widget(
            title = "Missing at the end ends the sequence",
            description = "If checked, time steps at the end of a row or list are left out if all their values are "
                    + "missing or not a number (NaN), so that sequences may differ in length. A value that is missing "
                    + "before the end, or only in a part of the last time step, still counts as missing, and a row of "
                    + "nothing but missing values has no sequence.")
    @Layout(Shape.class)
    @Effect(predicate = FromValues.class, type = EffectType.SHOW)
    boolean endAtMissing;

    @Widget(title = "Window length", description = "How many time steps make a window.")
    @Layout(Shape.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = FromWindows.class, type = EffectType.SHOW)
    int windowLength = 32;

    @Widget(
            title = "Stride",
            description = "How many rows after the beginning of a window the next one begins: 1 gives a window for "
                    + "every row, the window length gives windows without overlap.")
    @Layout(Shape.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = FromWindows.class, type = EffectType.SHOW)
    int windowStride = 1;

    @Widget(
            title = "Columns to keep",
            description = "Further columns of the output, such as the label. In long format all rows of a group must "
                    + "agree in them, or be missing; a window takes the values of its last row.")
    @Layout(Shape.class)
    @ChoicesProvider(AllColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Keep", excludedLabel = "Leave out")
    @Effect(predicate = FromSteps.class, type = EffectType.SHOW)
    String[] carriedColumns = {};

    @Widget(
            title = "Time steps",
            description = "How a tensor becomes a sequence. By rows, an image is read from top to bottom, a row of "
                    + "pixels at a time; by columns, from left to right; by steps of equal length, its values are read "
                    + "row after row and cut into steps.")
    @Layout(Shape.class)
    @ValueSwitchWidget
    @ValueReference(LayoutReference.class)
    @Effect(predicate = HasLayout.class, type = EffectType.SHOW)
    Steps timeSteps = Steps.ROWS;

    @Widget(
            title = "Values a step",
            description = "How many values make a time step. It must divide the number of values of a tensor.")
    @Layout(Shape.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = ByLength.class, type = EffectType.SHOW)
    int stepLength = 28;

    @Widget(
            title = "Missing values",
            description = "What happens to rows whose tensor, list, image or number is missing, or whose number is not "
                    + "a number (NaN): their sequence is missing too, or the node fails.")
    @Layout(Shape.class)
    @ValueSwitchWidget
    @Effect(predicate = EachRow.class, type = EffectType.SHOW)
    MissingCells missingValues = MissingCells.KEEP;

    @Widget(
            title = "Missing values in time steps",
            description = "What happens to rows in which the group, the order or a feature is missing or not a number "
                    + "(NaN): they are skipped, or the node fails. No window reaches over a row that is skipped, and "
                    + "no window of any group over one without a group. In long format, the columns to keep are also "
                    + "read from rows that are skipped.")
    @Layout(Shape.class)
    @ValueSwitchWidget
    @Effect(predicate = FromSteps.class, type = EffectType.SHOW)
    MissingValues missingSteps = MissingValues.SKIP;

    @Widget(
            title = "Method",
            description = "How values are brought into the range in which networks learn well. Scale training and test "
                    + "data in the same way.")
    @Layout(Values.class)
    @ValueSwitchWidget
    @ValueReference(ScalingWidgets.ScaleReference.class)
    @ValueProvider(ScalingWidgets.ScaleForInput.class)
    Scale scaling = Scale.UNIT_RANGE;

    @Widget(
            title = "Range",
            description = "The range that becomes 0 to 1. A range found in the data differs from table to table: the "
                    + "node warns with it, so that it can be entered as custom range where test data are scaled.")
    @Layout(Values.class)
    @ChoicesProvider(ScalingWidgets.RangesForInput.class)
    @ValueReference(ScalingWidgets.RangeReference.class)
    @ValueProvider(ScalingWidgets.RangeForInput.class)
    @Effect(predicate = ScalingWidgets.ToUnitRange.class, type = EffectType.SHOW)
    Range range = Range.ELEMENT_TYPE;

    @Widget(title = "Minimum", description = "The value that becomes 0.")
    @Layout(Values.class)
    @Effect(predicate = ScalingWidgets.FromCustomRange.class, type = EffectType.SHOW)
    double minimum;

    @Widget(title = "Maximum", description = "The value that becomes 1.")
    @Layout(Values.class)
    @Effect(predicate = ScalingWidgets.FromCustomRange.class, type = EffectType.SHOW)
    double maximum = 255;

    @Widget(
            title = "Mean and deviation",
            description = "Where mean and standard deviation come from: each sequence's own, or figures of the "
                    + "training data that you know.")
    @Layout(Values.class)
    @ValueSwitchWidget
    @ValueReference(ScalingWidgets.FiguresReference.class)
    @Effect(predicate = ScalingWidgets.Standardized.class, type = EffectType.SHOW)
    Figures figures = Figures.EACH_TENSOR;

    @Widget(title = "Mean", description = "The value that becomes 0.")
    @Layout(Values.class)
    @Effect(predicate = ScalingWidgets.ByCustomFigures.class, type = EffectType.SHOW)
    double mean;

    @Widget(title = "Standard deviation", description = "The distance from the mean that becomes 1.")
    @Layout(Values.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = ScalingWidgets.ByCustomFigures.class, type = EffectType.SHOW)
    double deviation = 1;

    @Widget(
            title = "Output column",
            description = "Whether the sequences replace the column that they come from or are appended as a new one. "
                    + "Several columns that are replaced give way to a new one at the end.")
    @Layout(Output.class)
    @ValueSwitchWidget
    @ValueReference(OutputReference.class)
    @Effect(predicate = EachRow.class, type = EffectType.SHOW)
    OutputColumn output = OutputColumn.APPEND;

    @Widget(title = "New column name", description = "The name of the column with the sequences.")
    @Layout(Output.class)
    @Effect(predicate = Named.class, type = EffectType.SHOW)
    String newColumn = "sequence";

    SequenceReshaperParameters() {}

    SequenceReshaperParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(spec -> {
            chooseColumns(spec);
            // only in a new node: whoever takes all columns out wants none
            numericColumns = spec.stream()
                    .filter(Columns.accepts(DoubleValue.class))
                    .map(DataColumnSpec::getName)
                    .toArray(String[]::new);
        });
    }

    /** Chooses the first fitting column where none is chosen yet. */
    void chooseColumns(DataTableSpec spec) {
        tensorColumn = chosen(tensorColumn, spec, Columns.accepts(TensorValue.class));
        listColumn = chosen(listColumn, spec, ListColumns::holdsNumbers);
        imageColumn = chosen(imageColumn, spec, Columns.accepts(PNGImageValue.class));
        groupColumn = chosen(groupColumn, spec, Columns.accepts(StringValue.class));
    }

    private static String chosen(String name, DataTableSpec spec, Predicate<DataColumnSpec> fitting) {
        return name == null || name.isEmpty() ? Columns.first(spec, fitting).orElse("") : name;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (timeSteps == Steps.FLATTENED) {
            requirePositive("Values a step", stepLength);
        }
        try {
            scaling();
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
        requirePositive("Features a step", featuresPerStep);
        requirePositive("Window length", windowLength);
        requirePositive("Stride", windowStride);
        if (scaling == Scale.UNIT_RANGE && !range.fits(input)) {
            throw Failures.invalid(
                    "Scaling: 0 to 1 by element type works only for images and tensors.",
                    "Choose Standardize, or a custom range or that of the data.");
        }
        if (namesColumn() && (newColumn == null || newColumn.isBlank())) {
            throw Failures.invalid(
                    "New column name: the name is empty.",
                    input.isRowByRow() ? "Enter a name, or replace the column." : "Enter a name.");
        }
    }

    private static void requirePositive(String title, int value) throws InvalidSettingsException {
        if (value < 1) {
            throw Failures.invalid("%s: %d is below 1.".formatted(title, value), "Enter 1 or more.");
        }
    }

    /** Returns whether the sequences stand in a column with a name of its own. */
    private boolean namesColumn() {
        return output == OutputColumn.APPEND || input == Input.COLUMNS || !input.isRowByRow();
    }

    /** Returns how the engine reads an image whose channels come last as a sequence. */
    SequenceLayout layout() {
        return switch (timeSteps) {
            case ROWS -> SequenceLayout.ROWS_AS_STEPS;
            case COLUMNS -> SequenceLayout.COLUMNS_AS_STEPS;
            case FLATTENED -> SequenceLayout.flattened(stepLength);
        };
    }

    /** Returns how the engine reads a tensor as a sequence. */
    SequenceLayout tensorLayout() {
        return channelOrder == ChannelOrder.FIRST ? SequenceLayout.channelsFirst(layout()) : layout();
    }

    /** Returns how the engine cuts the values of a row into steps. */
    ValueSteps valueSteps() {
        return new ValueSteps(featuresPerStep, valueOrder.order(), endAtMissing);
    }

    /** Returns how the engine scales a sequence; empty if the data have to tell, which {@link #dataRange} asks. */
    Optional<Scaling> scaling() {
        return switch (scaling) {
            case NONE -> Optional.of(input.readsNumbers() ? Scaling.SINGLE_PRECISION : Scaling.NONE);
            case UNIT_RANGE -> range == Range.CUSTOM ? Optional.of(Scaling.range(minimum, maximum)) : Optional.empty();
            case STANDARDIZE -> Optional.of(
                    switch (figures) {
                        case EACH_TENSOR -> input.readsNumbers()
                                ? Scaling.STANDARDIZE_FEATURES
                                : Scaling.STANDARDIZE_EACH;
                        case CUSTOM -> Scaling.standardize(mean, deviation);
                    });
        };
    }

    /** Returns what finds the range that becomes 0 to 1 in the data; numbers of the table have one for each feature. */
    DataRange dataRange(int features) {
        if (range == Range.ELEMENT_TYPE) {
            return DataRange.ofTypes();
        }
        return input.readsNumbers() ? DataRange.ofFeatures(features) : DataRange.ofAll();
    }

    enum Steps {
        @Label(value = "Rows", description = "Each row of the tensor is a time step.")
        ROWS,
        @Label(value = "Columns", description = "Each column of the tensor is a time step.")
        COLUMNS,
        @Label(value = "Equal length", description = "The values, row after row, are cut into steps of equal length.")
        FLATTENED
    }

    enum OutputColumn {
        @Label(value = "Replace", description = "The sequences take the place and name of the column they come from.")
        REPLACE,
        @Label(value = "Append", description = "The sequences are appended as a new column.")
        APPEND
    }

    static final class InputReference implements ParameterReference<Input> {}

    static final class LayoutReference implements ParameterReference<Steps> {}

    static final class OutputReference implements ParameterReference<OutputColumn> {}

    static final class SortReference implements BooleanReference {}

    static final class WithinGroupsReference implements BooleanReference {}

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

    static final class FromLongFormat extends ForInput {
        FromLongFormat() {
            super(Input.LONG_FORMAT);
        }
    }

    static final class FromWindows extends ForInput {
        FromWindows() {
            super(Input.WINDOWS);
        }
    }

    static final class FromNumericColumns extends ForInput {
        FromNumericColumns() {
            super(Input.COLUMNS, Input.LONG_FORMAT, Input.WINDOWS);
        }
    }

    /** Holds if a row has many values, which are cut into steps. */
    static final class FromValues extends ForInput {
        FromValues() {
            super(Input.COLUMNS, Input.LISTS);
        }
    }

    /** Holds if a row is a time step. */
    static final class FromSteps extends ForInput {
        FromSteps() {
            super(Input.LONG_FORMAT, Input.WINDOWS);
        }
    }

    /** Holds if a row has a sequence of its own. */
    static final class EachRow extends ForInput {
        EachRow() {
            super(Input.TENSORS, Input.COLUMNS, Input.LISTS, Input.IMAGES);
        }
    }

    static final class HasLayout extends ForInput {
        HasLayout() {
            super(Input.TENSORS, Input.IMAGES);
        }
    }

    static final class Flattened extends ShownWhen<Steps> {
        Flattened() {
            super(LayoutReference.class, Steps.FLATTENED);
        }
    }

    static final class ByLength extends ShownWhen.Both {
        ByLength() {
            super(HasLayout.class, Flattened.class);
        }
    }

    static final class WindowsWithinGroups extends ShownWhen.Both {
        WindowsWithinGroups() {
            super(FromWindows.class, WithinGroupsReference.class);
        }
    }

    static final class Grouped extends ShownWhen.Either {
        Grouped() {
            super(FromLongFormat.class, WindowsWithinGroups.class);
        }
    }

    static final class Sorted extends ShownWhen.Both {
        Sorted() {
            super(FromLongFormat.class, SortReference.class);
        }
    }

    static final class Appended extends ShownWhen<OutputColumn> {
        Appended() {
            super(OutputReference.class, OutputColumn.APPEND);
        }
    }

    static final class Named extends ShownWhen.Either {
        Named() {
            super(Appended.class, FromNumericColumns.class);
        }
    }
}
