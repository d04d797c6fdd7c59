package org.seqnet.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./run} makes of its arguments before a KNIME starts, and of KNIME's answer. */
class RunScriptTest {
    @TempDir
    Path scratch;

    private Checkout checkout;

    @BeforeEach
    void check_out() throws IOException {
        checkout = Checkout.in(scratch);
        // No file of a data set is missing where none is listed.
        checkout.catalogue("");
    }

    @ParameterizedTest
    @CsvSource({
        "--smaple, There is no option --smaple. Did you mean --sample?",
        "-sample, There is no option -sample. Did you mean --sample?",
        "--hlep, There is no option --hlep. Did you mean --help?",
        "--quick, There is no option --quick.",
        "'', The name of the workflow folder is empty.",
        "-reset, -reset is not an option of this script. Put batch options after --: ./run -- -reset"
    })
    void an_option_that_is_none_is_named(String option, String message) throws Exception {
        var run = checkout.run(option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).startsWith(message + "\nUsage: ./run [workflow folder] [-- batch options]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fashion-mnist-sample", "workflows/fashion-mnist-sample/", "--sample"})
    void a_workflow_is_found_by_its_name_too(String name) throws Exception {
        var run = checkout.run(
                name.startsWith("workflows") ? checkout.home.resolve(name).toString() : name);

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("Running fashion-mnist-sample ...\n");
        assertThat(checkout.calls())
                .anyMatch(call -> call.contains(
                        " -workflowDir=" + checkout.home.resolve("workflows/fashion-mnist-sample") + " "));
    }

    @Test
    void a_workflow_that_is_none_is_told_with_those_there_are() throws Exception {
        var run = checkout.run("mnist-lstn");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .isEqualTo(
                        """
                mnist-lstn contains no workflow.knime. Specify the folder of a workflow saved by KNIME, or one of \
                workflows/:
                  fashion-mnist-sample
                  mnist-lstm
                """);
        assertThat(checkout.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3,training/epoch,5,int | there is no setting \"training/epoch\" in node 3, LSTM Learner. Did you mean"
                        + " training/epochs? Its settings are data/sequenceColumn, ",
                "3,epochs,5,int | there is no setting \"epochs\" in node 3, LSTM Learner. Did you mean"
                        + " training/epochs? ",
                "3,training/Epochs,5,int | there is no setting \"training/Epochs\" in node 3, LSTM Learner. Did you"
                        + " mean training/epochs? ",
                "3,training,5,int | there is no setting \"training\" in node 3, LSTM Learner. ",
                "9,training/epochs,5,int | there is no node 9. The nodes are 1 (IDX Reader), 2 (Sequence Reshaper), 3"
                        + " (LSTM Learner), 4 (IDX Reader), 5 (Sequence Reshaper), 6 (Network Predictor), 7 (Prediction"
                        + " Scorer).",
                "1,training/epochs,5,int | there is no setting \"training/epochs\" in node 1, IDX Reader. ",
                "3/1,training/epochs,5,int | node 3 is not a metanode; the batch option supports only nodes in metanodes.",
                "LSTM,training/epochs,5,int | \"LSTM\" is not a node ID. Use its number, or 5/3 for a node in a metanode.",
                "3,training/epochs,5,double | \"training/epochs\" of node 3, LSTM Learner is of type int, not"
                        + " \"double\". Write -option=3,training/epochs,5,int.",
                "3,training/epochs,5,IntCell | \"training/epochs\" of node 3, LSTM Learner is of type int, not"
                        + " \"IntCell\". Write -option=3,training/epochs,5,int.",
                "3,training/epochs,five,int | \"five\" is not a valid value of type int.",
                "3,training/epochs,5.0,int | \"5.0\" is not a valid value of type int.",
                "3,training/shuffle,yes,boolean | \"yes\" is not a valid value of type boolean.",
                "3,training/epochs,5 | four parts are expected: node,key,value,type, for example 3,training/epochs,5,int."
            })
    void a_batch_option_that_fits_nothing_is_refused_before_anything_is_built(String option, String message)
            throws Exception {
        var run = checkout.run("--sample", "--", "-option=" + option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output())
                .startsWith("-option=" + option + ": " + message)
                .endsWith("\nNothing was run. KNIME itself would ignore an unknown node or setting.\n");
        assertThat(checkout.calls()).noneMatch(call -> call.startsWith("mvnw") || call.contains("BATCH"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3,training/epochs,5,int",
                "3,training/seed,-7,long",
                "3,training/learningRate,1e-3,double",
                "3,training/learningRate,0.01,float",
                "3,training/shuffle,false,boolean",
                "3,earlyStopping/stopFile,/tmp/a, b and c,String"
            })
    void a_batch_option_that_fits_goes_to_knime_as_it_is(String option) throws Exception {
        var run = checkout.run("--sample", "--", "-option=" + option);

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(checkout.calls()).anyMatch(call -> call.endsWith(" -option=" + option));
    }

    @Test
    void a_setting_that_an_older_workflow_lacks_can_be_set() throws Exception {
        var settings = checkout.home.resolve("workflows/fashion-mnist-sample/LSTM Learner (#3)/settings.xml");
        var line = "<entry key=\"averageWeights\" type=\"xboolean\" value=\"true\"/>";
        var text = Files.readString(settings);
        Files.writeString(settings, text.replaceFirst("<entry key=\"averageWeights\".*/>", ""));
        assertThat(text).contains(line.substring(0, 29));

        assertThat(checkout.run("--sample", "--", "-option=3,training/averageWeights,true,boolean")
                        .exitCode())
                .isZero();
    }

    @Test
    void a_node_inside_a_metanode_is_found() throws Exception {
        var workflow = checkout.home.resolve("workflows/fashion-mnist-sample");
        var inside = workflow.resolve("Inside (#8)");
        Files.createDirectories(inside);
        Installation.copyTree(workflow.resolve("LSTM Learner (#3)"), inside.resolve("LSTM Learner (#3)"));
        Files.copy(workflow.resolve("workflow.knime"), inside.resolve("workflow.knime"));
        var file = workflow.resolve("workflow.knime");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "<config key=\"nodes\">",
                                """
                <config key="nodes"><config key="node_8">
                <entry key="id" type="xint" value="8"/>
                <entry key="node_settings_file" type="xstring" value="Inside (#8)/workflow.knime"/>
                </config>"""));

        assertThat(checkout.run("--sample", "--", "-option=8/3,training/epochs,5,int")
                        .exitCode())
                .isZero();
        assertThat(checkout.run("--sample", "--", "-option=8,training/epochs,5,int")
                        .output())
                .startsWith("-option=8,training/epochs,5,int: node 8 is a metanode, which has no settings. Specify a"
                        + " node inside it, for example 8/1.\n");
        assertThat(checkout.run("--sample", "--", "-option=8/3,training/epoch,5,int")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void another_folder_holds_build_and_results() throws Exception {
        var place = scratch.resolve("else where");

        var run = checkout.with("SEQNET_BUILD", place.toString()).run("--sample");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("Saved: " + place.resolve("results"));
        assertThat(place).isDirectoryContaining("glob:**/build").isDirectoryContaining("glob:**/source");
        assertThat(checkout.home).isDirectoryNotContaining("glob:**/{build,results}");
        assertThat(checkout.home.resolve("update-site")).isEmptyDirectory();
        Files.delete(checkout.calls);
        assertThat(checkout.run("--sample").exitCode()).isZero();
        assertThat(checkout.calls()).noneMatch(call -> call.startsWith("mvnw"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"src", "lib", "target"})
    void a_newer_source_is_built_wherever_the_checkout_lies(String parent) throws Exception {
        checkout = Checkout.in(scratch.resolve(parent));
        checkout.catalogue("");
        checkout.run("--sample");
        Files.createFile(checkout.home.resolve("features/feature.xml"));

        checkout.run("--sample");

        assertThat(checkout.calls()).filteredOn(call -> call.startsWith("mvnw")).hasSize(2);
    }

    @Test
    void the_page_of_all_results_is_named_last() throws Exception {
        var run = checkout.with("WRITES_RESULTS", "yes").run("--sample");

        assertThat(run.output())
                .matches("(?s).*\nResults: " + Pattern.quote(checkout.home + "/results/fashion-mnist-sample-")
                        + "[0-9-]+/index\\.html \\(all tables and views; open it in a browser\\)\n");
    }

    @Test
    void a_knime_that_writes_no_such_page_is_not_asked_for_one() throws Exception {
        assertThat(checkout.run("--sample").output()).contains("\nSaved: ").doesNotContain("Results: ", "index.html");
    }

    @Test
    void a_checkout_that_is_read_only_is_told_with_the_cure() throws Exception {
        Files.createFile(checkout.log);
        checkout.protect();
        try {
            var run = checkout.run("--sample");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.output())
                    .isEqualTo(
                            """
                    %s is not writable, but the build and the results are stored there.
                    Specify a folder with 2 GB of free space: SEQNET_BUILD=<folder> ./run
                    """
                                    .formatted(checkout.home));
        } finally {
            checkout.unprotect();
        }
    }

    @Test
    void a_folder_with_things_of_the_users_own_is_left_as_it_is() throws Exception {
        var own = Files.createDirectories(scratch.resolve("own/source")).resolve("Main.java");
        Files.createFile(own);
        var place = own.getParent().getParent();

        var run = checkout.with("SEQNET_BUILD", place.toString()).run("--sample");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .isEqualTo("SEQNET_BUILD=%s is not empty. Specify a new or empty folder.\n".formatted(place));
        assertThat(own).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/.", "/tools/.."})
    void the_checkout_itself_may_be_named_as_the_place(String way) throws Exception {
        assertThat(checkout.with("SEQNET_BUILD", checkout.home + way)
                        .run("--sample")
                        .exitCode())
                .isZero();

        assertThat(checkout.home).isDirectoryNotContaining("glob:**/source").isDirectoryContaining("glob:**/build");
    }

    @Test
    void a_workflow_that_is_protected_stays_and_a_copy_of_it_runs() throws Exception {
        Files.createFile(checkout.log);
        var workflow = checkout.home.resolve("workflows/mnist-lstm");
        var files = files(workflow);
        checkout.protect();
        checkout.open();
        Files.setPosixFilePermissions(workflow, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            var run = checkout.run("mnist-lstm");

            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(files(workflow)).isEqualTo(files);
            assertThat(checkout.home.resolve("build/workflows/mnist-lstm/workflow.knime"))
                    .exists();
        } finally {
            Files.setPosixFilePermissions(workflow, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void a_folder_below_this_one_holds_them_too() throws Exception {
        var place = checkout.home.resolve("inside");

        assertThat(checkout.with("SEQNET_BUILD", place.toString())
                        .run("--sample")
                        .exitCode())
                .isZero();

        assertThat(place.resolve("source")).isDirectoryNotContaining("glob:**/inside");
    }

    @ParameterizedTest
    @CsvSource({"17.0.1, false", "21, false", "21.0.5, false", "24, true", "25.0.3, true"})
    void a_newer_java_is_told_what_it_need_not_warn_of(String version, boolean unsafe) throws Exception {
        assertThat(checkout.with("FAKE_VERSION", version).run("--sample").exitCode())
                .isZero();

        var start = batchCall();
        assertThat(start).startsWith("java --enable-native-access=ALL-UNNAMED ");
        assertThat(start.contains(" --sun-misc-unsafe-memory-access=allow ")).isEqualTo(unsafe);
    }

    private String batchCall() throws IOException {
        return checkout.calls().stream()
                .filter(call -> call.contains("BATCH"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_embedded_runtime_takes_little_memory_for_garbage() throws Exception {
        assertThat(checkout.run("--sample").exitCode()).isZero();

        assertThat(batchCall()).contains(" -XX:+UseSerialGC -Xmn32m -XX:MinHeapFreeRatio=20 -Xms64m ");
    }

    @Test
    void a_collector_that_is_asked_for_collects() throws Exception {
        assertThat(checkout.with("SEQNET_JAVA_OPTIONS", "-Xmx1g -XX:+UseParallelGC")
                        .run("--sample")
                        .exitCode())
                .isZero();

        assertThat(batchCall()).contains(" -Xmx1g -XX:+UseParallelGC ").doesNotContain("UseSerialGC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEQNET_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void what_the_environment_tells_java_stands(String variable) throws Exception {
        assertThat(checkout.with(variable, "-Da=b -XX:+UseG1GC").run("--sample").exitCode())
                .isZero();
        assertThat(batchCall()).doesNotContain("UseSerialGC", "-Xms64m", "-Xmn32m");

        Files.delete(checkout.calls);
        assertThat(checkout.with(variable, "-Xmx48m").run("--sample").exitCode())
                .isZero();
        assertThat(batchCall())
                .contains(" -XX:+UseSerialGC -Xmn32m -XX:MinHeapFreeRatio=20 ")
                .doesNotContain("-Xms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseGCOverheadLimit", "-XX:+UseAdaptiveSizePolicyWithSystemGC", "-Dx=-XX:+UseG1GC"})
    void an_option_that_names_no_collector_leaves_ours(String option) throws Exception {
        assertThat(checkout.with("SEQNET_JAVA_OPTIONS", option).run("--sample").exitCode())
                .isZero();

        assertThat(batchCall()).contains(" -XX:+UseSerialGC ", " -Xms64m ", " " + option + " ");
    }

    @Test
    void the_options_of_a_knime_stay() throws Exception {
        var knime = scratch.resolve("knime");
        Files.createDirectories(knime.resolve("plugins"));
        Files.createFile(knime.resolve("plugins/org.eclipse.equinox.launcher_1.jar"));
        Files.writeString(knime.resolve("knime.ini"), "-vmargs\n-Xmx2g\n");

        assertThat(checkout.with("KNIME_HOME", knime.toString()).run("--sample").exitCode())
                .isZero();

        assertThat(batchCall()).contains(" -Xmx2g ").doesNotContain("UseSerialGC");
    }

    @Test
    void a_knime_without_the_batch_executor_is_told_with_the_cure() throws Exception {
        var knime = scratch.resolve("knime 5.9");
        Files.createDirectories(knime.resolve("plugins"));
        Files.createFile(knime.resolve("plugins/org.eclipse.equinox.launcher_1.jar"));

        var run = checkout.with("KNIME_HOME", knime.toString())
                .with("KNIME_STATUS", "5")
                .run("--sample");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.output())
                .endsWith(
                        """
                This KNIME has no batch executor: since KNIME 5.9, it is a separate extension, "KNIME Batch Executor".
                Install it in %s (with "Install extensions" in KNIME, or as described at
                https://www.knime.com/batch-execution-in-knime), and run this again.
                """
                                .formatted(knime));
        Files.createFile(knime.resolve("plugins/executor.jar"));
        checkout.with("KNIME_STATUS", "0").run("--sample");
        assertThat(checkout.home.resolve("build/knime/plugins/executor.jar")).exists();
    }
}
