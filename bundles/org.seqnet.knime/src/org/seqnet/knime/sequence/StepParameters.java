package org.seqnet.knime.sequence;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.AllColumnsProvider;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.sequence.SequenceLayout;
import org.seqnet.engine.sequence.ValueSteps;
import org.seqnet.knime.Columns;
import org.seqnet.knime.Failures;
import org.seqnet.knime.MissingCells;
import org.seqnet.knime.MissingValues;
import org.seqnet.knime.ShownWhen;

/** The part of the Sequence Reshaper's settings that says how the input becomes time steps. */
@Layout(ReshaperLayout.Sequences.class)
abstract class StepParameters extends InputParameters {
    @Widget(
            title = "Within groups",
            description = "Whether each group has windows of its own, so that no window holds rows of two recordings.")
    @ValueReference(WithinGroupsReference.class)
    @Effect(predicate = FromWindows.class, type = EffectType.SHOW)
    boolean withinGroups;

    @Widget(
            title = "Group column",
            description = "The column that tells which rows belong together, such as the number of a recording. Rows "
                    + "are of one group if they have the same text here.")
    @ChoicesProvider(GroupColumns.class)
    @Effect(predicate = Grouped.class, type = EffectType.SHOW)
    String groupColumn = "";

    @Widget(
            title = "Sort the time steps",
            description = "Whether the rows of a group are sorted before they become a sequence. Otherwise they stay "
                    + "in the order of the table.")
    @ValueReference(SortReference.class)
    @Effect(predicate = FromLongFormat.class, type = EffectType.SHOW)
    boolean sortSteps = true;

    @Widget(
            title = "Order column",
            description = "The column to sort by, smallest first: a time, a date, or the number of the step. Text is "
                    + "sorted as what it states if all rows state a number, or all a date or time in ISO format such "
                    + "as 2026-11-29 or 2026-11-29T20:45; other text is refused. Rows with equal values stay in the "
                    + "order of the table.")
    @ChoicesProvider(OrderColumns.class)
    @Effect(predicate = Sorted.class, type = EffectType.SHOW)
    String orderColumn = "";

    @Widget(
            title = "Numeric columns",
            description = "The columns with the values, in this order. If each row is a sequence, they are its values, "
                    + "one step after another; if each row is a time step, they are its features.")
    @ChoicesProvider(DoubleColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Values", excludedLabel = "Other columns")
    @Effect(predicate = FromNumericColumns.class, type = EffectType.SHOW)
    String[] numericColumns = {};

    @Widget(
            title = "Features a step",
            description = "How many values make a time step. It must divide the number of values of a sequence.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = FromValues.class, type = EffectType.SHOW)
    int featuresPerStep = 1;

    @Widget(
            title = "Order of values",
            description = "In which order the values of a row or list stand, if a time step has several features. Lag "
                    + "columns of several variables mostly stand variable by variable.")
    @ValueSwitchWidget
    @Effect(predicate = FromValues.class, type = EffectType.SHOW)
    ValueOrder valueOrder = ValueOrder.BY_STEP;

    @Widget(
            title = "Missing at the end ends the sequence",
            description = "If checked, time steps at the end of a row or list are left out if all their values are "
                    + "missing or not a number (NaN), so that sequences may differ in length. A value that is missing "
                    + "before the end, or only in a part of the last time step, still counts as missing, and a row of "
                    + "nothing but missing values has no sequence.")
    @Effect(predicate = FromValues.class, type = EffectType.SHOW)
    boolean endAtMissing;

    @Widget(title = "Window length", description = "How many time steps make a window.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = FromWindows.class, type = EffectType.SHOW)
    int windowLength = 32;

    @Widget(
            title = "Stride",
            description = "How many rows after the beginning of a window the next one begins: 1 gives a window for "
                    + "every row, the window length gives windows without overlap.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = FromWindows.class, type = EffectType.SHOW)
    int windowStride = 1;

    @Widget(
            title = "Columns to keep",
            description = "Further columns of the output, such as the label. In long format all rows of a group must "
                    + "agree in them, or be missing; a window takes the values of its last row.")
    @ChoicesProvider(AllColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Keep", excludedLabel = "Leave out")
    @Effect(predicate = FromSteps.class, type = EffectType.SHOW)
    String[] carriedColumns = {};

    @Widget(
            title = "Time steps",
            description = "How a tensor becomes a sequence. By rows, an image is read from top to bottom, a row of "
                    + "pixels at a time; by columns, from left to right; by steps of equal length, its values are read "
                    + "row after row and cut into steps.")
    @ValueSwitchWidget
    @ValueReference(LayoutReference.class)
    @Effect(predicate = HasLayout.class, type = EffectType.SHOW)
    Steps timeSteps = Steps.ROWS;

    @Widget(
            title = "Values a step",
            description = "How many values make a time step. It must divide the number of values of a tensor.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = ByLength.class, type = EffectType.SHOW)
    int stepLength = 28;

    @Widget(
            title = "Missing values",
            description = "What happens to rows whose tensor, list, image or number is missing, or whose number is not "
                    + "a number (NaN): their sequence is missing too, or the node fails.")
    @ValueSwitchWidget
    @Effect(predicate = EachRow.class, type = EffectType.SHOW)
    MissingCells missingValues = MissingCells.KEEP;

    @Widget(
            title = "Missing values in time steps",
            description = "What happens to rows in which the group, the order or a feature is missing or not a number "
                    + "(NaN): they are skipped, or the node fails. No window reaches over a row that is skipped, and "
                    + "no window of any group over one without a group. In long format, the columns to keep are also "
                    + "read from rows that are skipped.")
    @ValueSwitchWidget
    @Effect(predicate = FromSteps.class, type = EffectType.SHOW)
    MissingValues missingSteps = MissingValues.SKIP;

    @Override
    void chooseColumns(DataTableSpec spec) {
        super.chooseColumns(spec);
        groupColumn = chosen(groupColumn, spec, Columns.accepts(StringValue.class));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (timeSteps == Steps.FLATTENED) {
            requirePositive("Values a step", stepLength);
        }
        requirePositive("Features a step", featuresPerStep);
        requirePositive("Window length", windowLength);
        requirePositive("Stride", windowStride);
    }

    private static void requirePositive(String title, int value) throws InvalidSettingsException {
        if (value < 1) {
            throw Failures.invalid("%s: %d is below 1.".formatted(title, value), "Enter 1 or more.");
        }
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

    enum Steps {
        @Label(value = "Rows", description = "Each row of the tensor is a time step.")
        ROWS,
        @Label(value = "Columns", description = "Each column of the tensor is a time step.")
        COLUMNS,
        @Label(value = "Equal length", description = "The values, row after row, are cut into steps of equal length.")
        FLATTENED
    }

    static final class LayoutReference implements ParameterReference<Steps> {}

    static final class SortReference implements BooleanReference {}

    static final class WithinGroupsReference implements BooleanReference {}

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
}
