package org.seqnet.spark.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The lines of Spark that the application jar must run on, and the scripts that start them. */
enum Spark {
    LINE_3("3.5.9"),
    LINE_4("4.2.0");

    static final Path ROOT = Path.of(System.getProperty("repository.root"));
    static final Path APPLICATION = ROOT.resolve("spark/org.seqnet.spark/target/seqnet-spark.jar");

    final String version;
    private String refusal;

    Spark(String version) {
        this.version = version;
    }

    /** What a process said and how it ended. */
    record Outcome(int exitCode, String output) {}

    /** Skips the test that calls it, with the reason, if this Spark's jars cannot be copied. */
    synchronized void assumeAvailable() {
        if (refusal == null) {
            var outcome = outcome(script("spark-submit", List.of("--spark", version, "--version")));
            var notCopied = outcome.output().contains(" could not be copied from Maven Central");
            if (outcome.exitCode() != 0 && !notCopied) {
                throw new AssertionError("Spark " + version + " does not start:\n" + outcome.output());
            }
            refusal = notCopied ? outcome.output() : "";
        }
        assumeTrue(refusal.isEmpty(), () -> "Spark " + version + ": " + refusal);
    }

    /** Returns how a script is started, with this test's Java and without anything that a user set for Spark. */
    static ProcessBuilder script(String name, List<String> arguments) {
        var command = new ArrayList<>(
                List.of("bash", ROOT.resolve("scripts").resolve(name).toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("SPARK_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    static Outcome outcome(ProcessBuilder builder) {
        try {
            var log = Files.createTempFile("spark", ".log");
            try {
                // A pipe would stay open as long as what the script leaves running.
                var process = builder.redirectOutput(log.toFile()).start();
                if (!process.waitFor(4, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                }
                return new Outcome(process.waitFor(), Files.readString(log));
            } finally {
                Files.delete(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Submits an application; it runs when this returns. */
    Submission submit(String master, List<String> options, Path jar, List<String> arguments) {
        var words = new ArrayList<>(List.of("--spark", version, "--master", master));
        Collections.addAll(words, "--driver-memory", "1g", "--executor-memory", "1g");
        Collections.addAll(words, "--conf", "spark.ui.enabled=false", "--conf", "spark.log.level=WARN");
        words.addAll(options);
        words.add(jar.toString());
        words.addAll(arguments);
        return Submission.start(script("spark-submit", words));
    }
}
