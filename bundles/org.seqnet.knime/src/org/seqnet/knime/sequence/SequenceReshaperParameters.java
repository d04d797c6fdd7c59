package org.seqnet.knime.sequence;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.engine.sequence.SequenceLayout;
import org.seqnet.knime.Columns;
import org.seqnet.knime.Failures;
import org.seqnet.knime.MissingCells;
import org.seqnet.knime.tensor.TensorColumns;
import org.seqnet.knime.tensor.TensorValue;

/** The Sequence Reshaper's settings. The names of the fields are settings keys and never change. */
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

    @Widget(title = "Tensor column", description = "The column with the tensors to read as sequences.")
    @Layout(Shape.class)
    @ChoicesProvider(TensorColumns.class)
    String tensorColumn = "";

    @Widget(
            title = "Time steps",
            description = "How a tensor becomes a sequence. By rows, an image is read from top to bottom, a row of "
                    + "pixels at a time; by columns, from left to right; by steps of equal length, its values are read "
                    + "row after row and cut into steps.")
    @Layout(Shape.class)
    @ValueSwitchWidget
    @ValueReference(LayoutReference.class)
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
            description = "What happens to rows whose tensor is missing: their sequence is missing too, or the node "
                    + "fails.")
    @Layout(Shape.class)
    @ValueSwitchWidget
    MissingCells missingValues = MissingCells.KEEP;

    @Widget(
            title = "Scaling",
            description = "How values are brought into the range in which networks learn well: from a range to 0 to 1, "
                    + "or standardized to mean 0 and standard deviation 1. Scale training and test data in the same "
                    + "way.")
    @Layout(Values.class)
    @ValueSwitchWidget
    @ValueReference(ScalingReference.class)
    Scale scaling = Scale.UNIT_RANGE;

    @Widget(
            title = "Range",
            description = "The range that becomes 0 to 1: the one of the tensors' element type, such as 0 to 255 for "
                    + "unsigned bytes, or one of your own.")
    @Layout(Values.class)
    @ValueSwitchWidget
    @ValueReference(RangeReference.class)
    @Effect(predicate = ToUnitRange.class, type = EffectType.SHOW)
    Range range = Range.ELEMENT_TYPE;

    @Widget(title = "Minimum", description = "The value that becomes 0.")
    @Layout(Values.class)
    @Effect(predicate = FromOwnRange.class, type = EffectType.SHOW)
    double minimum;

    @Widget(title = "Maximum", description = "The value that becomes 1.")
    @Layout(Values.class)
    @Effect(predicate = FromOwnRange.class, type = EffectType.SHOW)
    double maximum = 255;

    @Widget(
            title = "Mean and deviation",
            description = "Where mean and standard deviation come from: each tensor's own, or figures of the training "
                    + "data that you know.")
    @Layout(Values.class)
    @ValueSwitchWidget
    @ValueReference(FiguresReference.class)
    @Effect(predicate = Standardized.class, type = EffectType.SHOW)
    Figures figures = Figures.EACH_TENSOR;

    @Widget(title = "Mean", description = "The value that becomes 0.")
    @Layout(Values.class)
    @Effect(predicate = ByOwnFigures.class, type = EffectType.SHOW)
    double mean;

    @Widget(title = "Standard deviation", description = "The distance from the mean that becomes 1.")
    @Layout(Values.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = ByOwnFigures.class, type = EffectType.SHOW)
    double deviation = 1;

    @Widget(
            title = "Output column",
            description =
                    "Whether the sequences replace the tensor column or are appended as a new one. The numbers are "
                            + "not copied to scale them: bytes stay bytes.")
    @Layout(Output.class)
    @ValueSwitchWidget
    @ValueReference(OutputReference.class)
    OutputColumn output = OutputColumn.APPEND;

    @Widget(title = "New column name", description = "The name of the appended column.")
    @Layout(Output.class)
    @Effect(predicate = Appended.class, type = EffectType.SHOW)
    String newColumn = "sequence";

    SequenceReshaperParameters() {}

    SequenceReshaperParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(this::chooseColumn);
    }

    /** Chooses the first tensor column if none is chosen yet. */
    void chooseColumn(DataTableSpec spec) {
        if (tensorColumn == null || tensorColumn.isEmpty()) {
            tensorColumn =
                    Columns.first(spec, Columns.accepts(TensorValue.class)).orElse("");
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        try {
            layout();
            scaling();
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
        if (output == OutputColumn.APPEND && (newColumn == null || newColumn.isBlank())) {
            throw Failures.invalid(
                    "New column name: the name is empty.", "Enter a name, or replace the tensor column.");
        }
    }

    /** Returns how the engine reads a tensor as a sequence. */
    SequenceLayout layout() {
        return switch (timeSteps) {
            case ROWS -> SequenceLayout.ROWS_AS_STEPS;
            case COLUMNS -> SequenceLayout.COLUMNS_AS_STEPS;
            case FLATTENED -> SequenceLayout.flattened(stepLength);
        };
    }

    /** Returns how the engine scales a sequence. */
    Scaling scaling() {
        return switch (scaling) {
            case NONE -> Scaling.NONE;
            case UNIT_RANGE -> range == Range.ELEMENT_TYPE ? Scaling.UNIT_RANGE : Scaling.range(minimum, maximum);
            case STANDARDIZE -> figures == Figures.EACH_TENSOR
                    ? Scaling.STANDARDIZE_EACH
                    : Scaling.standardize(mean, deviation);
        };
    }

    enum Steps {
        @Label(value = "Rows", description = "Each row of the tensor is a time step.")
        ROWS,
        @Label(value = "Columns", description = "Each column of the tensor is a time step.")
        COLUMNS,
        @Label(value = "Equal length", description = "The values, row after row, are cut into steps of equal length.")
        FLATTENED
    }

    enum Scale {
        @Label(value = "None", description = "Values stay as they are.")
        NONE,
        @Label(value = "0 to 1", description = "A range becomes 0 to 1.")
        UNIT_RANGE,
        @Label(value = "Standardize", description = "Values get mean 0 and standard deviation 1.")
        STANDARDIZE
    }

    enum Range {
        @Label(value = "Element type", description = "All values that the element type can hold.")
        ELEMENT_TYPE,
        @Label(value = "Custom", description = "A minimum and a maximum of your own.")
        CUSTOM
    }

    enum Figures {
        @Label(value = "Each tensor", description = "Each tensor is standardized by its own mean and deviation.")
        EACH_TENSOR,
        @Label(value = "Custom", description = "All tensors are standardized by the same figures.")
        CUSTOM
    }

    enum OutputColumn {
        @Label(value = "Replace", description = "The sequences take the tensor column's place and name.")
        REPLACE,
        @Label(value = "Append", description = "The sequences are appended as a new column.")
        APPEND
    }

    static final class LayoutReference implements ParameterReference<Steps> {}

    static final class ScalingReference implements ParameterReference<Scale> {}

    static final class RangeReference implements ParameterReference<Range> {}

    static final class FiguresReference implements ParameterReference<Figures> {}

    static final class OutputReference implements ParameterReference<OutputColumn> {}

    static final class ByLength implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getEnum(LayoutReference.class).isOneOf(Steps.FLATTENED);
        }
    }

    static final class ToUnitRange implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getEnum(ScalingReference.class).isOneOf(Scale.UNIT_RANGE);
        }
    }

    static final class FromOwnRange implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer
                    .getPredicate(ToUnitRange.class)
                    .and(initializer.getEnum(RangeReference.class).isOneOf(Range.CUSTOM));
        }
    }

    static final class Standardized implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getEnum(ScalingReference.class).isOneOf(Scale.STANDARDIZE);
        }
    }

    static final class ByOwnFigures implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer
                    .getPredicate(Standardized.class)
                    .and(initializer.getEnum(FiguresReference.class).isOneOf(Figures.CUSTOM));
        }
    }

    static final class Appended implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getEnum(OutputReference.class).isOneOf(OutputColumn.APPEND);
        }
    }
}
