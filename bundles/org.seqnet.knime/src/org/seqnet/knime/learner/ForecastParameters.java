package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.sequence.ForecastWindows;
import org.seqnet.knime.dialog.ShownWhen;

/** How a network forecasts. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class ForecastParameters implements NodeParameters {
    @Widget(title = "Forecast strategy", description = "How the network forecasts several time steps.")
    @ValueSwitchWidget
    @Effect(predicate = Task.IsForecast.class, type = EffectType.SHOW)
    Strategy strategy = Strategy.DIRECT;

    @Widget(
            title = "Normalization",
            description = "How the target values of each window are normalized before the network learns them. "
                    + "Forecasts are transformed back to the original unit.")
    @ValueReference(OfNormalization.class)
    @Effect(predicate = Task.IsForecast.class, type = EffectType.SHOW)
    Related normalization = Related.WINDOW;

    @Widget(
            title = "Seasonal period",
            description =
                    "The number of time steps after which the series repeats, for example 7 for daily values with "
                            + "a weekly pattern, or 12 for monthly values with a yearly one. Windows must be longer.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsSeasonal.class, type = EffectType.SHOW)
    int seasonalPeriod = 7;

    /** Refers to the normalization. */
    static final class OfNormalization implements ParameterReference<Related> {}

    private static final class HasSeason extends ShownWhen<Related> {
        HasSeason() {
            super(OfNormalization.class, Related.SEASON);
        }
    }

    static final class IsSeasonal extends ShownWhen.Both {
        IsSeasonal() {
            super(Task.IsForecast.class, HasSeason.class);
        }
    }

    /** What targets are related to; the names are saved in settings and never change. */
    enum Related {
        @Label(
                value = "Mean and standard deviation of each window",
                description = "Series of different magnitude can be learned together, and the level may change over "
                        + "time.")
        WINDOW,
        @Label(
                value = "Change from the season before",
                description =
                        "The network learns the change from the last known value at the same point of the season, "
                                + "relative to the magnitude of the window's values. Suitable for series with a strong "
                                + "seasonal pattern, such as demand per hour or day.")
        SEASON,
        @Label(
                value = "None",
                description = "The network learns the values as they are. Use this if their level is informative.")
        NONE
    }

    /** The strategies; the names are saved in settings and never change. */
    enum Strategy {
        @Label(value = "Direct", description = "The network predicts all steps of the horizon at once.")
        DIRECT,
        @Label(
                value = "Recursive",
                description = "The network predicts the next step and then uses its predictions as input for the "
                        + "following steps, so errors can accumulate.")
        RECURSIVE
    }

    /** Returns how the targets of these windows are forecast. */
    Forecast forecast(ForecastWindows windows) {
        return new Forecast(
                windows.horizon(),
                strategy == Strategy.RECURSIVE,
                windows.features(),
                windows.known(),
                switch (normalization) {
                    case NONE -> Normalization.NONE;
                    case WINDOW -> Normalization.WINDOW;
                    case SEASON -> new Normalization.Season(seasonalPeriod);
                });
    }
}
