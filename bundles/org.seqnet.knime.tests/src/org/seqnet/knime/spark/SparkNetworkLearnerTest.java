package org.seqnet.knime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.knime.CancellingMonitor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.Trainings;
import org.seqnet.knime.network.NetworkPortObject;

/** The node as KNIME runs it, with a script in the place of spark-submit. */
class SparkNetworkLearnerTest {
    @TempDir
    Path folder;

    private FakeSpark spark;
    private Set<Path> temporaryBefore;

    @BeforeEach
    void make() throws IOException {
        assumeTrue(File.separatorChar == '/', "spark-submit is a script for bash");
        spark = new FakeSpark(Files.createDirectory(folder.resolve("sp ark ü\" $HOME")));
        temporaryBefore = temporary();
    }

    private static Set<Path> temporary() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("seqnet-spark-"))
                    .collect(Collectors.toSet());
        }
    }

    private NodeRun execute(SparkSettings settings, PortObject... inputs) throws Exception {
        var run = NodeRun.executing(settings.parameters(), inputs);
        SparkNetworkLearnerNodeFactory.execute(run, run, spark.environment());
        return run;
    }

    private String failure(SparkSettings settings) throws Exception {
        var failure = catchThrowable(() -> execute(settings));
        assertThat(failure).isInstanceOf(KNIMEException.class);
        assertThat(temporary()).isEqualTo(temporaryBefore);
        return failure.getMessage();
    }

    @Test
    void the_network_that_spark_wrote_and_its_history_come_out() throws Exception {
        var network = Trainings.of(2, true, 2, StopReason.ALL_EPOCHS_DONE).withLabelName("state");
        spark.training(network);

        var run = execute(new SparkSettings());

        assertThat(((NetworkPortObject) run.object(0)).network()).isEqualTo(network);
        assertThat(Tables.keys(run.table(1))).containsExactly("Epoch 1", "Epoch 2");
        assertThat(run.table(1).getDataTableSpec().getColumnNames())
                .contains("Accuracy", "Loss", "Validation accuracy", "Device");
        assertThat(run.warning()).contains("3 rows cannot be used.");
        assertThat(temporary()).isEqualTo(temporaryBefore);
    }

    @Test
    void a_network_without_the_name_of_its_label_gets_that_of_the_settings() throws Exception {
        spark.training(Trainings.of(1, false, 1, StopReason.ALL_EPOCHS_DONE));

        var run = execute(new SparkSettings().with("learned/labelColumn", "machine state"));

        assertThat(((NetworkPortObject) run.object(0)).network().labelName()).isEqualTo("machine state");
    }

    @Test
    void progress_shows_what_spark_tells() throws Exception {
        spark.training(Trainings.of(2, false, 2, StopReason.ALL_EPOCHS_DONE));
        var monitor = new DefaultNodeProgressMonitor();
        var run = NodeRun.executing(Tables.execution(monitor), new SparkSettings().parameters());

        SparkNetworkLearnerNodeFactory.execute(run, run, spark.environment());

        assertThat(monitor.getMessage()).isEqualTo("epoch 2/2  accuracy 0.9");
        assertThat(monitor.getProgress()).isEqualTo(1);
    }

    @Test
    void spark_runs_locally_with_the_memory_and_cores_that_are_set() throws Exception {
        spark.training(Trainings.of(1, false, 1, StopReason.ALL_EPOCHS_DONE));

        execute(new SparkSettings()
                .with("run/memory", "700m")
                .with("run/cores", 3)
                .with("run/additionalOptions", "--conf \"spark.x=a b\" --conf spark.y=$HOME;ls"));

        assertThat(spark.command())
                .startsWith("--name", "KNIME Spark Network Learner", "--master", "local[3]", "--driver-memory", "700m")
                .containsSequence("--conf", "spark.x=a b", "--conf", "spark.y=$HOME;ls")
                .containsSequence(spark.folder().resolve("seqnet-spark.jar").toString(), "train");
        assertThat(spark.arguments()).containsSequence("\"--data\"", "\"file:///data/machines.parquet\"");
        assertThat(Files.readString(spark.folder().resolve("environment"))).contains("SPARK_HOME=" + spark.folder());
    }

    @Test
    void the_encoding_of_the_arguments_leaves_the_options_of_the_driver_to_the_user() throws Exception {
        spark.training(Trainings.of(1, false, 1, StopReason.ALL_EPOCHS_DONE));
        var environment = new HashMap<>(spark.environment());
        environment.put("SPARK_SUBMIT_OPTS", "-Dmine=1");

        execute(new SparkSettings());

        assertThat(spark.command()).noneMatch(word -> word.contains("extraJavaOptions"));
        assertThat(Files.readString(spark.folder().resolve("environment")))
                .contains("SPARK_SUBMIT_OPTS=-Dfile.encoding=UTF-8");
        var run = new SparkSettings().parameters().run;
        assertThat(SparkSubmit.find(run, environment).environment(environment))
                .containsEntry("SPARK_SUBMIT_OPTS", "-Dmine=1 -Dfile.encoding=UTF-8");
    }

    @Test
    void what_the_log_shows_of_the_command_contains_no_options() throws IOException {
        spark.doing("");
        var run = new SparkSettings()
                .with("run/additionalOptions", "--conf spark.hadoop.fs.s3a.secret.key=hidden")
                .parameters()
                .run;

        assertThat(SparkSubmit.find(run, spark.environment()).shown(run))
                .isEqualTo("%1$s/bin/spark-submit --master local[*] %1$s/seqnet-spark.jar".formatted(spark.folder()));
    }

    @Test
    void in_the_path_of_a_table_only_an_asterisk_stands_for_others() throws Exception {
        spark.training(Trainings.of(1, false, 1, StopReason.ALL_EPOCHS_DONE));

        execute(new SparkSettings()
                .location("data/data", "LOCAL", "/data/[1] {a,b}?/*.parquet")
                .location("validation/data", "CUSTOM_URL", "hdfs:///data/{a,b}"));

        assertThat(spark.arguments())
                .containsSequence("\"--data\"", "\"file:///data/\\\\[1\\\\] \\\\{a,b\\\\}\\\\?/*.parquet\"")
                .containsSequence("\"--validation\"", "\"hdfs:///data/{a,b}\"");
    }

    @Test
    void on_a_cluster_its_master_and_workers_are_as_set() throws Exception {
        spark.training(Trainings.of(1, false, 1, StopReason.ALL_EPOCHS_DONE));

        execute(new SparkSettings()
                .with("run/runOn", "CLUSTER")
                .with("run/master", "spark://host:7077")
                .with("run/cores", 2)
                .location("data/data", "CUSTOM_URL", "hdfs:///data/*.parquet"));

        assertThat(spark.command())
                .containsSequence("--master", "spark://host:7077", "--executor-memory", "4g", "--executor-cores", "2")
                .doesNotContain("--driver-memory");
        assertThat(spark.arguments()).containsSequence("\"--data\"", "\"hdfs:///data/*.parquet\"");
    }

    @Test
    void a_connected_network_is_handed_over_and_taken_away_again() throws Exception {
        var before = Trainings.of(1, false, 1, StopReason.ALL_EPOCHS_DONE);
        spark.training(Trainings.of(2, false, 2, StopReason.ALL_EPOCHS_DONE));
        var script = Files.readString(spark.folder().resolve("bin/spark-submit"));
        spark.doing(script.substring(script.indexOf("echo '26"))
                + """
                resumed=$(grep -A1 '^"--resume"$' "${last#@}" | tail -1 | tr -d '"')
                cp "${resumed#file://}" '%s/resumed.seqnet'
                """
                        .formatted(spark.folder()));

        execute(new SparkSettings(), new NetworkPortObject(before, "label"));

        try (var in = Files.newInputStream(spark.folder().resolve("resumed.seqnet"))) {
            assertThat(ModelArchive.read(in, "resumed")).isEqualTo(before.withLabelName("label"));
        }
        assertThat(temporary()).isEqualTo(temporaryBefore);
    }

    @Test
    void the_error_that_spark_tells_is_the_message() throws Exception {
        spark.doing(
                """
                echo 'Exception in thread "main" java.lang.RuntimeException: something' >&2
                event '{"event":"error","text":"Data: there is no file \\u00fc. Check the path."}'
                exit 1
                """);

        assertThat(failure(new SparkSettings())).isEqualTo("Data: there is no file ü. Check the path.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.lang.OutOfMemoryError: Java heap space | 1 | Increase \"Memory\", or decrease \"Batch size\".",
                "JAVA_HOME is not set | 1 | Install Java 17 or 21, and set the environment variable JAVA_HOME to its "
                        + "folder.",
                "Error: Failed to load class org.seqnet.spark.app.Main. | 101 | Check \"Application jar\": it must be "
                        + "the file seqnet-spark.jar of the same version as this extension.",
                "java.io.IOException: No space left on device | 1 | Free disk space, for example in the folder for "
                        + "temporary files, or set spark.local.dir to a larger disk in \"Additional options\"."
            })
    void known_failures_come_with_advice(String line, int code, String advice) throws Exception {
        spark.doing(
                "echo '26/11/30 12:00:00 INFO Utils: x' >&2; echo '%s' >&2; echo '\tat a.b.C.d(E.java:1)' >&2; exit %d"
                        .formatted(line.strip(), code));

        assertThat(failure(new SparkSettings()))
                .isEqualTo("Spark ended with exit code %d. %s The last lines of its log: %s"
                        .formatted(code, advice.strip(), line.strip()));
    }

    @Test
    void an_unknown_failure_shows_the_last_lines() throws Exception {
        spark.doing("for i in 1 2 3 4 5; do echo \"problem $i\" >&2; done; exit 7");

        assertThat(failure(new SparkSettings()))
                .isEqualTo(
                        "Spark ended with exit code 7. The last lines of its log: problem 3 | problem 4 | problem 5");
    }

    @Test
    void a_silent_failure_is_told_as_well() throws Exception {
        spark.doing("exit 3");

        assertThat(failure(new SparkSettings())).isEqualTo("Spark ended with exit code 3. It reported nothing.");
    }

    @Test
    void an_end_without_a_network_is_a_failure() throws Exception {
        spark.doing("exit 0");

        assertThat(failure(new SparkSettings()))
                .isEqualTo("Spark has ended without a network. Check that \"Application jar\" is seqnet-spark.jar of "
                        + "the same version as this extension.");
    }

    @Test
    void half_a_network_is_refused() throws Exception {
        spark.training(Trainings.of(1, false, 1, StopReason.ALL_EPOCHS_DONE));
        var script = Files.readString(spark.folder().resolve("bin/spark-submit"));
        spark.doing(script.substring(script.indexOf("echo '26")) + "truncate -s 700 \"$output\"\n");

        assertThat(failure(new SparkSettings())).contains("network.seqnet");
    }

    @Test
    void a_program_that_cannot_be_started_is_named() throws Exception {
        spark.doing("");
        assertThat(spark.folder().resolve("bin/spark-submit").toFile().setExecutable(false))
                .isTrue();

        assertThat(failure(new SparkSettings()))
                .startsWith(spark.folder().resolve("bin/spark-submit") + " could not be started: ")
                .endsWith("Check \"Spark folder\", and that you may run this program.");
    }

    @Test
    void a_million_lines_on_both_streams_do_not_stop_it() throws Exception {
        spark.training(Trainings.of(1, false, 1, StopReason.ALL_EPOCHS_DONE));
        var script = Files.readString(spark.folder().resolve("bin/spark-submit"));
        spark.doing("seq 1 1000000 >&2\nseq 1 1000000\nhead -c 3000000 /dev/zero\n"
                + script.substring(script.indexOf("echo '26")));

        assertThat(execute(new SparkSettings()).object(0)).isNotNull();
    }

    @Test
    void cancelling_ends_the_process_and_those_it_started_though_they_ignore_it() throws Exception {
        spark.doing(
                """
                trap '' TERM
                (trap '' TERM; while :; do sleep 0.1; done) &
                echo $! $$ > '%1$s/pids.tmp'; mv '%1$s/pids.tmp' '%1$s/pids'
                while :; do sleep 0.1; done
                """
                        .formatted(spark.folder()));
        var monitor = new CancellingMonitor(30);
        var run = NodeRun.executing(Tables.execution(monitor), new SparkSettings().parameters());

        assertThat(catchThrowable(() -> SparkNetworkLearnerNodeFactory.execute(run, run, spark.environment())))
                .isInstanceOf(CanceledExecutionException.class);

        for (var pid : Files.readString(spark.folder().resolve("pids")).strip().split(" ")) {
            assertThat(ended(Long.parseLong(pid))).as(pid).isTrue();
        }
        assertThat(temporary()).isEqualTo(temporaryBefore);
    }

    private static boolean ended(long pid) throws Exception {
        var process = ProcessHandle.of(pid);
        return process.isEmpty()
                || process.get().onExit().get(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS) != null;
    }

    @Test
    void without_an_application_jar_the_message_says_where_it_is_from() throws Exception {
        spark.doing("exit 0");
        var environment = spark.environment();
        environment.remove("SEQNET_SPARK_JAR");
        var run = NodeRun.executing(new SparkSettings().parameters());

        assertThat(catchThrowable(() -> SparkNetworkLearnerNodeFactory.execute(run, run, environment)))
                .hasMessage("Application jar: no file is entered, and the environment variable SEQNET_SPARK_JAR is not "
                        + "set. Download seqnet-spark.jar from the release of this extension, and enter its path in "
                        + "the node's dialog.");
        assertThat(failure(new SparkSettings().with("run/applicationJar", "/no/such.jar")))
                .isEqualTo("Application jar: there is no file '/no/such.jar'. Check the path.");
    }

    @Test
    void the_history_has_the_columns_of_the_other_learners_before_it_is_executed() throws Exception {
        var run = NodeRun.configuring(new SparkSettings().parameters());

        SparkNetworkLearnerNodeFactory.configure(run, run);

        assertThat(run.spec(0)).isEmpty();
        assertThat(run.tableSpec(1).getColumnNames()).startsWith("Epoch", "Accuracy", "Loss");
        var values = NodeRun.configuring(new SparkSettings()
                .with("learned/task", "VALUES")
                .with("learned/targetColumns", "a\nb")
                .parameters());
        SparkNetworkLearnerNodeFactory.configure(values, values);
        assertThat(values.tableSpec(1).getColumnNames()).startsWith("Epoch", "R²");
    }

    @Test
    void nothing_is_started_by_settings_that_contradict_each_other() throws Exception {
        spark.doing("exit 0");

        assertThat(failure(new SparkSettings().with("stopping/enabled", true)))
                .isEqualTo("Early stopping requires validation data or a validation share. Select validation data, set "
                        + "a validation share, or disable early stopping.");
        assertThat(failure(new SparkSettings().with("data/badRows", "SKIP")))
                .isEqualTo("Bad rows: set to \"Skip\", but \"Missing values in a sequence\" is set to \"Fail\". Set "
                        + "both to the same, or choose how to fill in missing values.");
        assertThat(failure(new SparkSettings().with("data/columns", " \n ")))
                .isEqualTo("Sequence columns: no column is named. Enter names of columns, one per line.");
        assertThat(failure(new SparkSettings().location("data/data", "LOCAL", "")))
                .startsWith("Training data: no file is selected.");
        assertThat(failure(new SparkSettings().with("run/memory", "4 GB")))
                .isEqualTo("Memory: '4 GB' is not a number with a unit, such as 4g or 512m.");
        assertThat(failure(new SparkSettings().with("run/additionalOptions", "--deploy-mode cluster")))
                .isEqualTo("Additional options: the deploy mode \"cluster\" is not supported, because the node follows "
                        + "the output of the driver. Remove it, or run on Livy.");
        assertThat(Files.exists(spark.folder().resolve("command"))).isFalse();
    }
}
