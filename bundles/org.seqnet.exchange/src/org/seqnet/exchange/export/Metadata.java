package org.seqnet.exchange.export;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seqnet.engine.model.NetworkDescription;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.ValueLoss.Quantiles;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.TrainedNetwork;

/** What a file tells of its network beside the graph, by names that begin with {@value #PREFIX}; lists are JSON. */
final class Metadata {
    /** The name of the text that describes the whole network but for its parameters. */
    static final String MANIFEST = "seqnet.manifest";
    /** The name of what says which part of a network a file has; a file of a whole network does without. */
    static final String PART = "seqnet.part";

    private static final String PREFIX = "seqnet.";

    private final Map<String, String> entries = new LinkedHashMap<>();

    private Metadata() {}

    /** Returns what the file of a network tells. */
    static Map<String, String> of(TrainedNetwork network) {
        return new Metadata()
                .answers(network)
                .input(network.input())
                .provenance(network.provenance())
                .with("manifest", NetworkDescription.text(network))
                .entries;
    }

    /** Returns what the file of a step of a label path tells. */
    static Map<String, String> ofStep(TrainedNetwork network) {
        return new Metadata()
                .with("part", "step of a label path")
                .answers(network)
                .provenance(network.provenance())
                .entries;
    }

    private Metadata with(String name, Object value) {
        entries.put(PREFIX + name, value.toString());
        return this;
    }

    private Metadata answers(TrainedNetwork network) {
        var head = network.architecture().head();
        with("title", network.architecture().title());
        with("task", head.purpose());
        with(
                head instanceof Values ? "targets" : "labels",
                Json.of(network.labels().names()));
        if (!(head instanceof Values)) {
            with("labelType", network.labels().type().name().toLowerCase(Locale.ROOT));
        }
        if (!network.labelName().isEmpty()) {
            with("labelName", network.labelName());
        }
        return head.fold(this::classes, this::thresholds, this::path, this::values, steps -> this);
    }

    private Metadata classes(Classes classes) {
        return classes.temperature() == 1 ? this : with("temperature", classes.temperature());
    }

    private Metadata thresholds(IndependentLabels independent) {
        return with("thresholds", Json.of(independent.thresholds()));
    }

    private Metadata path(LabelPath path) {
        return with("endSymbol", path.count());
    }

    private Metadata values(Values values) {
        if (values.loss() instanceof Quantiles quantiles) {
            with("quantiles", Json.of(quantiles.levels()));
        }
        return values.forecast().map(this::forecast).orElse(this);
    }

    private Metadata forecast(Forecast forecast) {
        var told = new LinkedHashMap<String, Object>();
        told.put("horizon", forecast.horizon());
        told.put("recursive", forecast.recursive());
        told.put("targetFeatures", forecast.features());
        told.put("knownFeatures", forecast.known());
        told.put("normalization", forecast.normalization().title());
        return with("forecast", Json.of(told));
    }

    private Metadata input(NetworkInput input) {
        var preparation = input.preparation();
        if (!preparation.features().isEmpty()) {
            with("features", Json.of(preparation.features()));
        }
        if (!preparation.steps().isEmpty()) {
            var steps = new LinkedHashMap<String, Object>();
            preparation.steps().forEach(step -> steps.put(step.kind(), step.how()));
            with("preparation", Json.of(steps));
        }
        return preprocessing(input.preprocessing());
    }

    private Metadata preprocessing(Preprocessing preprocessing) {
        var scaling = new LinkedHashMap<String, Object>();
        scaling.put("how", preprocessing.scale().title());
        if (preprocessing.shifts().length > 0) {
            scaling.put("shifts", list(preprocessing.shifts()));
            scaling.put("factors", list(preprocessing.factors()));
        }
        with("scaling", Json.of(scaling));
        var missing = new LinkedHashMap<String, Object>();
        missing.put("how", preprocessing.filling().title());
        if (preprocessing.filling() != Filling.NONE) {
            missing.put("means", list(preprocessing.means()));
            missing.put("mask", preprocessing.hasMask());
        }
        return with("missingValues", Json.of(missing));
    }

    private static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private Metadata provenance(Provenance provenance) {
        return with("version", provenance.seqNet())
                .with("trainedAt", provenance.trainedAt())
                .with("trainingSequences", provenance.trainingSequences())
                .with("epochs", provenance.history().size())
                .with("bestEpoch", provenance.bestEpoch())
                .with("device", provenance.device());
    }
}
