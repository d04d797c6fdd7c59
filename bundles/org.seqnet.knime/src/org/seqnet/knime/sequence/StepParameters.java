package org.seqnet.knime.sequence;

import org.knime.core.data.DataTableSpec;
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
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.message.Failures;

/** The part of the Sequence Reshaper's settings that says how the input becomes time steps. */
@Layout(ReshaperLayout.Sequences.Inputs.class)
abstract class StepParameters extends ImageInputParameters {
    @Widget(title = "Window length", description = "The number of time steps per window.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = FromWindows.class, type = EffectType.SHOW)
    int windowLength = 32;

    @Widget(
            title = "Step size",
            description = "The number of rows between the starts of two consecutive windows: 1 creates a window "
                    + "for every row; the window length creates non-overlapping windows.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = FromWindows.class, type = EffectType.SHOW)
    int windowStride = 1;

    @Widget(
            title = "Build windows per group",
            description = "If checked, windows are built separately for each group and never span two groups.")
    @ValueReference(WithinGroupsReference.class)
    @Effect(predicate = FromWindows.class, type = EffectType.SHOW)
    boolean withinGroups;

    @Widget(
            title = "Group column",
            description = "The column that identifies the group of each row, for example a recording number, "
                    + "compared as text. A new node proposes a column of strings or integers with a name such as "
                    + "recording, subject or id, or the first column of strings if there is an order column. It "
                    + "never proposes the last nominal column, usually the label, nor a column that is constant.")
    @ChoicesProvider(GroupColumns.class)
    @Effect(predicate = Grouped.class, type = EffectType.SHOW)
    String groupColumn = "";

    @Widget(
            title = "Sort time steps",
            description = "If checked, the rows of each group are sorted by the order column. Otherwise, they keep "
                    + "their order in the table.")
    @ValueReference(SortReference.class)
    @Effect(predicate = FromLongFormat.class, type = EffectType.SHOW)
    boolean sortSteps = true;

    @Widget(
            title = "Order column",
            description = "The column to sort by in ascending order: a time, a date or a step number; for a forecast, "
                    + "the column with the time of each row. Strings are "
                    + "allowed if all are numbers, or all are dates or times in ISO format such as 2026-11-29 or "
                    + "2026-11-29T20:45. Rows with equal values keep their order in the table. A new node proposes "
                    + "the first column of dates or times, otherwise one with a name such as time, step or index.")
    @ChoicesProvider(OrderColumns.class)
    @Effect(predicate = Ordered.class, type = EffectType.SHOW)
    String orderColumn = "";

    @Widget(
            title = "Collect a label per time step",
            description = "If checked, a column of lists is appended after the sequences, with the labels of the time "
                    + "steps in their order. A learner can learn a label per time step from it.")
    @ValueReference(StepLabelsReference.class)
    @Effect(predicate = HasStepLabels.class, type = EffectType.SHOW)
    boolean collectStepLabels;

    @Widget(
            title = "Step label column",
            description = "The column with the label of each time step: strings, integers or booleans. A missing label "
                    + "becomes a missing element of the list.")
    @ChoicesProvider(LabelColumns.class)
    @Effect(predicate = CollectsStepLabels.class, type = EffectType.SHOW)
    String stepLabelColumn = "";

    @Widget(
            title = "Numeric columns",
            description = "The columns with the values, in this order. If each row is a sequence, they contain its "
                    + "values, one time step after another. If each row is a time step, they contain its features. "
                    + "A new node proposes all except the group, the order, identifiers and labels.")
    @ChoicesProvider(DoubleColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Include", excludedLabel = "Exclude")
    @Effect(predicate = FromNumericColumns.class, type = EffectType.SHOW)
    String[] numericColumns = {};

    @Widget(
            title = "Features per time step",
            description = "The number of values in each time step. Must divide the number of values of the sequence. "
                    + "A new node proposes the number of variables if all have equally many numbered columns, such "
                    + "as x1, x2, y1 and y2.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = FromValues.class, type = EffectType.SHOW)
    int featuresPerStep = 1;

    @Widget(
            title = "Order of values",
            description = "The order of the values in a row or list if a time step has several features. Lag "
                    + "columns of several variables are usually ordered variable by variable.")
    @ValueSwitchWidget
    @Effect(predicate = FromValues.class, type = EffectType.SHOW)
    ValueOrder valueOrder = ValueOrder.BY_STEP;

    @Widget(
            title = "Trim missing values at the end",
            description = "If checked, time steps at the end of a row or list are removed if all their values are "
                    + "missing or NaN, so that sequences can differ in length. A missing value before the end, or "
                    + "in only a part of the last time step, is still treated as missing; a row with only missing "
                    + "values has no sequence.")
    @Effect(predicate = FromValues.class, type = EffectType.SHOW)
    boolean endAtMissing;

    @Widget(
            title = "Additional columns",
            description = "Which columns to include in the output beside the group and the sequence, for example "
                    + "the class column. A window takes the values of its last row.")
    @ValueSwitchWidget
    @ValueReference(AdditionalReference.class)
    @Effect(predicate = FromSteps.class, type = EffectType.SHOW)
    AdditionalColumns additionalColumns = AdditionalColumns.SELECTED;

    @Widget(
            title = "Selected columns",
            description = "The additional columns, from all columns of the table. In long format, all rows of a group "
                    + "must have the same value in "
                    + "these columns, or a missing value.")
    @ChoicesProvider(AllColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Include", excludedLabel = "Exclude")
    @Effect(predicate = SelectsAdditional.class, type = EffectType.SHOW)
    String[] carriedColumns = {};

    @Widget(
            title = "Time steps",
            description = "How to convert an image or tensor to a sequence. \"Rows\" reads an image from top to "
                    + "bottom, one row of pixels at a time, \"Columns\" from left to right. \"Equal length\" reads "
                    + "the values row by row and splits them into time steps.")
    @ValueSwitchWidget
    @ValueReference(LayoutReference.class)
    @Effect(predicate = HasLayout.class, type = EffectType.SHOW)
    Steps timeSteps = Steps.ROWS;

    @Widget(
            title = "Values per time step",
            description = "The number of values in each time step. Must divide the number of values in the tensor.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = ByLength.class, type = EffectType.SHOW)
    int stepLength = 28;

    @Widget(
            title = "Missing values",
            description = "How to handle rows whose tensor, list, image or number is missing, or whose number is "
                    + "NaN. A learner fails at a missing value unless its settings say how to fill it.")
    @ValueSwitchWidget
    @Effect(predicate = EachRow.class, type = EffectType.SHOW)
    MissingInRow missingValues = MissingInRow.KEEP;

    @Widget(
            title = "Missing values in time steps",
            description = "How to handle rows in which the group, the order or a feature is missing or NaN. A "
                    + "learner fails at a missing value unless its settings say how to fill it. No window spans a "
                    + "skipped row, and a row without a group interrupts the windows of all groups. In long "
                    + "format, the additional columns are also read from skipped rows.")
    @ValueSwitchWidget
    @Effect(predicate = FromSteps.class, type = EffectType.SHOW)
    MissingSteps missingSteps = MissingSteps.SKIP;

    @Override
    void chooseColumns(DataTableSpec spec) {
        super.chooseColumns(spec);
        if (groupColumn == null || groupColumn.isEmpty()) {
            groupColumn = Proposal.of(spec).group();
        }
        if (collectStepLabels && (stepLabelColumn == null || stepLabelColumn.isEmpty())) {
            stepLabelColumn = LabelColumns.preferred(spec);
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        if (timeSteps == Steps.FLATTENED) {
            requirePositive("Values per time step", stepLength);
        }
        requirePositive("Features per time step", featuresPerStep);
        requirePositive("Window length", windowLength);
        requirePositive("Step size", windowStride);
    }

    static void requirePositive(String title, int value) throws InvalidSettingsException {
        if (value < 1) {
            throw Failures.invalid("%s: %d is less than 1.".formatted(title, value), "Enter 1 or a greater number.");
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

    /** Returns in which order values are read, in words. */
    String layoutStep() {
        return switch (input) {
            case TENSORS, IMAGES -> timeSteps == Steps.COLUMNS ? "column by column" : PreparationSteps.ROW_BY_ROW;
            case COLUMNS, LISTS -> featuresPerStep > 1 && valueOrder == ValueOrder.BY_VARIABLE
                    ? "variable by variable"
                    : PreparationSteps.ROW_BY_ROW;
            case LONG_FORMAT, WINDOWS -> PreparationSteps.ROW_BY_ROW;
        };
    }

    /** Returns how the engine reads a tensor as a sequence. */
    SequenceLayout tensorLayout() {
        return channelOrder == ChannelOrder.FIRST ? SequenceLayout.channelsFirst(layout()) : layout();
    }

    /** Returns whether a number that is missing in a row is missing in its sequence. */
    boolean keepsMissingNumbers() {
        return missingValues == MissingInRow.IN_SEQUENCE;
    }

    /** Returns how the engine splits the values of a row into time steps. */
    ValueSteps valueSteps() {
        return new ValueSteps(featuresPerStep, valueOrder.order(), endAtMissing);
    }

    enum Steps {
        @Label(value = "Rows", description = "Each row of the tensor is a time step.")
        ROWS,
        @Label(value = "Columns", description = "Each column of the tensor is a time step.")
        COLUMNS,
        @Label(
                value = "Equal length",
                description = "The values are read row by row and split into time steps of equal length.")
        FLATTENED
    }

    static final class LayoutReference implements ParameterReference<Steps> {}

    static final class AdditionalReference implements ParameterReference<AdditionalColumns> {}

    static final class StepLabelsReference implements BooleanReference {}

    /** Holds if rows are time steps that may have labels: not in windows to forecast from. */
    static final class HasStepLabels extends ShownWhen.Either {
        HasStepLabels() {
            super(FromLongFormat.class, ForecastParameters.WindowsOnly.class);
        }
    }

    /** Holds if the labels of time steps are collected. */
    static final class CollectsStepLabels extends ShownWhen.Both {
        CollectsStepLabels() {
            super(HasStepLabels.class, StepLabelsReference.class);
        }
    }

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

    /** Holds if a row has many values, which are split into time steps. */
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

    /** Holds if each row gives a sequence. */
    static final class EachRow extends ForInput {
        EachRow() {
            super(Input.TENSORS, Input.COLUMNS, Input.LISTS, Input.IMAGES);
        }
    }

    static final class Selects extends ShownWhen<AdditionalColumns> {
        Selects() {
            super(AdditionalReference.class, AdditionalColumns.SELECTED);
        }
    }

    static final class SelectsAdditional extends ShownWhen.Both {
        SelectsAdditional() {
            super(FromSteps.class, Selects.class);
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

    static final class SortedInLongFormat extends ShownWhen.Both {
        SortedInLongFormat() {
            super(FromLongFormat.class, SortReference.class);
        }
    }

    /** Holds if the order of rows is told by a column. */
    static final class Ordered extends ShownWhen.Either {
        Ordered() {
            super(SortedInLongFormat.class, ForecastParameters.ForecastsInTime.class);
        }
    }
}
