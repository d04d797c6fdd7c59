package org.seqnet.knime.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.TrainedNetwork;

/** A folder that looks like an installed Spark: its spark-submit is a script of the test's own. */
final class FakeSpark {
    /** Begins each script: finds the file of arguments, and what they say about the output. */
    private static final String PROLOGUE =
            """
            #!/bin/bash
            printf '%%s\\n' "$@" > '%1$s/command'
            pwd > '%1$s/folder'
            env > '%1$s/environment'
            for last; do :; done
            cp "${last#@}" '%1$s/arguments'
            output=$(grep -A1 '^"--output"$' "${last#@}" | tail -1 | tr -d '"')
            output=${output#file://}
            event() { printf 'seqnet-event %%s\\n' "$1"; }
            """;

    private final Path folder;

    FakeSpark(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("bin"));
        Files.createFile(folder.resolve("seqnet-spark.jar"));
    }

    /** Sets what spark-submit does. */
    FakeSpark doing(String script) throws IOException {
        var program = folder.resolve("bin/spark-submit");
        Files.writeString(program, PROLOGUE.formatted(folder) + script);
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be executed.");
        }
        return this;
    }

    /** Sets that it tells of a training and writes a network. */
    FakeSpark training(TrainedNetwork network) throws IOException {
        try (var out = Files.newOutputStream(folder.resolve("trained.seqnet"))) {
            ModelArchive.write(network, out);
        }
        return doing(
                """
                echo '26/11/30 12:00:00 INFO SparkContext: Running Spark version 3.5.9' >&2
                event '{"event":"begin","device":"CPU, Spark","rows":60000,"shards":2}'
                event '{"event":"batch","fraction":0.05,"text":"epoch 1/2, mini-batch 1/10"}'
                event '{"event":"epoch","epoch":1,"epochs":2,"line":"epoch 1/2  accuracy 0.7","fraction":0.5}'
                event '{"event":"warning","text":"3 rows cannot be used."}'
                event '{"event":"epoch","epoch":2,"epochs":2,"line":"epoch 2/2  accuracy 0.9","fraction":1}'
                cp '%s/trained.seqnet' "$output"
                event "{\\"event\\":\\"done\\",\\"network\\":\\"$output\\"}"
                """
                        .formatted(folder));
    }

    /** Returns an environment in which it is found, and its application too. */
    Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        environment.put("SPARK_HOME", folder.toString());
        environment.put("SEQNET_SPARK_JAR", folder.resolve("seqnet-spark.jar").toString());
        return environment;
    }

    Path folder() {
        return folder;
    }

    /** Returns the program and its arguments, without the program. */
    List<String> command() throws IOException {
        return Files.readAllLines(folder.resolve("command"));
    }

    /** Returns the lines of the file of arguments. */
    List<String> arguments() throws IOException {
        return Files.readAllLines(folder.resolve("arguments"));
    }
}
