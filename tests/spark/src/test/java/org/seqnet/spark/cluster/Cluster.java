package org.seqnet.spark.cluster;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A master and workers on this machine, started and stopped by {@code scripts/spark-cluster}. */
final class Cluster implements AutoCloseable {
    private final Spark spark;
    private final Path folder;
    private final String master;
    private final int workers;
    private final List<ProcessHandle> stopped = new ArrayList<>();

    private Cluster(Spark spark, Path folder, String master, int workers) {
        this.spark = spark;
        this.folder = folder;
        this.master = master;
        this.workers = workers;
    }

    /** Starts a cluster whose workers have one core each; its logs stay in {@code target}. */
    static Cluster start(Spark spark, int workers) {
        var folder = Path.of("target", "cluster-" + spark.version + "-" + workers + "-" + System.nanoTime())
                .toAbsolutePath();
        var outcome = Spark.outcome(Spark.script(
                "spark-cluster",
                List.of(
                        "start",
                        "--spark",
                        spark.version,
                        "--workers",
                        Integer.toString(workers),
                        "--folder",
                        folder.toString())));
        if (outcome.exitCode() != 0) {
            throw new AssertionError(outcome.output());
        }
        try {
            return new Cluster(
                    spark, folder, Files.readString(folder.resolve("url")).strip(), workers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what the script says of this cluster. */
    String status() {
        return Spark.outcome(Spark.script("spark-cluster", List.of("status", "--folder", folder.toString())))
                .output();
    }

    Submission submit(List<String> options, Path jar, List<String> arguments) {
        return spark.submit(master, options, jar, arguments);
    }

    /** Returns the process of a worker, which counts from 1. */
    ProcessHandle worker(int number) {
        try {
            var pid = Files.readString(folder.resolve("worker-" + number + ".pid"))
                    .strip();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the executors of a worker that run now, the oldest first. */
    List<ProcessHandle> executors(int worker) {
        return worker(worker)
                .descendants()
                .filter(process -> process.info()
                        .arguments()
                        .filter(words -> Stream.of(words).anyMatch(word -> word.endsWith("ExecutorBackend")))
                        .isPresent())
                .sorted(comparing(ProcessHandle::pid))
                .toList();
    }

    /** Returns the workers that have an executor now; fewer than expected are an error of the test. */
    List<Integer> busyWorkers(int atLeast) {
        var busy = IntStream.rangeClosed(1, workers)
                .filter(worker -> isRunning(worker) && !executors(worker).isEmpty())
                .boxed()
                .toList();
        assertThat(busy).as(status()).hasSizeGreaterThanOrEqualTo(atLeast);
        return busy;
    }

    boolean isRunning(int worker) {
        return status().contains("worker-" + worker + ": ");
    }

    /** Kills the executors of a worker, which goes on. */
    void killExecutors(int worker) {
        executors(worker).forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills a worker and its executors, as a machine that loses power. */
    void kill(int worker) {
        var executors = executors(worker);
        worker(worker).destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
    }

    /** Lets the executors of a worker stand still, as a machine that swaps does, until {@link #resume}. */
    void suspend(int worker) {
        for (var executor : executors(worker)) {
            signal("STOP", executor);
            stopped.add(executor);
        }
    }

    /** Lets everything go on that stands still. */
    void resume() {
        stopped.forEach(process -> signal("CONT", process));
        stopped.clear();
    }

    private static void signal(String name, ProcessHandle process) {
        Spark.outcome(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())));
    }

    @Override
    public void close() {
        resume();
        Spark.outcome(Spark.script("spark-cluster", List.of("stop", "--folder", folder.toString())));
    }
}
