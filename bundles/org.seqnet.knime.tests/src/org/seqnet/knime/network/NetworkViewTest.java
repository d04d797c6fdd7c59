package org.seqnet.knime.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.swing.JScrollPane;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.ClusterRun;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.learner.Trainings;

class NetworkViewTest {
    /** What all views promise. */
    private static final int MOST_CHARACTERS = 2_000_000;

    private static final Recurrent ENCODER = new Recurrent(Cell.LSTM, 2, 4, 0.25, 1);

    @Test
    void it_tells_layers_labels_and_where_the_network_comes_from() {
        assertThat(view(Trainings.of(2, true, 1, StopReason.STOPPED_EARLY)))
                .startsWith("{\"view\":\"network\",\"title\":\"LSTM, 1 layer of 2 units\",\"outcome\":\"Stopped "
                        + "early after epoch 2; the network of epoch 1 is "
                        + "kept.\",\"input\":{\"timeSteps\":3,\"features\":1},\"labelColumn\":\"shape\","
                        + "\"layers\":[{\"name\":\"lstm1\",\"kind\":\"LSTM, "
                        + "last time step "
                        + "only\",\"inputs\":1,\"outputs\":2,\"parameters\":32},{\"name\":\"output\","
                        + "\"kind\":\"linear, "
                        + "softmax, "
                        + "cross-entropy\",\"inputs\":2,\"outputs\":2,\"parameters\":6}],\"labelCount\":2,"
                        + "\"labelOrder\":\"outputs\",\"labels\":[{\"name\":\"falling\",\"threshold\":null},{\"name\":"
                        + "\"rising\",\"threshold\":null}],\"facts\":[")
                .contains("{\"name\":\"Parameters\",\"value\":\"38\"}")
                .contains("{\"name\":\"Sequences\",\"value\":\"3 time steps x 1 feature\"}")
                .contains("{\"name\":\"Label column\",\"value\":\"shape\"}")
                .contains("{\"name\":\"Mini-batches trained\",\"value\":\"2\"}")
                .contains("{\"name\":\"Optimizer state\",\"value\":\"not kept\"}")
                .contains("{\"name\":\"Learning rate\",\"value\":\"0.001\"}")
                .contains("{\"name\":\"Device\",\"value\":\"CPU, 2 threads\"}")
                .contains("{\"name\":\"Finished at\",\"value\":\"2026-11-25 11:02:19 UTC\"}")
                .endsWith("\"training\":{\"sequences\":60000,\"epochsRun\":2,\"keptEpoch\":1,\"keptFor\":null,"
                        + "\"loss\":1.0,"
                        + "\"accuracy\":0.5,\"validationLoss\":1.25,\"validationAccuracy\":0.25}}");
    }

    @Test
    void a_network_from_a_cluster_tells_where_it_was_trained() {
        var run = new ClusterRun("Spark 3.5.9, spark://host:7077", 2, 4, 20, 1_500, "hdfs://host/signals");

        assertThat(view(trainedBy(run)))
                .contains("{\"name\":\"Device\",\"value\":\"CPU, 2 threads\"},"
                        + "{\"name\":\"Cluster\",\"value\":\"Spark 3.5.9, spark://host:7077; 2 workers, 4 shards, "
                        + "averaged every 20 mini-batches, 1,500 rounds\"},"
                        + "{\"name\":\"Training data\",\"value\":\"hdfs://host/signals\"},"
                        + "{\"name\":\"Finished at\",");
    }

    @Test
    void a_cluster_of_one_is_told_in_the_singular_and_unknown_data_are_left_out() {
        assertThat(view(trainedBy(new ClusterRun("Spark 4.2.0, local[1]", 1, 1, 1, 1, ""))))
                .contains("{\"name\":\"Cluster\",\"value\":\"Spark 4.2.0, local[1]; 1 worker, 1 shard, averaged every "
                        + "mini-batch, 1 round\"},{\"name\":\"Finished at\",")
                .doesNotContain("Training data");
    }

    @Test
    void a_network_that_was_fitted_at_once_on_a_cluster_tells_of_no_rounds() {
        assertThat(view(trainedBy(new ClusterRun("Spark 3.5.9, local[2]", 2, 4, 20, 0, ""))))
                .contains("{\"name\":\"Cluster\",\"value\":\"Spark 3.5.9, local[2]; 2 workers, 4 shards\"}");
    }

    private static TrainedNetwork trainedBy(ClusterRun run) {
        var network = Trainings.of(2, true, 1, StopReason.STOPPED_EARLY);
        return network.with(network.provenance().withCluster(run));
    }

    @Test
    void a_network_without_a_history_has_no_accuracy() {
        assertThat(view(Trainings.of(0, false, 0, StopReason.STOPPED_ON_REQUEST)))
                .contains("\"outcome\":\"No epoch was completed.\"")
                .endsWith("\"epochsRun\":0,\"keptEpoch\":0,\"keptFor\":null,\"loss\":null,\"accuracy\":null,"
                        + "\"validationLoss\":null,"
                        + "\"validationAccuracy\":null}}");
    }

    @Test
    void a_network_that_is_yet_to_be_trained_tells_its_layers_if_input_and_labels_are_known() {
        var spec = new NetworkPortObjectSpec(
                ENCODER,
                HeadKind.CLASSES,
                "label",
                Optional.of(SequenceShape.ofAnyLength(3)),
                Optional.of(LabelDomain.of("a", "b")));

        assertThat(NetworkView.ofSpec(spec).toString())
                .startsWith("{\"view\":\"network\",\"title\":\"LSTM, 2 layers of 4 units\",\"outcome\":\"Not trained "
                        + "yet. Execute the "
                        + "node.\",\"input\":{\"timeSteps\":null,\"features\":3},\"labelColumn\":\"label\","
                        + "\"layers\":[{\"name\":\"lstm1\",\"kind\":\"LSTM\",\"inputs\":3,\"outputs\":4,"
                        + "\"parameters\":128},")
                .contains("{\"name\":\"Dropout\",\"value\":\"0.25\"}")
                .contains("{\"name\":\"Sequences\",\"value\":\"1 or more time steps x 3 features\"}")
                .contains("{\"name\":\"Labels\",\"value\":\"2: a, b\"}")
                .endsWith("\"training\":null}");
    }

    @Test
    void an_ensemble_tells_its_members_and_the_parameters_of_all() {
        var spec = new NetworkPortObjectSpec(
                        ENCODER,
                        HeadKind.CLASSES,
                        "label",
                        Optional.of(SequenceShape.ofAnyLength(3)),
                        Optional.of(LabelDomain.of("a", "b")))
                .ofMembers(5);
        var shape = new SequenceShape(2, 3);
        var architecture = new Architecture(ENCODER, new Classes(2), 5);
        var count = (int) architecture.parameterCount(shape);
        var trained = Trainings.of(architecture, shape, LabelDomain.of("a", "b"), new float[count]);
        var fact = "{\"name\":\"Ensemble\",\"value\":\"5 members, which predict the mean of their probabilities\"}";

        for (var view : List.of(NetworkView.ofSpec(spec).toString(), view(trained))) {
            assertThat(view)
                    .startsWith("{\"view\":\"network\",\"title\":\"LSTM, 2 layers of 4 units, ensemble of 5\",")
                    .contains("\"layers\":[{\"name\":\"lstm1\",\"kind\":\"5 x LSTM\",\"inputs\":3,\"outputs\":4,"
                            + "\"parameters\":640},")
                    .contains(fact);
        }
        // 128 and 144 in layers, 10 in the output
        assertThat(view(trained)).contains("{\"name\":\"Parameters\",\"value\":\"1,410\"}");
    }

    @Test
    void a_convolutional_network_tells_its_blocks() {
        var spec = new NetworkPortObjectSpec(
                Convolutional.reference(),
                HeadKind.CLASSES,
                "label",
                Optional.of(new SequenceShape(28, 28)),
                Optional.of(LabelDomain.of("a", "b")));

        assertThat(NetworkView.ofSpec(spec).toString())
                .contains("\"layers\":[{\"name\":\"convolution1\",\"kind\":\"3 x 3 convolution, ReLU, 2 x 2 max "
                        + "pooling\",\"inputs\":784,\"outputs\":6272,\"parameters\":320},{\"name\":\"convolution2\",")
                .contains("{\"name\":\"Channels\",\"value\":\"1\"}")
                .contains("{\"name\":\"Dropout\",\"value\":\"0.1, 0.1; dense 0.4\"}");
    }

    @Test
    void independent_labels_have_thresholds() {
        var head = new IndependentLabels(List.of(0.5f, 0.0625f, 0.5f));

        assertThat(Networks.trained(head, LabelDomain.of("a", "b", "c")))
                .contains("\"title\":\"LSTM, 2 layers of 128 units, independent labels\"")
                .contains("{\"name\":\"output\",\"kind\":\"linear, sigmoid, cross-entropy\",\"inputs\":128,"
                        + "\"outputs\":3,\"parameters\":387}]")
                .contains("\"labelOrder\":\"outputs\",\"labels\":[{\"name\":\"a\",\"threshold\":0.5},{\"name\":\"b\","
                        + "\"threshold\":0.0625},{\"name\":\"c\",\"threshold\":0.5}]")
                .contains("{\"name\":\"Layers\",\"value\":\"LSTM, 2 layers of 128 units\"}")
                .contains("{\"name\":\"Labels per sequence\",\"value\":\"any number, independent of each other\"}")
                .contains("{\"name\":\"Thresholds\",\"value\":\"0.063 to 0.5, depending on the label\"}");
        assertThat(Networks.trained(new IndependentLabels(List.of(0.5f, 0.5f)), LabelDomain.of("a", "b")))
                .contains("{\"name\":\"Thresholds\",\"value\":\"0.5 for all labels\"}");
    }

    @Test
    void labels_of_paths_are_in_the_order_of_the_path() {
        var labels = LabelDomain.of("a", "b", "c");

        assertThat(Networks.trained(new LabelPath(3, 8, 16, List.of(1, 2, 0)), labels))
                .contains("\"title\":\"LSTM, 2 layers of 128 units, LSTM of 16 units over labels\"")
                .contains("{\"name\":\"labels\",\"kind\":\"LSTM over labels\",\"inputs\":8,\"outputs\":16,"
                        + "\"parameters\":1600}")
                .contains("\"labelOrder\":\"path\",\"labels\":[{\"name\":\"c\",\"threshold\":null},{\"name\":\"a\","
                        + "\"threshold\":null},{\"name\":\"b\",\"threshold\":null}]")
                .contains("{\"name\":\"Labels per sequence\",\"value\":\"any number, predicted one after another\"},"
                        + "{\"name\":\"Accuracy\",\"value\":\"share of sequences with all labels correct\"},"
                        + "{\"name\":\"Label order\",\"value\":\"fixed\"},"
                        + "{\"name\":\"Label embedding size\",\"value\":"
                        + "\"8\"},{\"name\":\"Label LSTM units\",\"value\":\"16\"},{\"name\":\"Parameters\",");
        assertThat(Networks.trained(new LabelPath(3, 8, 16, List.of()), labels))
                .contains("\"labelOrder\":\"outputs\",\"labels\":[{\"name\":\"a\",\"threshold\":null},")
                .contains("{\"name\":\"Label order\",\"value\":\"any\"}");
    }

    @Test
    void a_head_that_is_yet_to_be_trained_tells_its_layers_but_no_thresholds() {
        var labels = LabelDomain.of("a", "b", "c");

        assertThat(Networks.untrained(new IndependentLabels(List.of(0.5f)), labels))
                .contains("\"outputs\":3,\"parameters\":387}]")
                .contains("{\"name\":\"a\",\"threshold\":null}")
                .contains("{\"name\":\"Labels per sequence\",\"value\":\"any number, independent of each other\"},"
                        + "{\"name\":\"Accuracy\",\"value\":\"share of sequences with all labels correct\"}]")
                .doesNotContain("Thresholds");
        assertThat(Networks.untrained(new LabelPath(1, 8, 16, List.of(0)), labels))
                .contains("{\"name\":\"labels\",\"kind\":\"LSTM over labels\",\"inputs\":8,\"outputs\":16,"
                        + "\"parameters\":1600}")
                .contains("\"labelOrder\":\"outputs\",\"labels\":[{\"name\":\"a\",\"threshold\":null},");
    }

    @Test
    void the_summary_of_a_port_says_what_is_predicted() {
        var labels = LabelDomain.of("a", "b", "c");

        assertThat(Networks.network(new Classes(3), labels).getSummary())
                .isEqualTo("LSTM, 2 layers of 128 units; input 28 time steps x 28 features; 3 classes");
        assertThat(Networks.network(IndependentLabels.of(labels), labels).getSummary())
                .isEqualTo("LSTM, 2 layers of 128 units, independent labels; input 28 time steps x 28 features; "
                        + "3 labels");
        assertThat(Networks.network(new LabelPath(3, 8, 16, List.of()), labels).getSummary())
                .isEqualTo("LSTM, 2 layers of 128 units, LSTM of 16 units over labels; input 28 time steps x 28 "
                        + "features; 3 labels");
    }

    @Test
    void what_is_not_known_before_training_is_said_to_be_so() {
        var spec = new NetworkPortObjectSpec(ENCODER, HeadKind.CLASSES, "label", Optional.empty(), Optional.empty());

        assertThat(NetworkView.ofSpec(spec).toString())
                .contains("\"input\":null,\"labelColumn\":\"label\",\"layers\":null,\"labelCount\":null,"
                        + "\"labelOrder\":null,\"labels\":null")
                .contains("{\"name\":\"Sequences\",\"value\":\"known after execution\"}")
                .contains("{\"name\":\"Labels\",\"value\":\"known after execution\"}");
    }

    @Test
    void sixty_thousand_labels_with_long_names_stay_small() {
        var names =
                IntStream.range(0, 60_000).mapToObj(i -> i + "\0".repeat(500)).toList();
        var spec = new NetworkPortObjectSpec(
                ENCODER, HeadKind.CLASSES, "\0".repeat(5000), Optional.empty(), Optional.of(new LabelDomain(names)));

        assertThat(NetworkView.ofSpec(spec).toString())
                .hasSizeLessThan(MOST_CHARACTERS / 4)
                .contains("\"labelCount\":60000");
    }

    @Test
    void the_classic_user_interface_shows_the_same_as_text() {
        var views = new NetworkPortObject(Trainings.of(1, true, 1, StopReason.ALL_EPOCHS_DONE), "shape").getViews();

        assertThat(views).hasSize(1);
        assertThat(views[0].getName()).isEqualTo("Network");
        var shown = (JTextComponent) ((JScrollPane) views[0]).getViewport().getView();
        assertThat(shown.isEditable()).isFalse();
        assertThat(List.of(shown.getText().split("\n")))
                .startsWith(
                        "The only epoch was completed.",
                        "",
                        "Layers",
                        "lstm1: LSTM, last time step only, 1 inputs, 2 outputs, 32 parameters",
                        "output: linear, softmax, cross-entropy, 2 inputs, 2 outputs, 6 parameters",
                        "",
                        "Network",
                        "Layers: LSTM, 1 layer of 2 units")
                .contains("Label column: shape", "Learning rate: 0.001", "Device: CPU, 2 threads");
    }

    private static String view(TrainedNetwork network) {
        return NetworkView.ofNetwork(new NetworkPortObject(network, "shape")).toString();
    }
}
