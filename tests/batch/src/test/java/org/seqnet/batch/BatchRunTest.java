package org.seqnet.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** KNIME's batch application on workflow folders: what it answers, and what it leaves behind. */
class BatchRunTest {
    private static final Path SAMPLE = Installation.ROOT.resolve("workflows/fashion-mnist-sample");

    @TempDir
    Path scratch;

    private Installation.Outcome batch(String... arguments) {
        return Installation.shared().batch(scratch.resolve("workspace"), arguments);
    }

    /** Runs a workflow and has its results written to a folder, as {@code ./run} does. */
    private Installation.Outcome batchInto(Path results, String... arguments) {
        var all = Stream.concat(Stream.of("-destDir=" + results.resolve("workflow")), Stream.of(arguments));
        return Installation.shared()
                .batch(
                        scratch.resolve("workspace"),
                        Map.of(),
                        List.of("-Dorg.knime.embedded.results=" + results),
                        all.toArray(String[]::new));
    }

    private String log() throws IOException {
        return Files.readString(scratch.resolve("workspace/.metadata/knime/knime.log"));
    }

    private Path sampleWith(String node, String original, String replacement) throws IOException {
        return sampleWith(node, Map.of(original, replacement));
    }

    private Path sampleWith(String node, Map<String, String> replacements) throws IOException {
        var copy = scratch.resolve("changed");
        Installation.copyTree(SAMPLE, copy);
        var settings = copy.resolve(node).resolve("settings.xml");
        var text = Files.readString(settings);
        assertThat(text).contains(replacements.keySet());
        for (var replacement : replacements.entrySet()) {
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        Files.writeString(settings, text);
        return copy;
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"mnist-lstm", "fashion-mnist-lstm"})
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
        assertThat(log().lines().filter(line -> line.contains(" % interval ") && line.contains(", trained in ")))
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

    private Path copyOf(String workflow) {
        var copy = scratch.resolve(workflow);
        Installation.copyTree(Installation.ROOT.resolve("workflows").resolve(workflow), copy);
        return copy;
    }

    private double accuracy() throws IOException {
        var line = log().lines()
                .filter(text -> text.contains(" : accuracy "))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.replaceAll(".* : accuracy ([0-9.]+) .*", "$1"));
    }

    @Test
    void options_and_flow_variables_change_the_settings_of_a_node() throws IOException {
        var outcome = batch("-reset", "-nosave", "-workflowDir=" + SAMPLE, "-option=3,training/epochs,2,int");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(log().lines().filter(line -> line.contains(" : epoch "))).hasSize(2);
    }

    @Test
    void preferences_choose_the_device_and_what_is_to_be_had_is_told_otherwise() throws IOException {
        var preferences = scratch.resolve("gpu.epf");
        Files.writeString(preferences, "file_export_version=3.0\n/instance/org.seqnet.knime/device=gpu\n");

        var outcome = batch("-reset", "-nosave", "-workflowDir=" + SAMPLE, "-preferences=" + preferences);

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.output())
                .contains("The GPU is requested by the preference \"device\" but cannot be used:")
                .contains("CUDA feature: not installed.")
                .contains("Alternatively, set the device to automatic or cpu.");
    }

    @Test
    void a_property_outranks_a_variable_and_memory_outside_the_heap_has_a_limit_that_messages_name() {
        var outcome = Installation.shared()
                .batch(
                        scratch.resolve("workspace"),
                        Map.of("SEQNET_DEVICE", "gpu", "SEQNET_OFF_HEAP_MEGABYTES", "4"),
                        List.of("-Dseqnet.device=cpu"),
                        "-reset",
                        "-nosave",
                        "-workflowDir=" + SAMPLE);

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.output())
                .contains("requires more memory than available: at most 4 MB of off-heap memory. Increase the "
                        + "preference \"Off-heap memory (MB)\" or SEQNET_OFF_HEAP_MEGABYTES");
    }

    @Test
    void opening_and_configuring_a_workflow_loads_nothing_of_nd4j() throws IOException {
        var classes = scratch.resolve("classes.txt");
        var outcome = Installation.shared()
                .batch(
                        scratch.resolve("workspace"),
                        Map.of(),
                        List.of("-Xlog:class+load:file=" + classes),
                        "-nosave",
                        "-noexecute",
                        "-workflowDir=" + SAMPLE);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(Files.readString(classes))
                .contains("org.seqnet.knime.learner.LstmLearnerNodeFactory")
                .doesNotContain("org.nd4j.", "org.bytedeco.", "org.deeplearning4j.");
    }

    @Test
    void the_report_is_an_application_too() {
        var outcome = Installation.shared()
                .launch(List.of(
                        "-data",
                        scratch.resolve("workspace").toString(),
                        "-application",
                        "org.seqnet.knime.DEVICE_REPORT"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("ok  Device: CPU, ", "no  CUDA feature: not installed.");
    }

    @Test
    void the_same_seed_gives_the_same_history_in_two_runs() throws IOException {
        var first = historyOf("first");
        var second = historyOf("second");

        assertThat(second).isEqualTo(first);
    }

    private String historyOf(String name) throws IOException {
        var results = scratch.resolve(name);
        var outcome = batchInto(results, "-reset", "-workflowDir=" + SAMPLE, "-option=3,training/epochs,2,int");
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return Files.readString(results.resolve("tables/6-network-predictor-1-predictions.csv"));
    }

    @Test
    void an_unknown_argument_ends_with_2_and_names_it() {
        var outcome = batch("-workflowDir=" + SAMPLE, "-nosuchargument");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).contains("-nosuchargument");
    }

    @Test
    void no_workflow_ends_with_2() {
        assertThat(batch("-reset").exitCode()).isEqualTo(2);
    }

    @Test
    void a_folder_without_a_workflow_ends_with_2_and_names_it() {
        var outcome = batch("-workflowDir=" + scratch.resolve("nowhere"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).contains(scratch.resolve("nowhere").toString());
    }

    @Test
    void a_missing_node_ends_with_3_and_names_its_factory() throws IOException {
        var workflow = sampleWith(
                "LSTM Learner (#3)",
                "org.seqnet.knime.learner.LstmLearnerNodeFactory",
                "org.example.NoSuchNodeFactory");

        var outcome = batch("-reset", "-nosave", "-failonloaderror", "-workflowDir=" + workflow);

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.output()).contains("org.example.NoSuchNodeFactory");
    }

    @Test
    void invalid_settings_end_with_3_and_name_the_key() throws IOException {
        var workflow = sampleWith("LSTM Learner (#3)", "<entry key=\"layers\" type=\"xint\" value=\"2\"/>", "");

        var outcome = batch("-reset", "-nosave", "-failonloaderror", "-workflowDir=" + workflow);

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.output()).contains("layers");
    }

    @Test
    void a_node_that_fails_ends_with_4_and_says_what_to_do() throws IOException {
        var workflow = sampleWith("IDX Reader (#1)", "train-images-idx3-ubyte.gz", "nowhere-idx3-ubyte.gz");

        var outcome = batch("-reset", "-nosave", "-workflowDir=" + workflow);

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.output()).contains("nowhere-idx3-ubyte.gz");
    }

    @Test
    void a_node_that_cannot_be_configured_ends_with_4_and_names_the_setting() throws IOException {
        var workflow = sampleWith(
                "LSTM Learner (#3)",
                "<entry key=\"labelColumn\" type=\"xstring\" value=\"label\"/>",
                "<entry key=\"labelColumn\" type=\"xstring\" value=\"class\"/>");

        var outcome = batch("-reset", "-nosave", "-workflowDir=" + workflow);

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.output()).contains("class");
    }
}
