package org.seqnet.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./run --spark} builds, gets and submits. That it trains is a test of tests/spark. */
class SparkRunTest {
    private static final String IMAGES = "workflows/fashion-mnist-sample/data/";

    @TempDir
    Path scratch;

    private Checkout checkout;

    @BeforeEach
    void check_out() throws IOException {
        checkout = Checkout.in(scratch);
        checkout.catalogue("");
    }

    @Test
    void the_sample_is_trained_and_then_scored() throws Exception {
        var run = checkout.run("--spark", "--sample");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output())
                .startsWith("Building the application for Spark (a few minutes the first time) ...\n"
                        + "Getting Spark 3.5.9 from Maven Central (250 MB the first time) ...\n"
                        + "Running sample on Spark ...\n")
                .contains("\nSaved: " + checkout.home + "/results/spark-sample-");
        assertThat(submitted())
                .satisfiesExactly(
                        train -> assertThat(train)
                                .contains(
                                        " train --format idx ",
                                        " --preset reference ",
                                        checkout.home.resolve(IMAGES) + "/train-images-idx3-ubyte.gz",
                                        checkout.home.resolve(IMAGES) + "/train-labels-idx1-ubyte.gz"),
                        score -> assertThat(score)
                                .contains(
                                        " score --format idx ",
                                        checkout.home.resolve(IMAGES) + "/t10k-images-idx3-ubyte.gz",
                                        checkout.home.resolve(IMAGES) + "/t10k-labels-idx1-ubyte.gz"));
    }

    @Test
    void neither_is_built_nor_copied_again() throws Exception {
        checkout.run("--spark", "--sample");
        Files.delete(checkout.calls);

        var run = checkout.run("--sample", "--spark");

        assertThat(run.output()).startsWith("Running sample on Spark ...\n");
        assertThat(checkout.calls()).noneMatch(call -> call.startsWith("mvnw"));
    }

    @Test
    void what_follows_two_dashes_goes_to_train_alone() throws Exception {
        checkout.run("--spark", "--sample", "--", "--epochs", "3");

        assertThat(submitted())
                .satisfiesExactly(train -> assertThat(train).endsWith(" --epochs 3"), score -> assertThat(score)
                        .doesNotContain("--epochs"));
    }

    @Test
    void without_more_words_mnist_is_taken_from_the_cache() throws Exception {
        var folder = Files.createDirectories(scratch.resolve("cache/mnist"));
        var lines = new StringBuilder();
        for (var name : List.of("train-images", "train-labels", "t10k-images", "t10k-labels")) {
            Files.writeString(folder.resolve(name), "");
            lines.append(
                    "file mnist " + name + " 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n");
        }
        checkout.catalogue(lines.toString());

        var run = checkout.with("SEQNET_CACHE", folder.getParent().toString()).run("--spark");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(submitted())
                .satisfiesExactly(
                        train -> assertThat(train)
                                .contains(" --data " + folder.resolve("train-images") + " --label-file "
                                        + folder.resolve("train-labels") + " --validation "
                                        + folder.resolve("t10k-images")),
                        score -> assertThat(score)
                                .contains(
                                        folder.resolve("t10k-images").toString(),
                                        folder.resolve("t10k-labels").toString())
                                .doesNotContain("/train-"));
    }

    @Test
    void a_training_that_fails_is_told_and_nothing_is_scored() throws Exception {
        var run = checkout.with("SPARK_STATUS", "1").run("--spark", "--sample");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .matches("(?s).*\nThe job failed with the exit code 1; Spark's log is .*/spark\\.log\\.\n")
                .doesNotContain("Saved: ");
        assertThat(submitted()).hasSize(1);
    }

    @Test
    void a_java_that_this_spark_does_not_run_on_is_told() throws Exception {
        var run = checkout.with("FAKE_VERSION", "25.0.3").run("--spark", "--sample");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .endsWith("Spark 3.5.9 does not run on Java 25: it requires Java 17 or 21. Set JAVA_HOME.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--spark mnist, '--spark runs the reference job only, not mnist. Put options of train after --: ./run --spark"
                + " -- mnist'",
        "--sparc, There is no option --sparc. Did you mean --spark?"
    })
    void an_argument_that_fits_nothing_is_named(String arguments, String message) throws Exception {
        var run = checkout.run(arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).startsWith(message + "\nUsage: ./run [workflow folder] [-- batch options]\n");
    }

    private List<String> submitted() throws IOException {
        return checkout.calls().stream()
                .filter(call -> call.startsWith("java submitted "))
                .toList();
    }
}
