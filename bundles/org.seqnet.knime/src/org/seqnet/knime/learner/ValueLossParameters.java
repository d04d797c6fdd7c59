package org.seqnet.knime.learner;

import java.util.Arrays;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.knime.dialog.ShownWhen;

/** What an error of a predicted value costs. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class ValueLossParameters implements NodeParameters {
    private static final String EXAMPLE = "Enter numbers between 0 and 1, for example 0.1, 0.5, 0.9.";

    @Widget(
            title = "Loss function",
            description = "How much an error costs, that is, the difference between the predicted and the actual "
                    + "value, in standard deviations of the target.")
    @Layout(LearnerLayout.Loss.OfValues.class)
    @ValueReference(Function.class)
    @Effect(predicate = Task.IsNumeric.class, type = EffectType.SHOW)
    LossFunction function = LossFunction.SQUARED;

    @Widget(
            title = "Huber delta",
            description = "Errors up to this size, in standard deviations of the target, count squared, larger ones "
                    + "linearly. Greater than 0.")
    @Layout(LearnerLayout.Loss.OfValues.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsHuber.class, type = EffectType.SHOW)
    double huberDelta = 1;

    @Widget(
            title = "Quantiles",
            description = "The quantiles to predict, as numbers between 0 and 1 in ascending order, for example \"0.1, "
                    + "0.5, 0.9\": the actual value is below the quantile 0.1 in about 10% of all rows, so about 80% "
                    + "are between 0.1 and 0.9. The quantile closest to 0.5 is the prediction.")
    @Layout(LearnerLayout.Loss.OfValues.class)
    @Effect(predicate = IsQuantiles.class, type = EffectType.SHOW)
    String quantiles = "0.1, 0.5, 0.9";

    /** Refers to the loss function. */
    static final class Function implements ParameterReference<LossFunction> {}

    private static final class HasHuber extends ShownWhen<LossFunction> {
        HasHuber() {
            super(Function.class, LossFunction.HUBER);
        }
    }

    private static final class HasQuantiles extends ShownWhen<LossFunction> {
        HasQuantiles() {
            super(Function.class, LossFunction.QUANTILES);
        }
    }

    static final class IsHuber extends ShownWhen.Both {
        IsHuber() {
            super(Task.IsNumeric.class, HasHuber.class);
        }
    }

    static final class IsQuantiles extends ShownWhen.Both {
        IsQuantiles() {
            super(Task.IsNumeric.class, HasQuantiles.class);
        }
    }

    /** The losses; the names are saved in settings and never change. */
    enum LossFunction {
        @Label(value = "Squared error", description = "Predicts the mean. Large errors dominate.")
        SQUARED,
        @Label(value = "Absolute error", description = "Predicts the median. Outliers have little influence.")
        ABSOLUTE,
        @Label(
                value = "Huber loss",
                description = "Squared for small errors and linear for large ones, so outliers have limited influence.")
        HUBER,
        @Label(
                value = "Quantiles (pinball loss)",
                description = "Predicts quantiles, so that each prediction comes with a range.")
        QUANTILES
    }

    /**
     * Returns the loss.
     *
     * @throws SeqNetException if a setting is outside its range
     */
    ValueLoss loss() {
        return switch (function) {
            case SQUARED -> ValueLoss.SQUARED;
            case ABSOLUTE -> ValueLoss.ABSOLUTE;
            case HUBER -> new ValueLoss.Huber(huberDelta);
            case QUANTILES -> quantiles();
        };
    }

    private ValueLoss quantiles() {
        if (quantiles == null || quantiles.isBlank()) {
            throw new SeqNetException("Quantiles: the list is empty. " + EXAMPLE);
        }
        return new ValueLoss.Quantiles(Arrays.stream(quantiles.split(",", -1))
                .map(ValueLossParameters::level)
                .toList());
    }

    private static double level(String text) {
        double level = TypedNumber.number(text);
        if (Double.isNaN(level)) {
            throw new SeqNetException("Quantiles: '%s' is not a number. ".formatted(text.strip()) + EXAMPLE);
        }
        return level;
    }
}
