package org.seqnet.knime.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A training by spark-submit, a process of this machine. No shell takes part, so arguments may contain anything.
 *
 * @param command the program and its arguments
 * @param environment the variables that differ from those of this process
 * @param folder where the process runs, and leaves what it leaves
 */
record SubmittedJob(List<String> command, Map<String, String> environment, Path folder) implements SparkJob {
    private static final long LOOK_MILLIS = 100;
    private static final long REST_MILLIS = 5000;
    /** How long a process has to end after it was asked to. */
    private static final long GRACE_MILLIS = 5000;

    @Override
    public void run(Observer observer) throws IOException {
        var process = start();
        var output = new JobOutput();
        var readers = List.of(
                reader("output", process.getInputStream(), output), reader("errors", process.getErrorStream(), output));
        try {
            process.getOutputStream().close();
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                observer.happened(output.takeEvents());
                requireWanted(observer);
            }
            for (var reader : readers) {
                reader.join(REST_MILLIS);
            }
            observer.happened(output.takeEvents());
            if (process.exitValue() != 0 || output.error().isPresent()) {
                requireWanted(observer);
                throw JobFailure.ofProcess(process.exitValue(), output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } finally {
            end(process);
        }
    }

    private Process start() throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(
                    "%s could not be started: %s. Check \"Spark folder\", and that you may run this program."
                            .formatted(command.get(0), e.getMessage()),
                    e);
        }
    }

    private static void requireWanted(Observer observer) {
        if (observer.isCancelled()) {
            throw new CancellationException();
        }
    }

    private static Thread reader(String stream, InputStream in, JobOutput output) {
        var reader = new Thread(() -> read(in, output), "Spark Network Learner, " + stream);
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private static void read(InputStream in, JobOutput output) {
        try (in) {
            var lines = new CappedLines(in);
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                output.add(line.get());
            }
        } catch (IOException e) {
            // the process was ended
        }
    }

    /** Ends the process and those that it has started, in good order if they do that soon. */
    private static void end(Process process) {
        var started = process.descendants().toList();
        var all = Stream.concat(Stream.of(process.toHandle()), started.stream()).toList();
        all.forEach(ProcessHandle::destroy);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        boolean isInterrupted = Thread.interrupted();
        while (all.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        Stream.concat(all.stream(), process.descendants()).forEach(ProcessHandle::destroyForcibly);
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
