package org.seqnet.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Normalization.Season;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.ValueLoss.Huber;
import org.seqnet.engine.network.ValueLoss.Quantiles;
import org.seqnet.engine.network.Values;

/** Numeric values as the head of a network, as fields of a model file. */
final class ValuesFields {
    private static final String MEAN = "mean.";
    private static final String DEVIATION = "deviation.";
    private static final String LOSS = "values.loss";
    private static final String DELTA = "values.huberDelta";
    private static final String QUANTILE = "quantile.";
    private static final String HORIZON = "forecast.horizon";
    private static final String FEATURE = "forecast.feature.";
    private static final String KNOWN = "forecast.known.";
    private static final String NORMALIZATION = "forecast.normalization";
    private static final String SEASON = "forecast.season";

    private ValuesFields() {}

    private enum Loss {
        SQUARED,
        ABSOLUTE,
        HUBER,
        QUANTILES
    }

    private enum Kind {
        NONE,
        WINDOW,
        SEASON
    }

    static Fields write(Values values, Fields fields) {
        for (int target = 0; target < values.standards().size(); target++) {
            var standard = values.standards().get(target);
            fields.with(MEAN + (target + 1), standard.mean()).with(DEVIATION + (target + 1), standard.deviation());
        }
        values.loss()
                .fold(
                        squared -> fields.with(LOSS, Loss.SQUARED),
                        absolute -> fields.with(LOSS, Loss.ABSOLUTE),
                        huber -> fields.with(LOSS, Loss.HUBER).with(DELTA, huber.delta()),
                        quantiles -> writeAll(QUANTILE, quantiles.levels(), fields.with(LOSS, Loss.QUANTILES)));
        values.forecast().ifPresent(forecast -> write(forecast, fields));
        return fields;
    }

    /** Writes numbers of features, counted from 1. */
    private static void write(Forecast forecast, Fields fields) {
        fields.with(HORIZON, forecast.horizon())
                .with("forecast.recursive", forecast.recursive())
                .with(
                        NORMALIZATION,
                        forecast.normalization().fold(none -> Kind.NONE, each -> Kind.WINDOW, season -> Kind.SEASON));
        if (forecast.normalization() instanceof Season season) {
            fields.with(SEASON, season.steps());
        }
        writeAll(FEATURE, forecast.features().stream().map(number -> number + 1).toList(), fields);
        writeAll(KNOWN, forecast.known().stream().map(number -> number + 1).toList(), fields);
    }

    private static Fields writeAll(String prefix, List<?> values, Fields fields) {
        for (int i = 0; i < values.size(); i++) {
            fields.with(prefix + (i + 1), values.get(i));
        }
        return fields;
    }

    /** Reads the head of a network with this many targets. */
    static Values read(Fields fields, int targets) throws MalformedModelException {
        var standards = new ArrayList<Standard>();
        while (fields.has(MEAN + (standards.size() + 1))) {
            int number = standards.size() + 1;
            standards.add(new Standard(fields.takeDouble(MEAN + number), fields.takeDouble(DEVIATION + number)));
        }
        if (standards.size() != targets) {
            throw fields.fault(targets + " labels declared, " + standards.size() + " means found.");
        }
        var loss =
                switch (fields.takeEnum(LOSS, Loss.class)) {
                    case SQUARED -> ValueLoss.SQUARED;
                    case ABSOLUTE -> ValueLoss.ABSOLUTE;
                    case HUBER -> new Huber(fields.takeDouble(DELTA));
                    case QUANTILES -> new Quantiles(
                            takeAll(fields, QUANTILE, "a number between 0 and 1", Double::valueOf));
                };
        return new Values(standards, loss, fields.has(HORIZON) ? Optional.of(forecast(fields)) : Optional.empty());
    }

    private static Forecast forecast(Fields fields) throws MalformedModelException {
        return new Forecast(
                fields.takeInt(HORIZON),
                fields.takeTruth("forecast.recursive"),
                takeAll(fields, FEATURE, "an integer of at least 1", ValuesFields::feature),
                takeAll(fields, KNOWN, "an integer of at least 1", ValuesFields::feature),
                normalization(fields));
    }

    private static Normalization normalization(Fields fields) throws MalformedModelException {
        return switch (fields.takeEnum(NORMALIZATION, Kind.class)) {
            case NONE -> Normalization.NONE;
            case WINDOW -> Normalization.WINDOW;
            case SEASON -> new Season(fields.takeInt(SEASON));
        };
    }

    private static <T> List<T> takeAll(Fields fields, String prefix, String kind, Function<String, T> conversion)
            throws MalformedModelException {
        var all = new ArrayList<T>();
        while (fields.has(prefix + (all.size() + 1))) {
            all.add(fields.take(prefix + (all.size() + 1), kind, conversion));
        }
        return all;
    }

    private static int feature(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException(text);
        }
        return number - 1;
    }
}
