package org.seqnet.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workflow folders in KNIME's batch application: what they compute, and what they leave behind. */
class BatchRunTest extends BatchTest {
    @Test
    void a_workflow_is_trained_applied_scored_and_saved() throws IOException {
        var results = scratch.resolve("results");

        var outcome = batchInto(results, "-reset", "-failonloaderror", "-workflowDir=" + SAMPLE);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(log().lines().filter(line -> line.contains(" : epoch "))).hasSize(10);
        assertThat(accuracy()).isGreaterThan(0.7);
        assertThat(Files.readAllLines(results.resolve("tables/3-lstm-learner-2-training-history.csv")))
                .hasSize(1 + 10);
        assertThat(Files.readAllLines(results.resolve("tables/6-network-predictor-1-predictions.csv")))
                .hasSize(1 + 500);
        assertThat(results.resolve("index.html"))
                .content()
                .contains("<title>fashion-mnist-sample</title>", "<dt>Accuracy</dt><dd>" + accuracy() + "</dd>");
        assertThat(links(results))
                .hasSizeGreaterThan(10)
                .contains("views/1-idx-reader.html", "views/3-lstm-learner.html", "views/7-prediction-scorer.html")
                .allSatisfy(link -> assertThat(results.resolve(link)).isNotEmptyFile());
        assertSavedWithoutResults(results.resolve("workflow"));
    }

    private static List<String> links(Path results) throws IOException {
        return Pattern.compile("<a href=\"([^\"]*)\"")
                .matcher(Files.readString(results.resolve("index.html")))
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    /** KNIME loads no tables but its own, so that the workflow must hold none. */
    private static void assertSavedWithoutResults(Path workflow) throws IOException {
        try (var files = Files.find(workflow, 9, (file, attributes) -> attributes.isRegularFile())) {
            for (var file : files.toList()) {
                assertThat(file.getFileName().toString())
                        .isIn("workflow.knime", "settings.xml", "workflow-metadata.xml", "workflowset.meta");
                assertThat(file).content().doesNotContain("value=\"EXECUTED\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TANH", "RELU"})
    void an_rnn_learner_in_the_place_of_the_lstm_learner_learns_the_sample_too(String activation) throws IOException {
        var workflow = sampleWith(
                "LSTM Learner (#3)",
                Map.of(
                        "org.seqnet.knime.learner.LstmLearnerNodeFactory",
                        "org.seqnet.knime.learner.RnnLearnerNodeFactory",
                        "<entry key=\"forgetGateBias\" type=\"xdouble\" value=\"1.0\"/>",
                        "<entry key=\"activation\" type=\"xstring\" value=\"" + activation + "\"/>",
                        "<entry key=\"gradientClipping\" type=\"xdouble\" value=\"0.0\"/>",
                        "<entry key=\"gradientClipping\" type=\"xdouble\" value=\"1.0\"/>"));

        var outcome = batch("-reset", "-nosave", "-failonloaderror", "-workflowDir=" + workflow);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(log().lines().filter(line -> line.contains(" : epoch "))).hasSize(10);
        assertThat(accuracy()).isGreaterThan(0.7);
    }

    @Test
    void a_cnn_learner_in_the_place_of_the_lstm_learner_learns_the_sample_too() throws IOException {
        var block =
                """
                <config key="blocks">
                    <config key="0">
                        <entry key="filters" type="xint" value="16"/>
                        <entry key="kernelSize" type="xint" value="5"/>
                        <entry key="stride" type="xint" value="2"/>
                        <entry key="pooling" type="xint" value="2"/>
                        <entry key="batchNormalization" type="xboolean" value="true"/>
                        <entry key="dropout" type="xdouble" value="0.1"/>
                    </config>
                </config>
                """;
        var workflow = sampleWith(
                "LSTM Learner (#3)",
                Map.of(
                        "org.seqnet.knime.learner.LstmLearnerNodeFactory",
                        "org.seqnet.knime.learner.CnnLearnerNodeFactory",
                        "<entry key=\"layers\" type=\"xint\" value=\"2\"/>",
                        "<entry key=\"channels\" type=\"xint\" value=\"1\"/>",
                        "<entry key=\"hiddenUnits\"",
                        "<entry key=\"denseUnits\"",
                        "<entry key=\"dropout\" type=\"xdouble\" value=\"0.0\"/>",
                        "<entry key=\"denseDropout\" type=\"xdouble\" value=\"0.0\"/>",
                        "<entry key=\"forgetGateBias\" type=\"xdouble\" value=\"1.0\"/>",
                        block));

        var outcome = batch("-reset", "-nosave", "-failonloaderror", "-workflowDir=" + workflow);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(log()).contains("CNN, filters 16 of 5 x 5 normalized, 128 dense units: ");
        assertThat(accuracy()).isGreaterThan(0.7);
    }

    @Test
    void a_network_that_one_workflow_wrote_is_applied_by_another() throws IOException {
        var training = copyOf("train-and-save");
        var applying = copyOf("load-and-apply");

        var trained = batch("-reset", "-nosave", "-failonloaderror", "-workflowDir=" + training);

        assertThat(trained.exitCode()).as(trained.output()).isZero();
        assertThat(log())
                .contains(
                        "Stopped early after epoch", "wrote the network to " + training.resolve("data/network.seqnet"));
        assertThat(training.resolve("data")).isDirectoryNotContaining("glob:**.tmp");
        Files.copy(
                training.resolve("data/network.seqnet"),
                applying.resolve("data/network.seqnet"),
                StandardCopyOption.REPLACE_EXISTING);

        var applied = batch("-reset", "-nosave", "-failonloaderror", "-workflowDir=" + applying);

        assertThat(applied.exitCode()).as(applied.output()).isZero();
        assertThat(accuracy()).isGreaterThan(0.7);
    }

    @Test
    void the_network_that_comes_with_a_workflow_is_applied() throws IOException {
        var results = scratch.resolve("results");

        var outcome = batchInto(results, "-reset", "-failonloaderror", "-workflowDir=" + copyOf("load-and-apply"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(accuracy()).isGreaterThan(0.7);
        assertThat(Files.readAllLines(results.resolve("tables/4-network-predictor-1-predictions.csv")))
                .hasSize(1 + 200);
    }

    @Test
    void recordings_of_different_length_are_learned_from_a_long_table() throws IOException {
        var results = scratch.resolve("results");

        var outcome =
                batchInto(results, "-reset", "-failonloaderror", "-workflowDir=" + copyOf("gestures-long-format"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(accuracy()).isGreaterThan(0.9);
        assertThat(Files.readAllLines(results.resolve("tables/8-network-predictor-1-predictions.csv")))
                .hasSize(1 + 200);
    }

    @Test
    void exercises_of_people_never_seen_are_recognized_at_the_defaults() throws IOException {
        var results = scratch.resolve("results");

        var outcome = batchInto(results, "-reset", "-failonloaderror", "-workflowDir=" + copyOf("sensor-recordings"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(accuracy()).isGreaterThan(0.9);
        assertThat(Files.readAllLines(results.resolve("tables/6-network-predictor-1-predictions.csv")))
                .hasSize(1 + 144);
    }

    @Test
    void states_of_machines_never_seen_are_told_from_sliding_windows() throws IOException {
        var results = scratch.resolve("results");

        var outcome = batchInto(results, "-reset", "-failonloaderror", "-workflowDir=" + copyOf("machine-state"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(accuracy()).isBetween(0.85, 0.97);
        assertThat(Files.readAllLines(results.resolve("tables/6-network-predictor-1-predictions.csv")))
                .hasSize(1 + 2 * 247);
    }

    @Test
    void a_label_of_each_time_step_is_predicted_for_people_never_seen() throws IOException {
        var results = scratch.resolve("results");

        var outcome = batchInto(results, "-reset", "-failonloaderror", "-workflowDir=" + copyOf("activity-per-step"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(Files.readAllLines(results.resolve("tables/6-network-predictor-1-predictions.csv")))
                .hasSize(1 + 16);
        var steps = Files.readAllLines(results.resolve("tables/7-step-label-scorer-2-step-statistics.csv"));
        int accuracy = List.of(steps.get(0).split(",")).indexOf("Accuracy");
        assertThat(Double.parseDouble(steps.get(steps.size() - 1).split(",")[accuracy]))
                .isGreaterThan(0.9);
    }

    @Test
    void sales_are_forecast_better_than_by_seasonal_naive_and_beyond_the_end_of_the_table() throws IOException {
        var results = scratch.resolve("results");

        var outcome = batchInto(results, "-reset", "-failonloaderror", "-workflowDir=" + copyOf("sales-forecast"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        var measures = Files.readAllLines(results.resolve("tables/6-forecast-scorer-1-measures.csv"));
        int mase = List.of(measures.get(0).split(",")).indexOf("MASE");
        var errors = measures.stream()
                .skip(1)
                .map(line -> line.split(","))
                .collect(Collectors.toMap(cells -> cells[0], cells -> Double.valueOf(cells[mase])));
        assertThat(errors.get("Network")).isLessThan(0.8 * errors.get("Seasonal naive"));
        assertThat(Files.readAllLines(results.resolve("tables/8-network-predictor-1-predictions.csv")))
                .hasSize(1 + 8 * 14);
    }

    @Test
    void balanced_weights_find_most_of_the_rare_failures() throws IOException {
        var results = scratch.resolve("results");

        var outcome = batchInto(results, "-reset", "-failonloaderror", "-workflowDir=" + copyOf("rare-failures"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(recall("failure", results, 8)).isLessThan(0.6);
        assertThat(recall("failure", results, 10)).isGreaterThan(0.75);
    }

    private static double recall(String label, Path results, int scorer) throws IOException {
        return statistic("Recall", label, results, scorer);
    }

    /** Reads a measure of a class, or of all of them, from the accuracy statistics of a Prediction Scorer. */
    private static double statistic(String measure, String label, Path results, int scorer) throws IOException {
        var lines = Files.readAllLines(
                results.resolve("tables/" + scorer + "-prediction-scorer-2-accuracy-statistics.csv"));
        int column = List.of(lines.get(0).split(",")).indexOf(measure);
        return lines.stream()
                .map(line -> line.split(","))
                .filter(cells -> cells[0].equals(label))
                .mapToDouble(cells -> Double.parseDouble(cells[column]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_best_row_of_a_table_of_settings_is_found_in_a_loop() throws IOException {
        var results = scratch.resolve("results");

        var outcome = batchInto(results, "-reset", "-failonloaderror", "-workflowDir=" + copyOf("tune-settings"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        var sorted = Files.readAllLines(results.resolve("tables/11-sorter-1-sorted-table.csv"));
        assertThat(sorted).hasSize(1 + 9).startsWith("RowID,Accuracy,hidden units,learning rate");
        assertThat(sorted.get(1)).endsWith(",64,0.01");
        assertThat(sorted)
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(
                        results.resolve("tables/10-variable-loop-end-1-data-table-of-flow-variables.csv")));
        assertThat(statistic("Accuracy", "Overall", results, 17)).isGreaterThan(0.9);
        assertThat(log().lines().filter(line -> line.contains(" : epoch "))).hasSize((9 + 1) * 40);
    }

    @Test
    void four_networks_learn_the_same_sequences_and_are_compared_in_pairs() throws IOException {
        var results = scratch.resolve("results");

        var outcome = batchInto(results, "-reset", "-failonloaderror", "-workflowDir=" + copyOf("which-network"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        var accuracies = Pattern.compile(" : ([^:\n]+): accuracy ([0-9.]+) \\(95% interval ")
                .matcher(log())
                .results()
                .collect(Collectors.toMap(line -> line.group(1), line -> Double.valueOf(line.group(2))));
        assertThat(accuracies)
                .containsOnlyKeys(
                        "LSTM, 2 layers of 128 units",
                        "GRU, 2 layers of 128 units",
                        "Inception, 3 modules of 16 filters, kernel size 40",
                        "MiniRocket, 9,996 features, ridge classifier");
        assertThat(accuracies.values()).allMatch(accuracy -> accuracy > 0.6);
        assertThat(Files.readAllLines(results.resolve("tables/11-network-comparison-1-comparison.csv")))
                .hasSize(1 + 4);
        assertThat(Files.readAllLines(results.resolve("tables/11-network-comparison-2-pairs.csv")))
                .hasSize(1 + 6);
        assertThat(statistic("Accuracy", "Overall", results, 13)).isGreaterThan(0.9);
    }

    @Test
    void several_labels_are_learned_from_images_in_a_folder() throws IOException {
        var results = scratch.resolve("results");

        var outcome = batchInto(results, "-reset", "-failonloaderror", "-workflowDir=" + copyOf("multi-label-folder"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(log()).containsPattern("O-F1 0\\.[89]\\d+  C-F1 0\\.[89]\\d+  subset accuracy 0\\.[789]");
        assertThat(Files.readAllLines(results.resolve("tables/8-network-predictor-1-predictions.csv")))
                .hasSize(1 + 100);
    }

    @Test
    void images_of_all_sizes_in_a_folder_per_class_are_learned() throws IOException {
        var results = scratch.resolve("results");

        var outcome = batchInto(results, "-reset", "-failonloaderror", "-workflowDir=" + copyOf("images-in-folder"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(accuracy()).isBetween(0.85, 0.95);
        assertThat(Files.readAllLines(results.resolve("tables/4-network-predictor-1-predictions.csv")))
                .hasSize(1 + 180);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mnist-lstm", "mnist-fast", "fashion-mnist-lstm"})
    void a_workflow_on_a_whole_data_set_runs_on_a_sample(String workflow) throws IOException {
        var copy = readingTheSample(copyOf(workflow));

        var outcome = batch(
                "-reset", "-nosave", "-failonloaderror", "-workflowDir=" + copy, "-option=3,training/epochs,5,int");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(accuracy()).isGreaterThan(0.3);
    }

    /** Small batches make the few images of the sample enough to learn them by heart before the last epoch. */
    @ParameterizedTest
    @ValueSource(strings = {"mnist-early-stopping", "fashion-mnist-early-stopping"})
    void a_workflow_that_stops_early_does_so_on_a_sample(String workflow) throws IOException {
        var copy = readingTheSample(copyOf(workflow));

        var outcome = batch(
                "-reset", "-nosave", "-failonloaderror", "-workflowDir=" + copy, "-option=3,training/batchSize,10,int");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(log())
                .contains("1400 sequences of 28 time steps", "validation accuracy", "Stopped early after epoch");
        assertThat(accuracy()).isGreaterThan(0.7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnn-vs-cnn", "fashion-mnist-rnn-vs-cnn"})
    void three_networks_are_trained_one_after_another_and_compared_on_a_sample(String workflow) throws IOException {
        var results = scratch.resolve("results");

        var outcome = batchInto(
                results,
                "-reset",
                "-failonloaderror",
                "-workflowDir=" + readingTheSample(copyOf(workflow)),
                "-option=3,training/epochs,2,int",
                "-option=8,training/epochs,2,int",
                "-option=9,training/epochs,2,int");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(log().lines()
                        .filter(line -> line.contains(" : epoch "))
                        .map(line -> line.replaceAll(".* : (\\w+ Learner) : .*", "$1")))
                .containsExactly(
                        "LSTM Learner", "LSTM Learner", "RNN Learner", "RNN Learner", "CNN Learner", "CNN Learner");
        assertThat(log().lines().filter(line -> line.contains(" (95% interval ") && line.contains(", trained in ")))
                .hasSize(3);
        assertThat(Files.readAllLines(results.resolve("tables/10-network-comparison-1-comparison.csv")))
                .hasSize(1 + 3);
        assertThat(Files.readAllLines(results.resolve("tables/10-network-comparison-2-pairs.csv")))
                .hasSize(1 + 3);
    }

    /** Lets the readers of a copied workflow take the images of the sample; what counts most of them counts 1,400. */
    private static Path readingTheSample(Path workflow) throws IOException {
        try (var nodes = Files.newDirectoryStream(workflow, "IDX Reader*")) {
            for (var node : nodes) {
                var settings = node.resolve("settings.xml");
                var text = Files.readString(settings);
                var part = text.contains("value=\"TEST\"") ? "t10k" : "train";
                for (var file : List.of(part + "-images-idx3-ubyte.gz", part + "-labels-idx1-ubyte.gz")) {
                    text = text.replaceFirst(
                            "key=\"path\" type=\"xstring\" value=\"\"",
                            "key=\"path\" type=\"xstring\" value=\""
                                    + SAMPLE.resolve("data").resolve(file) + "\"");
                }
                Files.writeString(
                        settings,
                        text.replace("CATALOGUE", "FILES").replaceAll("value=\"5[05]000\"", "value=\"1400\""));
            }
        }
        return workflow;
    }
}
