package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.model.NetworkDescription;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Normalization.Season;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ValueLoss.Quantiles;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/** Files tell of their networks what programs elsewhere need to know. */
class MetadataTest {
    private static final NetworkInput INPUT = new NetworkInput(
            new SequenceShape(6, 2),
            Preparation.UNKNOWN.with("Scaling", "none").withFeatures(List.of("speed \"x\"", "Höhe")),
            Preprocessing.NONE);

    private static Map<String, String> metadata(TrainedNetwork network) {
        try (var runtime = OnnxRuntime.of(Networks.file(network))) {
            return runtime.metadata();
        }
    }

    private static Map<String, String> metadata(Head head, String... labels) {
        return metadata(Networks.of(architecture(head), INPUT, LabelDomain.of(labels), 1));
    }

    private static Architecture architecture(Head head) {
        return new Architecture(new Recurrent(Cell.LSTM, 1, 4, 0, 1, false, Pooling.LAST_STEP), head);
    }

    @Test
    void a_classifier_tells_labels_input_and_provenance() {
        var labels = new LabelDomain(List.of("3", "-1"), LabelType.INTEGER);
        var network = Networks.of(architecture(new Classes(2, 1.5f)), INPUT, labels, 1)
                .withLabelName("digit");
        assertThat(metadata(network))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("seqnet.title", "LSTM, 1 layer of 4 units"),
                        Map.entry("seqnet.task", "predicts one class per sequence"),
                        Map.entry("seqnet.labels", "[\"3\",\"-1\"]"),
                        Map.entry("seqnet.labelType", "integer"),
                        Map.entry("seqnet.labelName", "digit"),
                        Map.entry("seqnet.temperature", "1.5"),
                        Map.entry("seqnet.features", "[\"speed \\\"x\\\"\",\"Höhe\"]"),
                        Map.entry("seqnet.preparation", "{\"Scaling\":\"none\"}"),
                        Map.entry("seqnet.scaling", "{\"how\":\"none\"}"),
                        Map.entry("seqnet.missingValues", "{\"how\":\"none\"}"),
                        Map.entry("seqnet.version", "1.2.3"),
                        Map.entry("seqnet.trainedAt", "1970-01-01T00:00:00Z"),
                        Map.entry("seqnet.trainingSequences", "10"),
                        Map.entry("seqnet.epochs", "0"),
                        Map.entry("seqnet.bestEpoch", "0"),
                        Map.entry("seqnet.device", "a device"),
                        Map.entry("seqnet.manifest", NetworkDescription.text(network))));
    }

    @Test
    void independent_labels_have_their_thresholds() {
        assertThat(metadata(new IndependentLabels(List.of(0.25f, 0.5f)), "a", "b"))
                .containsEntry("seqnet.thresholds", "[0.25,0.5]");
    }

    @Test
    void a_forecast_tells_targets_horizon_and_quantiles() {
        var forecast = new Forecast(3, false, List.of(1), List.of(), new Season(2));
        var quantiles = new Quantiles(List.of(0.1, 0.5));
        assertThat(metadata(new Values(List.of(Standard.NONE), quantiles, Optional.of(forecast)), "demand"))
                .containsEntry("seqnet.targets", "[\"demand\"]")
                .containsEntry("seqnet.quantiles", "[0.1,0.5]")
                .containsEntry(
                        "seqnet.forecast",
                        "{\"horizon\":3,\"recursive\":false,\"targetFeatures\":[1],\"knownFeatures\":[],"
                                + "\"normalization\":\"change from 2 steps before\"}")
                .doesNotContainKeys("seqnet.labels", "seqnet.labelType");
    }

    @Test
    void what_the_graph_does_with_raw_values_is_told() {
        var preprocessing = new Preprocessing(
                FeatureScale.RANGE,
                new double[] {1, -2},
                new double[] {0.5, 0},
                Filling.LINEAR,
                new double[] {3, 4},
                true);
        var input = new NetworkInput(new SequenceShape(6, 2), Preparation.UNKNOWN, preprocessing);
        var labels = LabelDomain.of("a", "b");
        assertThat(metadata(Networks.of(architecture(new Classes(2)), input, labels, 1)))
                .containsEntry("seqnet.scaling", "{\"how\":\"0 to 1\",\"shifts\":[1.0,-2.0],\"factors\":[0.5,0.0]}")
                .containsEntry(
                        "seqnet.missingValues",
                        "{\"how\":\"" + Filling.LINEAR.title() + "\",\"means\":[3.0,4.0],\"mask\":true}");
    }
}
