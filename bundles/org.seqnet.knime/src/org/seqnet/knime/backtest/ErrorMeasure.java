package org.seqnet.knime.backtest;

import java.util.OptionalDouble;
import java.util.function.Function;
import org.seqnet.engine.backtest.ForecastErrors;

/** The measures of a method, as tables, flow variables and the view name them. */
enum ErrorMeasure {
    MAE("MAE", false, ForecastErrors::mae),
    RMSE("RMSE", false, ForecastErrors::rmse),
    MASE("MASE", false, ForecastErrors::mase),
    SMAPE("sMAPE", false, ForecastErrors::smape),
    WAPE("WAPE", false, ForecastErrors::wape),
    PINBALL("Pinball loss", true, ErrorMeasure::pinball),
    COVERAGE("Coverage", true, ForecastErrors::coverage);

    private final String title;
    private final boolean needsQuantiles;
    private final Function<ForecastErrors, OptionalDouble> value;

    ErrorMeasure(String title, boolean needsQuantiles, Function<ForecastErrors, OptionalDouble> value) {
        this.title = title;
        this.needsQuantiles = needsQuantiles;
        this.value = value;
    }

    private static OptionalDouble pinball(ForecastErrors errors) {
        var losses = errors.pinball();
        return losses.stream().anyMatch(OptionalDouble::isEmpty)
                ? OptionalDouble.empty()
                : losses.stream().mapToDouble(OptionalDouble::getAsDouble).average();
    }

    String title() {
        return title;
    }

    /** Returns whether only forecasts with quantiles have it. */
    boolean needsQuantiles() {
        return needsQuantiles;
    }

    OptionalDouble of(ForecastErrors errors) {
        return value.apply(errors);
    }
}
