package org.seqnet.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code scripts/spark-cluster} starts and stops, and that jobs run there. */
class ClusterScriptTest {
    @ParameterizedTest
    @EnumSource(Spark.class)
    void a_job_runs_on_all_workers_and_nothing_is_left(Spark spark) {
        spark.assumeAvailable();
        ProcessHandle worker;
        try (var cluster = Cluster.start(spark, 2)) {
            worker = cluster.worker(1);
            var job = cluster.submit(List.of("--class", CountingJob.class.getName()), JobJar.make(), List.of());

            var outcome = job.ended();

            assertThat(outcome.output()).contains("sum 500500, processes 2");
            assertThat(outcome.exitCode()).isZero();
            assertThat(status(cluster.folder()).output()).contains("master URL: spark://127.0.0.1:", "worker-2: ");
            assertThat(worker.info().arguments()).isPresent();
        }

        // A process that has ended but that nobody has waited for counts as alive.
        assertThat(worker.info().arguments()).isEmpty();
    }

    @Test
    void a_process_that_is_not_of_the_cluster_is_not_ended() throws Exception {
        var folder = Files.createDirectories(Path.of("target", "cluster-of-others"));
        var other = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(folder.resolve("worker-1.pid"), Long.toString(other.pid()));

            assertThat(cluster("stop", "--folder", folder.toString()).exitCode())
                    .isZero();

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
        }
        assertThat(status(folder).output()).isEqualTo("No cluster of " + folder.toAbsolutePath() + " is running.\n");
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
        var outcome = cluster("start", "--spark", "2.4.8", "--folder", "target/cluster-2.4.8");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .isEqualTo("Spark 2.4.8 is not supported. Specify 3.5.x or 4.x, for example: --spark 4.2.0\n");
    }

    private static Spark.Outcome status(Path folder) {
        return cluster("status", "--folder", folder.toString());
    }

    private static Spark.Outcome cluster(String... arguments) {
        return Spark.outcome(Spark.script("spark-cluster", List.of(arguments)));
    }
}
