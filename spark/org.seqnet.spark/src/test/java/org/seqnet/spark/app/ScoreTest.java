package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqnet.spark.LocalSpark;
import org.seqnet.spark.predict.SparkPredictor;

class ScoreTest extends OnceTrained {
    @Test
    void a_scored_table_has_all_columns_and_the_predictions_behind_them() throws IOException {
        var output = folder.resolve("scored");
        var ran = score(output.toString(), "--data", data, "--label", "speed");
        assertThat(ran.problems()).isEmpty();
        assertThat(ran.code()).isZero();
        var scored = parquet(output);
        assertThat(scored.columns())
                .containsExactly(
                        "id",
                        "values",
                        "speed",
                        "tags",
                        "frequency",
                        "P (speed=fast)",
                        "P (speed=slow)",
                        "Prediction (speed)");
        var input = LocalSpark.session().read().parquet(data);
        assertThat(scored.orderBy("id").collectAsList())
                .isEqualTo(new SparkPredictor(read(network))
                        .append(input, "values")
                        .orderBy("id")
                        .collectAsList());
        assertThat(scored.inputFiles()).hasSameSizeAs(input.inputFiles());
        assertThat(output.resolve("_SUCCESS")).exists();
        long right = scored.where("speed = `Prediction (speed)`").count();
        assertThat(ran.lines().get(0)).matches("rows scored: 60 in \\d+\\.\\d s, [\\d,]+ rows/s");
        assertThat(ran.lines().get(1))
                .isEqualTo(String.format(java.util.Locale.ROOT, "accuracy %.4f of 60 rows", right / 60.0));
    }

    @Test
    void folders_of_the_data_are_folders_of_the_scored_table() {
        var input = folder.resolve("in");
        Waves.table(20).write().partitionBy("speed", "frequency").parquet(input.toString());
        var output = folder.resolve("out");
        assertThat(score(output.toString(), "--data", input.toString()).problems())
                .isEmpty();
        assertThat(output.resolve("speed=slow/frequency=0.0")).isDirectory();
        assertThat(output.resolve("speed=fast/frequency=0.5")).isDirectory();
        assertThat(parquet(output).count()).isEqualTo(20);
    }

    @Test
    void rows_without_a_prediction_are_kept_skipped_or_refused() {
        var input = folder.resolve("in").toString();
        Waves.table(10)
                .selectExpr("id", "if(id = 3, null, values) as values")
                .write()
                .parquet(input);
        assertThat(score(folder.resolve("kept").toString(), "--data", input).problems())
                .startsWith("warning: 1 of 10 rows have no prediction because ");
        assertThat(parquet(folder.resolve("kept"))
                        .where("`Prediction (speed)` is null")
                        .count())
                .isEqualTo(1);
        score(folder.resolve("skipped").toString(), "--data", input, "--bad-rows", "skip");
        assertThat(parquet(folder.resolve("skipped")).count()).isEqualTo(9);
        var refused = score(folder.resolve("refused").toString(), "--data", input, "--bad-rows", "fail");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(folder)
                .isDirectoryNotContaining(path -> path.getFileName().toString().contains("refused"));
    }

    @Test
    void columns_of_csv_files_stay_as_they_are_and_a_bad_cell_spoils_one_row() throws IOException {
        var csv = folder.resolve("in.csv");
        var header = "id,time," + values("x_%d") + "\n";
        Files.writeString(
                csv,
                header + "007, 2026-11-30 08:00," + values("0.%d") + "\n" + "008,24:00," + values("1e%d") + "\n"
                        + "009,1," + values("a%d") + "\n" + "010,1,2\n");
        var output = folder.resolve("scored");
        String[] arguments = {
            "score",
            "--format",
            "csv",
            "--layout",
            "wide",
            "--columns",
            "x_*",
            "--network",
            network,
            "--data",
            csv.toString(),
            "--output-format",
            "csv",
            "--output",
            output.toString()
        };

        var ran = Ran.with(arguments);

        assertThat(ran.code()).as(ran.problems()).isZero();
        assertThat(ran.problems()).contains("2 of 4 rows have no prediction", "'x_1' contains 'a1', but a number");
        var rows = LocalSpark.session()
                .read()
                .option("header", "true")
                .csv(output.toString())
                .orderBy("id")
                .collectAsList();
        assertThat(rows).extracting(row -> row.getString(0)).containsExactly("007", "008", "009", "010");
        assertThat(rows).extracting(row -> row.getString(1)).containsExactly(" 2026-11-30 08:00", "24:00", "1", "1");
        assertThat(rows.get(2).getString(2)).isEqualTo("a1");
        assertThat(rows).extracting(row -> row.isNullAt(row.length() - 1)).containsExactly(false, false, true, true);
        assertThat(rows.get(0).schema().fieldNames()).hasSize(14 + 3).doesNotContain("seqnet malformed line");
    }

    private static String values(String format) {
        return IntStream.rangeClosed(1, 12).mapToObj(format::formatted).collect(Collectors.joining(","));
    }

    @Test
    void settings_of_sequences_are_applied_or_refused() {
        var input = folder.resolve("in").toString();
        Waves.table(4)
                .selectExpr("id", "if(id = 3, concat(values, array(double('nan'), null)), values) as values")
                .write()
                .parquet(input);
        var kept = score(folder.resolve("kept").toString(), "--data", input);
        assertThat(kept.problems()).contains("1 of 4 rows have no prediction");
        var ended = score(folder.resolve("ended").toString(), "--data", input, "--ends-at-missing");
        assertThat(ended.problems()).isEmpty();
        assertThat(score(folder.resolve("f").toString(), "--data", input, "--features", "2"))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.problems())
                        .startsWith("--features: the network reads 1 values per time step, not 2. Set --features 1."));
        for (var setting : List.of("--split words", "--maximum-length 3", "--keep-last")) {
            var all = new ArrayList<>(List.of("--data", input));
            all.addAll(List.of(setting.split(" ")));
            var refused = score(folder.resolve("s").toString(), all.toArray(String[]::new));
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.problems())
                    .startsWith(setting.split(" ")[0] + ": the network splits texts as in its training.");
        }
    }

    @Test
    void the_data_are_not_replaced_by_what_is_made_of_them() throws IOException {
        var input = Waves.parquet(folder, 4);
        assertThat(score(input, "--data", input, "--overwrite").problems())
                .startsWith("--output: file:%s overlaps with --data file:%s, which is read.".formatted(input, input));
        assertThat(train(folder.toString(), "--overwrite").problems())
                .startsWith("--output: file:%s is a folder. Name a file.".formatted(folder));
        assertThat(parquet(Path.of(input)).count()).isEqualTo(4);
    }

    @Test
    void lists_cannot_be_written_as_csv() {
        var ran = score(folder.resolve("s").toString(), "--data", data, "--output-format", "csv");
        assertThat(ran)
                .isEqualTo(new Ran(
                        1,
                        "",
                        "--output-format: CSV files cannot hold lists such as column 'values'. "
                                + "Choose parquet or orc.\n"));
        assertThat(folder).isEmptyDirectory();
    }
}
