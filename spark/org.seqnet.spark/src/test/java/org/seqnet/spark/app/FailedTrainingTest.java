package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedTrainingTest {
    @TempDir
    static Path shared;

    private static String data;

    @TempDir
    Path folder;

    @BeforeAll
    static void write() {
        data = Waves.parquet(shared, 60);
    }

    private static Ran train(String output, String... others) {
        var all = new ArrayList<String>(
                List.of("train", "--data", data, "--columns", "values", "--label", "speed", "--output", output));
        all.addAll(List.of(others));
        return Ran.with(all.toArray(String[]::new));
    }

    @Test
    void bad_training_rows_are_named_and_refused_or_skipped() throws IOException {
        var input = folder.resolve("in").toString();
        Waves.table(20)
                .selectExpr("values", "if(id = 3, null, speed) as speed")
                .write()
                .parquet(input);
        var file = folder.resolve("n.seqnet");
        String[] arguments = {
            "train",
            "--data",
            input,
            "--columns",
            "values",
            "--label",
            "speed",
            "--epochs",
            "1",
            "--hidden-units",
            "2",
            "--output",
            file.toString()
        };
        var refused = Ran.with(arguments);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.problems()).contains("1 row cannot be used", "the label in column 'speed' is missing");
        assertThat(file).doesNotExist();
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bad-rows", "skip"));
        var skipped = Ran.with(all.toArray(String[]::new));
        assertThat(skipped.code()).isZero();
        assertThat(skipped.problems()).startsWith("warning: Skipped: 1 row cannot be used.");
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void what_is_there_is_refused_before_training() throws IOException {
        var file = folder.resolve("n.seqnet");
        Files.writeString(file, "old");
        var ran = train(file.toString(), "--resume", "does not matter");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.problems()).startsWith("--output: file:" + file + " exists. Add --overwrite to replace it");
        assertThat(file).hasContent("old");
    }

    @Test
    void a_failed_training_leaves_nothing() {
        var ran = train(
                folder.resolve("n.seqnet").toString(),
                "--history",
                folder.resolve("h").toString(),
                "--resume",
                data);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.problems())
                .startsWith("--resume: cannot read the network " + data)
                .doesNotContain("\tat ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_stack_trace_is_printed_if_it_is_asked_for() {
        var ran = train(folder.resolve("n.seqnet").toString(), "--resume", data, "--stacktrace");
        assertThat(ran.problems()).contains("\tat org.seqnet.spark.app");
    }
}
