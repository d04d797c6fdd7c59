package org.seqnet.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written to a disk without space ends the application with one message, and leaves nothing half-written. */
class FullDiskTest {
    private static Training training;

    private Path folder;

    @BeforeAll
    static void write_data() {
        Spark.LINE_3.assumeAvailable();
        training = Training.in(Path.of("target", "full-disk"));
    }

    @BeforeEach
    void make_folder() throws IOException {
        folder = Files.createTempDirectory(training.folder(), "full");
    }

    private static Spark.Outcome train(String output, String... others) {
        var jobs = JobJar.make().toString();
        var options = List.of(
                "--jars",
                jobs,
                "--driver-class-path",
                jobs,
                "--conf",
                "spark.hadoop.fs.full.impl=" + FullDisk.class.getName());
        return Spark.LINE_3
                .submit("local[2]", options, Spark.APPLICATION, training.arguments(output, others))
                .ended();
    }

    private String full(String name) {
        return "full://" + folder.resolve(name);
    }

    private List<Path> left() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void a_network_that_does_not_fit_is_not_there() throws IOException {
        var outcome = train(full("network.seqnet"));

        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
        assertThat(errors(outcome))
                .singleElement()
                .asString()
                .contains("full:" + folder.resolve("network.seqnet"), "no space left");
        assertThat(outcome.output()).doesNotContain("\tat ", "\"event\":\"done\"");
        assertThat(left()).isEmpty();
    }

    @Test
    void a_checkpoint_that_does_not_fit_is_not_there() throws IOException {
        var outcome = train(
                folder.resolve("network.seqnet").toString(),
                "--checkpoint",
                full("checkpoint"),
                "--checkpoint-rounds",
                "2");

        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
        assertThat(errors(outcome))
                .singleElement()
                .asString()
                .contains("full:" + folder.resolve("checkpoint"), "Free some space");
        assertThat(outcome.output()).doesNotContain("\tat ");
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private static List<String> errors(Spark.Outcome outcome) {
        return outcome.output()
                .lines()
                .filter(line -> line.startsWith("seqnet-event {\"event\":\"error\""))
                .toList();
    }
}
