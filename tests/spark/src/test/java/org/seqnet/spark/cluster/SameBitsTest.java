package org.seqnet.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The network depends on data, settings and shards: not on where it is learned, and not on what fails meanwhile. */
class SameBitsTest {
    private static final List<String> TWO_WORKERS = List.of("--conf", "spark.cores.max=2");
    private static final List<String> THREE_WORKERS = List.of("--conf", "spark.cores.max=3");

    private static Training training;
    private static Cluster cluster;
    private static Network expected;

    @BeforeAll
    static void train_in_one_process() {
        Spark.LINE_3.assumeAvailable();
        training = Training.in(Path.of("target", "same-bits"));
        var local = Spark.LINE_3.submit(
                "local[2]",
                List.of(),
                Spark.APPLICATION,
                training.arguments(training.file("local.seqnet"), "--overwrite"));
        requireDone(local);
        expected = training.network("local.seqnet");
        cluster = Cluster.start(Spark.LINE_3, 3);
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
        return on.submit(
                options,
                Spark.APPLICATION,
                training.arguments(
                        training.file(network),
                        Stream.concat(Stream.of("--overwrite"), Stream.of(arguments))
                                .toArray(String[]::new)));
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

    /** Partitions that are not cached on a free worker go to another, and slow tasks run twice. */
    @Test
    void the_placement_of_tasks_does_not_matter() {
        requireDone(submit(
                "speculation.seqnet",
                List.of(
                        "--conf",
                        "spark.cores.max=3",
                        "--conf",
                        "spark.locality.wait=0",
                        "--conf",
                        "spark.speculation=true",
                        "--conf",
                        "spark.speculation.interval=10ms",
                        "--conf",
                        "spark.speculation.multiplier=1.01",
                        "--conf",
                        "spark.speculation.quantile=0.1")));

        assertThat(training.network("speculation.seqnet")).isEqualTo(expected);
    }

    @Test
    void a_task_whose_process_is_killed_is_tried_again() {
        try (var submission = submit("retried.seqnet", THREE_WORKERS)) {
            submission.await(line -> Training.isEndOfEpoch(2, line));
            cluster.executors(2).forEach(ProcessHandle::destroyForcibly);
            submission.await(line -> Training.isEndOfEpoch(5, line));
            cluster.executors(1).forEach(ProcessHandle::destroyForcibly);
            requireDone(submission);
        }

        assertThat(training.network("retried.seqnet")).isEqualTo(expected);
    }

    @Test
    void a_worker_that_is_killed_is_done_without() {
        try (var own = Cluster.start(Spark.LINE_3, 2);
                var submission = submit(own, "killed-worker.seqnet", List.of())) {
            submission.await(line -> Training.isEndOfEpoch(2, line));
            own.kill(1);
            requireDone(submission);

            assertThat(own.executors(2)).isEmpty();
        }

        assertThat(training.network("killed-worker.seqnet")).isEqualTo(expected);
    }

    @Test
    void a_worker_that_stands_still_for_some_time_is_waited_for() throws InterruptedException {
        try (var submission = submit("slow.seqnet", TWO_WORKERS)) {
            submission.await(line -> Training.isEndOfEpoch(2, line));
            var stopped = Stream.of(1, 2, 3)
                    .filter(worker -> !cluster.executors(worker).isEmpty())
                    .findFirst()
                    .orElseThrow();
            cluster.suspend(stopped);
            Thread.sleep(4000);
            cluster.resume();
            requireDone(submission);
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
