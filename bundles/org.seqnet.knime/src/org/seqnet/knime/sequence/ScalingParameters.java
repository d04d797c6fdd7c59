package org.seqnet.knime.sequence;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.DataRange;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.knime.message.Failures;

/** The part of the Sequence Reshaper's settings that says how values are scaled. */
@Layout(ReshaperLayout.Scaling.class)
abstract class ScalingParameters extends ForecastParameters {
    @Widget(
            title = "Method",
            description = "How to scale the values. Usually none: learners scale the sequences themselves, and their "
                    + "networks scale new data in the same way. If you scale values here, scale training and test "
                    + "data in the same way; otherwise, the network rejects the test data.")
    @ValueSwitchWidget
    @ValueReference(ScalingWidgets.ScaleReference.class)
    @ValueProvider(ScalingWidgets.ScaleForInput.class)
    Scale scaling = Scale.UNIT_RANGE;

    @Widget(
            title = "Source range",
            description = "The value range that is mapped to [0, 1]: the full range of the data type (0 to 255 for "
                    + "images), the range of the data, or a custom range. Since the range of the data differs "
                    + "between tables, a warning reports it; enter it as the custom range for test data. Ranges of "
                    + "several features cannot be entered; let the learner scale them.")
    @ChoicesProvider(ScalingWidgets.RangesForInput.class)
    @ValueReference(ScalingWidgets.RangeReference.class)
    @ValueProvider(ScalingWidgets.RangeForInput.class)
    @Effect(predicate = ScalingWidgets.ToUnitRange.class, type = EffectType.SHOW)
    Range range = Range.ELEMENT_TYPE;

    @Widget(title = "Minimum", description = "The value that is mapped to 0.")
    @Effect(predicate = ScalingWidgets.FromCustomRange.class, type = EffectType.SHOW)
    double minimum;

    @Widget(title = "Maximum", description = "The value that is mapped to 1.")
    @Effect(predicate = ScalingWidgets.FromCustomRange.class, type = EffectType.SHOW)
    double maximum = 255;

    @Widget(
            title = "Mean and standard deviation",
            description = "Whether to compute them for each sequence or to use fixed values, for example those of "
                    + "the training data.")
    @ValueSwitchWidget
    @ValueReference(ScalingWidgets.FiguresReference.class)
    @Effect(predicate = ScalingWidgets.Standardized.class, type = EffectType.SHOW)
    Figures figures = Figures.EACH_TENSOR;

    @Widget(title = "Mean", description = "The mean to subtract from each value.")
    @Effect(predicate = ScalingWidgets.ByCustomFigures.class, type = EffectType.SHOW)
    double mean;

    @Widget(title = "Standard deviation", description = "The standard deviation to divide by.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = ScalingWidgets.ByCustomFigures.class, type = EffectType.SHOW)
    double deviation = 1;

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        try {
            scaling();
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
        if (forecasts() && scaling != Scale.NONE) {
            throw Failures.invalid(
                    "Method: windows for a forecast are not scaled, since forecasts are made in the unit of the target "
                            + "columns.",
                    "Select None. The learner scales the sequences, and the network gives its forecasts in the unit of "
                            + "the target columns.");
        }
        if (scaling == Scale.UNIT_RANGE && !range.fits(input)) {
            throw Failures.invalid(
                    "Scaling: 0 to 1 by element type works only for images and tensors.",
                    "Select Standardize, or the range of the data or a custom range, for numeric values.");
        }
    }

    /** Returns how the engine scales a sequence; empty if that depends on the data, see {@link #dataRange}. */
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

    /** Returns how values are scaled, in words; empty if that depends on the data. */
    Optional<String> scalingStep() {
        return switch (scaling) {
            case NONE -> Optional.of(PreparationSteps.NONE);
            case UNIT_RANGE -> range == Range.CUSTOM
                    ? Optional.of(PreparationSteps.toUnitRange(customRange()))
                    : Optional.empty();
            case STANDARDIZE -> Optional.of(
                    switch (figures) {
                        case EACH_TENSOR -> input.readsNumbers()
                                ? "each feature of each sequence standardized"
                                : "each sequence standardized";
                        case CUSTOM -> "standardized with mean %s and standard deviation %s".formatted(mean, deviation);
                    });
        };
    }

    private DataRange customRange() {
        var custom = DataRange.ofAll();
        custom.add(0, minimum);
        custom.add(0, maximum);
        return custom;
    }

    /** Returns what measures the range of the data; numbers of the table have one range per feature. */
    DataRange dataRange(int features) {
        if (range == Range.ELEMENT_TYPE) {
            return DataRange.ofTypes();
        }
        return input.readsNumbers() ? DataRange.ofFeatures(features) : DataRange.ofAll();
    }
}
