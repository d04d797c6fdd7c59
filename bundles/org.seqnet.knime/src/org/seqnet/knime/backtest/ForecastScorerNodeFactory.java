package org.seqnet.knime.backtest;

import java.util.List;
import org.knime.core.node.NodeDescription;
import org.knime.core.util.Version;
import org.knime.node.impl.description.DefaultNodeDescriptionUtil;
import org.knime.node.impl.description.ExternalResource;
import org.knime.node.impl.description.PortDescription;
import org.knime.node.impl.description.ViewDescription;
import org.seqnet.knime.view.ClassicNodeFactory;

/** The Forecast Scorer: forecasts, series -> measures, by step, by series, flow variables. */
public final class ForecastScorerNodeFactory extends ClassicNodeFactory<ForecastScorerNodeModel> {
    private static final String DESCRIPTION =
            """
            <p>
                Compares forecasts with the values that were measured later, and with what three simple methods forecast
                from the same history: a back-test. The forecasts come from the Network Predictor as one row per step
                ahead, for one or many series and from one or several origins, that is, the last rows that each forecast
                knew. Let the Sequence Reshaper create the windows of several test origins, and train the network only
                on values up to the first of them.
            </p>
            <p>
                <b>Baselines.</b> <i>Naive</i> repeats the value at the origin. <i>Seasonal naive</i> repeats the values
                of the last seasonal period. <i>Exponential smoothing</i> chooses the form of additive exponential
                smoothing with the lowest AICc: with or without a damped trend, with or without a season. They know the
                rows up to the origin only and are evaluated on the same values as the network. Their quantiles are
                those of a normal distribution.
            </p>
            <p>
                <b>MAE</b> and <b>RMSE</b> are in the unit of the target. <b>MASE</b> divides each absolute error by the
                mean absolute difference of values one seasonal period apart in the history up to the origin; compare it
                with the MASE of seasonal naive. Values whose history is constant or not longer than a period are left
                out. <b>sMAPE</b> is the mean of 2 |actual - forecast| / (|actual| + |forecast|), from 0 to 2.
                <b>WAPE</b> is the sum of absolute errors divided by the sum of absolute actual values. For forecasts
                with quantiles, <b>pinball loss</b> is the mean quantile loss over all levels, and <b>coverage</b> is
                the fraction of actual values from the lowest to the highest quantile, which should be near the
                difference of their levels. A measure that is undefined is missing.
            </p>
            <p>
                Time steps of the series that have no row count as missing values. If forecasts reach beyond the known
                values, only known values are evaluated; if none is known, the tables have no measures, but the view
                shows the forecasts.
            </p>
            <p>
                The measures of the network are also available as flow variables with their names, for example
                <tt>MASE</tt>. The MASE of all methods is also written to the log.
            </p>
            """;

    private static final String VIEW =
            """
            History, actual values and forecast with the band from the lowest to the highest quantile, beside the
            forecasts of the baselines, for a selected series and origin; the errors by step ahead; and the measures of
            all methods.
            """;

    /** Creates the factory; KNIME calls it. */
    public ForecastScorerNodeFactory() {
        super(ForecastScorerParameters.class);
        init();
    }

    @Override
    protected NodeDescription createNodeDescription() {
        return DefaultNodeDescriptionUtil.createNodeDescription(
                "Forecast Scorer",
                "forecast-scorer.png",
                List.of(
                        port(
                                "Forecasts",
                                "One row per step ahead with the origin, the step and the forecast, as the Network "
                                        + "Predictor creates them."),
                        port(
                                "Series",
                                "One row per time step of each series with the values that are forecast: at least "
                                        + "those up to each origin.")),
                List.of(
                        port("Measures", "One row per method: the network and the three baselines."),
                        port("Measures by step", "One row per method and step ahead."),
                        port("Measures by series", "One row per series and method.")),
                "Compares forecasts with actual values and with simple forecasting methods.",
                DESCRIPTION,
                List.of(
                        new ExternalResource(
                                "https://doi.org/10.1016/j.ijforecast.2006.03.001",
                                "Hyndman and Koehler: Another look at measures of forecast accuracy (2006), on MASE"),
                        new ExternalResource(
                                "https://doi.org/10.1016/S0169-2070(01)00110-8",
                                "Hyndman et al.: A state space framework for automatic forecasting using exponential "
                                        + "smoothing methods (2002)")),
                ForecastScorerParameters.class,
                List.of(new ViewDescription("Forecast Scorer", VIEW)),
                NodeType.Other,
                List.of(
                        "time series",
                        "forecast",
                        "back-test",
                        "backtest",
                        "rolling origin",
                        "MASE",
                        "sMAPE",
                        "WAPE",
                        "quantile",
                        "seasonal naive",
                        "exponential smoothing",
                        "evaluate"),
                new Version(5, 8, 0));
    }

    private static PortDescription port(String name, String description) {
        return PortDescription.fixedPort(name, description);
    }

    @Override
    public ForecastScorerNodeModel createNodeModel() {
        return new ForecastScorerNodeModel();
    }
}
