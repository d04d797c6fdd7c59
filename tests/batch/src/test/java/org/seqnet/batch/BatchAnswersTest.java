package org.seqnet.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What KNIME's batch application takes from its surroundings, and what it answers when something is wrong. */
class BatchAnswersTest extends BatchTest {
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
                .contains("Alternatively: Set the preference \"device\" to automatic or cpu.");
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
