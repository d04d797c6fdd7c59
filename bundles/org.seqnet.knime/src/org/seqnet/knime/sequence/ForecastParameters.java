package org.seqnet.knime.sequence;

import java.util.function.Supplier;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.sequence.TestOrigins;
import org.seqnet.knime.dialog.ShownWhen;

/** The part of the Sequence Reshaper's settings that says what is to be forecast from windows. */
@Layout(ReshaperLayout.Sequences.Forecasts.class)
abstract class ForecastParameters extends StepParameters {
    @Widget(
            title = "Forecast",
            description = "If checked, windows for forecasting are created: the output has the additional column "
                    + "\"Target\" with the values of the target columns in the time steps that follow the window, "
                    + "and the column \"Origin\" with the time of the last row of the window. Select \"Target\" as "
                    + "the label column of a learner.")
    @ValueReference(ForecastReference.class)
    @Effect(predicate = FromWindows.class, type = EffectType.SHOW)
    boolean forecast;

    @Widget(title = "Forecast horizon", description = "The number of time steps to forecast.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @ValueReference(HorizonReference.class)
    @Effect(predicate = Forecasts.class, type = EffectType.SHOW)
    int forecastHorizon = 1;

    @Widget(
            title = "Target columns",
            description = "The columns to forecast. Their past values are features too, even if they are not among "
                    + "the numeric columns. If a value is missing in the horizon, nothing is learned from it.")
    @ChoicesProvider(DoubleColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Include", excludedLabel = "Exclude")
    @Effect(predicate = Forecasts.class, type = EffectType.SHOW)
    String[] targetColumns = {};

    @Widget(
            title = "Known-future columns",
            description = "Columns whose values are known in advance, such as the day of the week, holidays or planned "
                    + "prices. Windows then also have the time steps of the horizon, with the values of these "
                    + "columns and a feature \"Steps ahead\"; all other features keep their last value. To forecast "
                    + "what follows the table, append rows to each series that have values in these columns and "
                    + "missing values in the target columns.")
    @ChoicesProvider(DoubleColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Include", excludedLabel = "Exclude")
    @Effect(predicate = Forecasts.class, type = EffectType.SHOW)
    String[] knownColumns = {};

    @Widget(
            title = "Use order column",
            description = "If checked, the order column contains the time of each row: a date, a time or a number. "
                    + "The rows of each series must be in ascending order. The most frequent distance of two "
                    + "consecutive rows is the time step of all series, and no window spans a gap in time. "
                    + "Uncheck this if times are irregular, for example only business days: the rows of each series "
                    + "are then consecutive and numbered from 1, and test origins are not compared between series.")
    @ValueReference(InTimeReference.class)
    @Effect(predicate = Forecasts.class, type = EffectType.SHOW)
    boolean forecastInTime = true;

    @Widget(title = "Windows", description = "Which windows to output. The step size applies to the first two options.")
    @ValueReference(WindowsReference.class)
    @Effect(predicate = Forecasts.class, type = EffectType.SHOW)
    WindowChoice forecastWindows = WindowChoice.ALL;

    @Widget(
            title = "Test origins",
            description = "The number of origins in each series to test forecasts from. Use the same value for "
                    + "training and test windows.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = ForecastsFromTestOrigins.class, type = EffectType.SHOW)
    int testOrigins = 1;

    @Widget(
            title = "Rows between test origins",
            description = "The number of rows from one test origin to the next. It is set to the forecast horizon "
                    + "whenever the horizon is changed in the dialog, so that each time step is tested once.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @ValueProvider(HorizonAsDistance.class)
    @Effect(predicate = ForecastsFromTestOrigins.class, type = EffectType.SHOW)
    int testOriginDistance = 1;

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        if (forecasts()) {
            requirePositive("Forecast horizon", forecastHorizon);
            requirePositive("Test origins", testOrigins);
            requirePositive("Rows between test origins", testOriginDistance);
        }
    }

    /** Returns whether windows with a horizon are to be made. */
    final boolean forecasts() {
        return input == Input.WINDOWS && forecast;
    }

    /** Returns the origins from which forecasts are tested. */
    final TestOrigins testOrigins() {
        return new TestOrigins(windowLength, forecastHorizon, testOrigins, testOriginDistance);
    }

    static final class HorizonReference implements ParameterReference<Integer> {}

    /** Follows the horizon when it is changed in the dialog. */
    static final class HorizonAsDistance implements StateProvider<Integer> {
        private Supplier<Integer> horizon;

        @Override
        public void init(StateProviderInitializer initializer) {
            horizon = initializer.computeFromValueSupplier(HorizonReference.class);
        }

        @Override
        public Integer computeState(NodeParametersInput input) {
            return horizon.get();
        }
    }

    static final class ForecastReference implements BooleanReference {}

    static final class InTimeReference implements BooleanReference {}

    static final class WindowsReference implements ParameterReference<WindowChoice> {}

    static final class Forecasts extends ShownWhen.Both {
        Forecasts() {
            super(FromWindows.class, ForecastReference.class);
        }
    }

    /** Holds for windows that are not made to forecast from. */
    static final class WindowsOnly implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer
                    .getPredicate(FromWindows.class)
                    .and(initializer.getBoolean(ForecastReference.class).isFalse());
        }
    }

    static final class ForecastsInTime extends ShownWhen.Both {
        ForecastsInTime() {
            super(Forecasts.class, InTimeReference.class);
        }
    }

    static final class HasTestOrigins extends ShownWhen<WindowChoice> {
        HasTestOrigins() {
            super(WindowsReference.class, WindowChoice.TRAINING, WindowChoice.TEST);
        }
    }

    static final class ForecastsFromTestOrigins extends ShownWhen.Both {
        ForecastsFromTestOrigins() {
            super(Forecasts.class, HasTestOrigins.class);
        }
    }
}
