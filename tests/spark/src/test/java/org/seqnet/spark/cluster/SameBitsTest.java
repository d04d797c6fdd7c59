package org.seqnet.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network depends on data, settings and shards: not on where it is learned, and not on what fails meanwhile. */
class SameBitsTest {
    private static final List<String> TWO_WORKERS = List.of("--conf", "spark.cores.max=2");
    private static final List<String> THREE_WORKERS = List.of("--conf", "spark.cores.max=3");

    @TempDir
    static Path folder;

    private static Training training;
    private static Cluster cluster;
    private static Network expected;

    @BeforeAll
    static void train_in_one_process() {
        Spark.LINE_3.assumeAvailable();
        training = Training.in(folder);
        var local = Spark.LINE_3.submit(
                "local[2]", List.of(), Spark.APPLICATION, training.arguments(training.file("local.seqnet")));
        requireDone(local);
        expected = training.network("local.seqnet");
        // Trainings use two or three of the workers, and one is killed.
        cluster = Cluster.start(Spark.LINE_3, 4);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static void requireDone(Submission submission) {
        var outcome = submission.ended();
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    private static Submission submit(String network, List<String> options, String... arguments) {
        return submit(cluster, network, options, arguments);
    }

    private static Submission submit(Cluster on, String network, List<String> options, String... arguments) {
        return on.submit(options, Spark.APPLICATION, training.arguments(training.file(network), arguments));
    }

    /** Waits until the driver has lost an executor, and has finished an epoch after that. */
    private static void requireLossWhileTraining(Submission submission) {
        submission.await(line -> line.contains("Lost executor "));
        submission.await(Training::isEndOfEpoch);
    }

    @Test
    void two_workers_learn_what_one_process_does() {
        requireDone(submit("two.seqnet", TWO_WORKERS));

        assertThat(training.network("two.seqnet")).isEqualTo(expected);
    }

    @Test
    void three_workers_learn_what_one_process_does() {
        requireDone(submit("three.seqnet", THREE_WORKERS));

        assertThat(training.network("three.seqnet")).isEqualTo(expected);
    }

    @Test
    void spark_4_learns_what_spark_3_does() {
        Spark.LINE_4.assumeAvailable();
        try (var other = Cluster.start(Spark.LINE_4, 2)) {
            requireDone(submit(other, "spark-4.seqnet", List.of()));
        }

        assertThat(training.network("spark-4.seqnet")).isEqualTo(expected);
    }

    /** The copy of a task runs on another worker, where its partition is not cached. */
    @Test
    void the_placement_of_tasks_does_not_matter() {
        var options = Stream.of(
                        "spark.cores.max=3",
                        "spark.locality.wait=0",
                        "spark.speculation=true",
                        "spark.speculation.minTaskRuntime=0",
                        "spark.log.level=INFO")
                .flatMap(setting -> Stream.of("--conf", setting))
                .toList();
        try (var submission = submit("speculation.seqnet", options)) {
            submission.await(line -> Training.isEndOfEpoch(2, line));
            cluster.suspend(cluster.busyWorkers(1).get(0));
            submission.await(line -> line.matches(".* Starting task [0-9]+\\.1 in stage .*"));
            cluster.resume();
            submission.await(Training::isEndOfEpoch);
            requireDone(submission);
        } finally {
            cluster.resume();
        }

        assertThat(training.network("speculation.seqnet")).isEqualTo(expected);
    }

    @Test
    void a_task_whose_process_is_killed_is_tried_again() {
        try (var submission = submit("retried.seqnet", THREE_WORKERS)) {
            submission.await(line -> Training.isEndOfEpoch(2, line));
            var busy = cluster.busyWorkers(2);
            cluster.killExecutors(busy.get(0));
            requireLossWhileTraining(submission);
            cluster.killExecutors(busy.get(1));
            requireLossWhileTraining(submission);
            requireDone(submission);
        }

        assertThat(training.network("retried.seqnet")).isEqualTo(expected);
    }

    @Test
    void a_worker_that_is_killed_is_done_without() {
        try (var submission = submit("killed-worker.seqnet", THREE_WORKERS)) {
            submission.await(line -> Training.isEndOfEpoch(2, line));
            var killed = cluster.busyWorkers(1).get(0);
            cluster.kill(killed);
            requireLossWhileTraining(submission);
            requireDone(submission);

            assertThat(cluster.isRunning(killed)).isFalse();
        }

        assertThat(training.network("killed-worker.seqnet")).isEqualTo(expected);
    }

    @Test
    void a_worker_that_stands_still_for_some_time_is_waited_for() throws InterruptedException {
        try (var submission = submit("slow.seqnet", TWO_WORKERS)) {
            submission.await(line -> Training.isEndOfEpoch(2, line));
            cluster.suspend(cluster.busyWorkers(1).get(0));
            Thread.sleep(4000);
            cluster.resume();
            submission.await(Training::isEndOfEpoch);
            requireDone(submission);
        } finally {
            cluster.resume();
        }

        assertThat(training.network("slow.seqnet")).isEqualTo(expected);
    }

    @Test
    void a_driver_that_is_killed_goes_on_from_its_checkpoint() throws Exception {
        var checkpoint =
                Files.createTempDirectory(training.folder(), "checkpoint").toString();
        var arguments = new String[] {"--checkpoint", checkpoint, "--checkpoint-rounds", "3", "--continue"};
        try (var submission = submit("continued.seqnet", TWO_WORKERS, arguments)) {
            submission.await(line -> Training.isEndOfEpoch(5, line));
            submission.kill();
        }
        assertThat(training.folder().resolve("continued.seqnet")).doesNotExist();

        var again = submit("continued.seqnet", TWO_WORKERS, arguments);
        requireDone(again);

        assertThat(again.ended().output())
                .as("epochs that were not trained again")
                .doesNotContain("\"event\":\"epoch\",\"epoch\":3,");
        assertThat(training.network("continued.seqnet")).isEqualTo(expected);
    }
}
