package org.seqnet.knime.network;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentWO;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;

/** A head that predicts numbers as plain fields of a port's spec: its loss, and what it forecasts. */
final class ValuesContent {
    private static final String LOSS = "loss";
    private static final String SQUARED = "squared";
    private static final String ABSOLUTE = "absolute";
    private static final String HUBER = "huber";
    private static final String QUANTILES = "quantiles";
    private static final String DELTA = "delta";
    private static final String LEVELS = "levels";

    private static final String FORECAST = "forecast";
    private static final String HORIZON = "horizon";
    private static final String RECURSIVE = "recursive";
    private static final String FEATURES = "features";
    private static final String KNOWN = "known";
    private static final String NORMALIZATION = "normalization";
    private static final String NONE = "none";
    private static final String WINDOW = "window";
    private static final String SEASON = "season";

    private ValuesContent() {}

    static void save(Values values, ModelContentWO content) {
        content.addString(
                LOSS,
                values.loss()
                        .fold(
                                squared -> SQUARED,
                                absolute -> ABSOLUTE,
                                huber -> huber(huber, content),
                                quantiles -> quantiles(quantiles, content)));
        values.forecast().ifPresent(forecast -> save(forecast, content.addModelContent(FORECAST)));
    }

    private static String huber(ValueLoss.Huber loss, ModelContentWO content) {
        content.addDouble(DELTA, loss.delta());
        return HUBER;
    }

    private static String quantiles(ValueLoss.Quantiles loss, ModelContentWO content) {
        content.addDoubleArray(
                LEVELS, loss.levels().stream().mapToDouble(Double::doubleValue).toArray());
        return QUANTILES;
    }

    private static void save(Forecast forecast, ModelContentWO content) {
        content.addInt(HORIZON, forecast.horizon());
        content.addBoolean(RECURSIVE, forecast.recursive());
        content.addIntArray(FEATURES, array(forecast.features()));
        content.addIntArray(KNOWN, array(forecast.known()));
        content.addString(NORMALIZATION, forecast.normalization().fold(none -> NONE, each -> WINDOW, season -> SEASON));
        if (forecast.normalization() instanceof Normalization.Season season) {
            content.addInt(SEASON, season.steps());
        }
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** @throws org.seqnet.engine.SeqNetException if a field is outside its range */
    static HeadKind load(SpecFields fields) throws InvalidSettingsException {
        return HeadKind.values(
                loss(fields), fields.has(FORECAST) ? Optional.of(forecast(fields.group(FORECAST))) : Optional.empty());
    }

    private static ValueLoss loss(SpecFields fields) throws InvalidSettingsException {
        var loss = fields.text(LOSS);
        return switch (loss) {
            case SQUARED -> ValueLoss.SQUARED;
            case ABSOLUTE -> ValueLoss.ABSOLUTE;
            case HUBER -> new ValueLoss.Huber(fields.number(DELTA));
            case QUANTILES -> new ValueLoss.Quantiles(
                    DoubleStream.of(fields.numbers(LEVELS)).boxed().toList());
            default -> throw SpecFields.unknown(LOSS, loss);
        };
    }

    private static Forecast forecast(SpecFields fields) throws InvalidSettingsException {
        return new Forecast(
                fields.integer(HORIZON),
                fields.truth(RECURSIVE),
                list(fields.integers(FEATURES)),
                list(fields.integers(KNOWN)),
                normalization(fields));
    }

    private static Normalization normalization(SpecFields fields) throws InvalidSettingsException {
        var kind = fields.text(NORMALIZATION);
        return switch (kind) {
            case NONE -> Normalization.NONE;
            case WINDOW -> Normalization.WINDOW;
            case SEASON -> new Normalization.Season(fields.integer(SEASON));
            default -> throw SpecFields.unknown(NORMALIZATION, kind);
        };
    }

    private static List<Integer> list(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
