package org.seqnet.spark.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** An application that was submitted: what its driver says, line by line, and how it ends. */
final class Submission implements AutoCloseable {
    private static final long MOST_MILLISECONDS = 180_000;

    private final Process driver;
    private final List<String> lines = new ArrayList<>();
    private int awaited;
    private boolean complete;

    private Submission(Process driver) {
        this.driver = driver;
        var reader = new Thread(this::read, "driver's output");
        reader.setDaemon(true);
        reader.start();
    }

    static Submission start(ProcessBuilder builder) {
        try {
            return new Submission(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add(e.toString());
        }
        synchronized (this) {
            complete = true;
            notifyAll();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** Waits for a line after that of the last call. An application that ends without it is an error of the test. */
    synchronized String await(Predicate<String> line) {
        var end = System.currentTimeMillis() + MOST_MILLISECONDS;
        while (true) {
            while (awaited == lines.size()) {
                var left = end - System.currentTimeMillis();
                if (complete || left <= 0) {
                    throw new AssertionError("The line did not come:\n" + String.join("\n", lines));
                }
                await(left);
            }
            var next = lines.get(awaited++);
            if (line.test(next)) {
                return next;
            }
        }
    }

    private void await(long milliseconds) {
        try {
            wait(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills the driver, as {@code kill -9} does, and waits until it is gone. */
    void kill() {
        driver.destroyForcibly();
        ended();
    }

    /** Waits for the end. */
    Spark.Outcome ended() {
        try {
            synchronized (this) {
                var end = System.currentTimeMillis() + MOST_MILLISECONDS;
                while (!complete && System.currentTimeMillis() < end) {
                    wait(1000);
                }
                if (!complete) {
                    driver.destroyForcibly();
                }
            }
            var exitCode = driver.waitFor();
            synchronized (this) {
                return new Spark.Outcome(exitCode, String.join("\n", lines));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        driver.destroyForcibly();
    }
}
