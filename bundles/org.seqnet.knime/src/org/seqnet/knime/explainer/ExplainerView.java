package org.seqnet.knime.explainer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.seqnet.engine.explanation.Method;
import org.seqnet.engine.metrics.MeanInterval;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.explainer.FeatureTable.Feature;
import org.seqnet.knime.tensor.Depiction;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorThumbnail;
import org.seqnet.knime.view.JsonObject;

/** The data of an explainer's view: some rows with their shares, and the importance of the features. */
final class ExplainerView {
    /** As many features of a row as one looks at together. */
    static final int MOST_PANELS = 6;
    /** The features of the chart; the node's table has all. */
    static final int MOST_FEATURES = 40;
    /** A map of shares has at most so many cells on a side. */
    static final int MOST_CELLS = 32;

    private final TrainedNetwork network;
    private final LabelDomain labels;
    private final Method method;
    private final DataColumnSpec column;

    ExplainerView(TrainedNetwork network, ExplainerColumns columns, DataTableSpec table) {
        this.network = network;
        this.labels = columns.labels();
        this.method = columns.method();
        this.column = table.getColumnSpec(columns.sequences());
    }

    /** Returns the data. */
    JsonObject of(ExplainedRows rows, List<Feature> features, long tableRows) {
        var names = features.stream().map(Feature::name).toList();
        return new JsonObject()
                .with("view", "explainer")
                .with("title", network.architecture().title())
                .with(
                        "summary",
                        String.format(
                                Locale.ROOT,
                                "%,d of %,d %s explained by %s.",
                                rows.explained(),
                                tableRows,
                                tableRows == 1 ? "row" : "rows",
                                method instanceof Method.Occlusion ? "occlusion" : "integrated gradients"))
                .with(
                        "examples",
                        rows.shown().stream()
                                .map(example -> example(example, names))
                                .toList())
                .with("featureCount", features.size())
                .with("features", features(features));
    }

    private JsonObject example(Example example, List<String> names) {
        var explanation = example.explanation();
        var json = new JsonObject()
                .withLabel("row", example.key())
                .withLabel("label", labels.name(example.label()))
                .with("probability", explanation.probability())
                .with("baseline", explanation.baselineProbability())
                .with("error", method instanceof Method.IntegratedGradients ? explanation.completenessError() : null)
                .with("predicted", null)
                .with("actual", null);
        if (example.label() != example.likeliest()) {
            json.withLabel("predicted", labels.name(example.likeliest()));
        }
        example.actual().ifPresent(actual -> json.withLabel("actual", actual));
        return isImage(example.sequence()) ? withMap(json, example) : withPanels(json, example, names);
    }

    private boolean isImage(Tensor sequence) {
        return network.architecture().encoder().readsImages() || Depiction.of(column, sequence) == Depiction.PICTURE;
    }

    private JsonObject withMap(JsonObject json, Example example) {
        var shape = example.sequence().shape();
        int channels = shape.rank() == 3 ? shape.size(2) : channels(shape.size(1));
        int width = shape.rank() == 3 ? shape.size(1) : shape.size(1) / channels;
        if (Depiction.of(column, example.sequence()) == Depiction.PICTURE) {
            json.with("picture", TensorThumbnail.of(example.sequence()));
        }
        return json.with("map", ShareMap.of(example.explanation().shares(), shape.size(0), width, channels));
    }

    private int channels(int features) {
        int ofNetwork = network.architecture().encoder().inputForm().channels();
        int channels = TensorColumn.channels(column).orElse(Math.max(1, ofNetwork));
        return features % channels == 0 ? channels : 1;
    }

    private JsonObject withPanels(JsonObject json, Example example, List<String> names) {
        var shape = example.sequence().shape();
        var series = IntStream.range(0, names.size())
                .mapToObj(feature -> ExplainedSeries.of(
                        example.sequence(), example.explanation().shares(), feature))
                .toList();
        var largest = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer feature) -> -series.get(feature).size()))
                .limit(MOST_PANELS)
                .sorted()
                .toList();
        var panels = new ArrayList<JsonObject>();
        for (int feature : largest) {
            panels.add(series.get(feature).json().withLabel("name", names.get(feature)));
        }
        example.attention()
                .ifPresent(weights -> json.with(
                        "attention",
                        ExplainedSeries.list(ExplainedSeries.thinned(
                                weights, Math.min(weights.length, ExplainedSeries.MOST_POINTS)))));
        return json.with("steps", shape.size(0)).with("features", names.size()).with("panels", panels);
    }

    private static List<JsonObject> features(List<Feature> features) {
        return features.stream()
                .sorted(Comparator.comparingDouble(feature -> -rank(feature)))
                .limit(MOST_FEATURES)
                .map(feature -> {
                    var json = new JsonObject()
                            .withLabel("name", feature.name())
                            .with("share", feature.share())
                            .with("accuracy", null)
                            .with("loss", null);
                    feature.importance()
                            .forEach(importance -> json.with("accuracy", interval(importance.accuracyDecrease()))
                                    .with("loss", interval(importance.lossIncrease())));
                    return json;
                })
                .toList();
    }

    /** By the loss, which tells features apart that change no prediction; without labels, by the shares. */
    private static double rank(Feature feature) {
        double share = Double.isNaN(feature.share()) ? 0 : feature.share();
        return feature.importance().isEmpty()
                ? share
                : feature.importance().get(0).lossIncrease().mean();
    }

    private static JsonObject interval(MeanInterval interval) {
        return new JsonObject()
                .with("mean", interval.mean())
                .with("lower", interval.lower())
                .with("upper", interval.upper());
    }
}
