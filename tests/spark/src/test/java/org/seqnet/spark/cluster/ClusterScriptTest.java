package org.seqnet.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code scripts/spark-cluster} starts and stops, and that jobs run there. */
class ClusterScriptTest {
    @TempDir
    Path folder;

    @Test
    void a_job_runs_on_all_workers_and_nothing_is_left() {
        Spark.LINE_3.assumeAvailable();
        ProcessHandle worker;
        try (var cluster = Cluster.start(Spark.LINE_3, 2)) {
            worker = cluster.worker(1);
            var job = cluster.submit(List.of("--class", CountingJob.class.getName()), JobJar.make(), List.of());

            var outcome = job.ended();

            assertThat(outcome.output()).contains("sum 500500, processes 2");
            assertThat(outcome.exitCode()).isZero();
            assertThat(cluster.status()).contains("master URL: spark://127.0.0.1:", "worker-2: ");
            assertThat(worker.info().arguments()).isPresent();
        }

        // A process that has ended but that nobody has waited for counts as alive.
        assertThat(worker.info().arguments()).isEmpty();
    }

    @Test
    void a_process_that_is_not_of_the_cluster_is_not_ended() throws Exception {
        // Its arguments are those of a cluster in another folder, whose path begins as this one's.
        var other = new ProcessBuilder(
                        "bash", "-c", "read -r line", "-Dorg.seqnet.cluster=" + folder + "-2/.seqnet-cluster")
                .start();
        try {
            Files.createFile(folder.resolve(".seqnet-cluster"));
            Files.writeString(folder.resolve("worker-1.pid"), Long.toString(other.pid()));

            assertThat(cluster("stop", "--folder", folder.toString()).exitCode())
                    .isZero();

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
        }
    }

    @Test
    void a_folder_of_something_else_stays_as_it_is() throws Exception {
        var log = Files.writeString(folder.resolve("others.log"), "theirs");
        var jar = Files.createFile(Files.createDirectory(folder.resolve("work")).resolve("theirs.jar"));

        var started = cluster("start", "--folder", folder.toString());
        var stopped = cluster("stop", "--folder", folder.toString());
        var status = cluster("status", "--folder", folder.toString());

        assertThat(started.exitCode()).isEqualTo(1);
        assertThat(started.output())
                .isEqualTo("--folder " + folder + " is not empty. Specify a new or empty folder, or that of an earlier"
                        + " cluster.\n");
        assertThat(stopped).isEqualTo(new Spark.Outcome(0, ""));
        assertThat(status).isEqualTo(new Spark.Outcome(1, "No cluster of " + folder + " is running.\n"));
        try (var files = Files.walk(folder)) {
            assertThat(files).containsExactlyInAnyOrder(folder, log, jar.getParent(), jar);
        }
    }

    @Test
    void a_folder_that_is_not_there_is_not_made_to_stop_a_cluster() {
        var missing = folder.resolve("missing");

        assertThat(cluster("stop", "--folder", missing.toString()).exitCode()).isZero();
        assertThat(cluster("status", "--folder", missing.toString()).output())
                .isEqualTo("No cluster of " + missing + " is running.\n");

        assertThat(missing).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strat | There is no action strat.",
                "start --wrokers 2 | There is no option --wrokers.",
                "start --workers | --workers requires a value.",
                "start --workers two | --workers two is not a number from 1 to 99.",
                "start --cores 0 | --cores 0 is not a number from 1 to 99.",
                "start --memory 2GB | --memory 2GB is not a size such as 512m or 2g."
            })
    void an_argument_that_fits_nothing_is_named(String arguments, String message) {
        var outcome = cluster(arguments.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).startsWith(message + "\nUsage: scripts/spark-cluster start [options]");
    }

    @Test
    void a_spark_that_is_not_offered_is_named() {
        var outcome = cluster("start", "--spark", "2.4.8", "--folder", folder.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .isEqualTo("Spark 2.4.8 is not supported. Specify 3.5.x or 4.x, for example: --spark 4.2.0\n");
    }

    private static Spark.Outcome cluster(String... arguments) {
        return Spark.outcome(Spark.script("spark-cluster", List.of(arguments)));
    }
}
