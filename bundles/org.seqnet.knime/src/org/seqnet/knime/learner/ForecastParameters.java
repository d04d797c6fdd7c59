package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.sequence.ForecastWindows;

/** How a network forecasts. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class ForecastParameters implements NodeParameters {
    @Widget(title = "Forecast strategy", description = "How the network forecasts several steps.")
    @ValueSwitchWidget
    @Effect(predicate = Task.IsForecast.class, type = EffectType.SHOW)
    Strategy strategy = Strategy.DIRECT;

    @Widget(
            title = "Normalize each window",
            description = "If checked, the targets are normalized by the mean and the standard deviation of the past "
                    + "of each window, and forecasts are scaled back. Series of different size can then be learned "
                    + "together, and a level that changes over time does no harm. Uncheck if the level itself matters.")
    @Effect(predicate = Task.IsForecast.class, type = EffectType.SHOW)
    boolean normalizeWindows = true;

    /** The strategies; the names are saved in settings and never change. */
    enum Strategy {
        @Label(value = "Direct", description = "The network predicts all steps of the horizon at once.")
        DIRECT,
        @Label(
                value = "Recursive",
                description = "The network predicts the next step. For the steps after it, it reads its own "
                        + "predictions, so that errors may add up.")
        RECURSIVE
    }

    /** Returns how the targets of these windows are forecast. */
    Forecast forecast(ForecastWindows windows) {
        return new Forecast(
                windows.horizon(),
                strategy == Strategy.RECURSIVE,
                windows.features(),
                windows.known(),
                normalizeWindows);
    }
}
