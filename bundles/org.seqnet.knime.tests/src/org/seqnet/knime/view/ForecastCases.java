package org.seqnet.knime.view;

import java.util.List;
import java.util.stream.Stream;
import org.seqnet.knime.backtest.ForecastData;
import org.seqnet.knime.view.ViewCases.Case;

/** What the view of the Forecast Scorer shows in tests. */
final class ForecastCases {
    private static final List<String> ONE = List.of("");

    private ForecastCases() {}

    static Stream<Case> all() throws Exception {
        return Stream.of(
                new Case(
                        "forecast",
                        new ForecastData(ForecastData.stores(3), 480, 48, 4).view(),
                        List.of(
                                "12 forecasts of 3 series, 48 steps ahead; 576 values scored.",
                                "Coverage",
                                "expected: 80%",
                                "Best baseline",
                                "Seasonal period: 48 time steps",
                                "2 x svg[role=img]",
                                "8 x .drawing .curve",
                                "7 x .figures tbody tr")),
                new Case(
                        "forecast-336",
                        new ForecastData(ForecastData.stores(1), 1500, 336, 2).view(),
                        List.of("2 forecasts of 1 series, 336 steps ahead; 672 values scored.")),
                new Case(
                        "forecast-1",
                        new ForecastData(ONE, 60, 1, 5).withoutQuantiles().view(),
                        List.of("5 forecasts of 1 series, 1 step ahead; 5 values scored.", "2 x svg[role=img]")),
                new Case(
                        "forecast-1000-series",
                        new ForecastData(ForecastData.stores(1000), 30, 4, 3).view(),
                        List.of(
                                "3,000 forecasts of 1,000 series, 4 steps ahead; 12,000 values scored.",
                                "300 of 3,000 forecasts can be displayed: the last ones of the first 100 series.")),
                new Case(
                        "forecast-future",
                        new ForecastData(ForecastData.stores(2), 400, 48, 1)
                                .without(48)
                                .view(),
                        List.of(
                                "2 forecasts of 2 series, 48 steps ahead; 0 values scored.",
                                "1 x svg[role=img]",
                                "No actual value is known yet, so there are no measures.",
                                "0 x .figures tbody tr")),
                new Case(
                        "forecast-partly-known",
                        new ForecastData(ForecastData.stores(2), 400, 48, 2)
                                .without(30)
                                .view(),
                        List.of("4 forecasts of 2 series, 48 steps ahead; 132 values scored.")),
                new Case(
                        "forecast-huge",
                        new ForecastData(ForecastData.stores(2), 400, 48, 2)
                                .in(1e11, 3e13)
                                .view(),
                        List.of("192 values scored.")),
                new Case(
                        "forecast-tiny",
                        new ForecastData(ForecastData.stores(2), 400, 48, 2)
                                .in(1e-9, 0)
                                .view(),
                        List.of("192 values scored.")),
                new Case(
                        "forecast-negative",
                        new ForecastData(ForecastData.stores(2), 400, 12, 2)
                                .in(10, -5000)
                                .view(),
                        List.of("48 values scored.")),
                new Case(
                        "forecast-0",
                        new ForecastData(ForecastData.stores(2), 400, 12, 0).view(),
                        List.of("0 forecasts of 0 series", "There is nothing to display.")),
                new Case(
                        "awkward-forecast",
                        new ForecastData(HardNames.LONG, 200, 24, 3).view(),
                        List.of("9 forecasts of 3 series")),
                new Case(
                        "awkward-forecast-alike",
                        new ForecastData(HardNames.alike(12), 100, 24, 1).view(),
                        List.of("12 forecasts of 12 series")));
    }
}
