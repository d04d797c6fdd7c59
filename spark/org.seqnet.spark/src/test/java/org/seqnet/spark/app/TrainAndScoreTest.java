package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.spark.LocalSpark;
import org.seqnet.spark.predict.SparkPredictor;

class TrainAndScoreTest {
    private static final String EPOCH =
            "epoch %d/3  accuracy \\d\\.\\d{4}  loss \\d\\.\\d{4}  \\d+\\.\\d s  [\\d,]+ samples/s"
                    + "  validation accuracy \\d\\.\\d{4}  loss \\d\\.\\d{4}(  at most \\d+ s left)?";

    @TempDir
    static Path shared;

    private static String data;
    private static String network;
    private static Ran trained;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        data = Waves.parquet(shared, 60);
        network = shared.resolve("network.seqnet").toString();
        trained = train(network, "--history", shared.resolve("history").toString());
    }

    private static Ran train(String output, String... others) {
        var all = new ArrayList<String>(List.of(
                "train",
                "--data",
                data,
                "--columns",
                "values",
                "--label",
                "speed",
                "--epochs",
                "3",
                "--layers",
                "1",
                "--hidden-units",
                "4",
                "--seed",
                "7",
                "--output",
                output));
        all.addAll(List.of(others));
        return Ran.with(all.toArray(String[]::new));
    }

    private Ran score(String output, String... others) {
        var all = new ArrayList<String>(
                List.of("score", "--columns", "values", "--network", network, "--output", output));
        all.addAll(List.of(others));
        return Ran.with(all.toArray(String[]::new));
    }

    private static TrainedNetwork read(String file) throws IOException {
        try (var in = Files.newInputStream(Path.of(file))) {
            return ModelArchive.read(in, file);
        }
    }

    private static Dataset<Row> parquet(Path path) {
        return LocalSpark.session().read().parquet(path.toString());
    }

    @Test
    void training_logs_a_line_per_epoch() {
        assertThat(trained.problems()).isEmpty();
        assertThat(trained.code()).isZero();
        var lines = trained.lines();
        assertThat(lines)
                .hasSize(6)
                .startsWith(
                        "device: Spark 3.5.9, local[2]"
                                .replace("3.5.9", LocalSpark.session().version()),
                        "training rows: 60 in 2 shards")
                .endsWith("written: file:" + network);
        for (int epoch = 1; epoch <= 3; epoch++) {
            assertThat(lines.get(1 + epoch)).matches(EPOCH.formatted(epoch));
        }
    }

    @Test
    void the_network_is_what_the_arguments_say_and_tells_where_it_was_trained() throws IOException {
        var read = read(network);
        assertThat(read.architecture().encoder()).isEqualTo(new Recurrent(Cell.LSTM, 1, 4, 0, 1));
        assertThat(read.labels().names()).containsExactly("fast", "slow");
        assertThat(read.labelName()).isEqualTo("speed");
        assertThat(read.provenance().history()).hasSize(3);
        assertThat(read.provenance().options().seed()).isEqualTo(7);
        assertThat(read.provenance().cluster()).hasValueSatisfying(run -> {
            assertThat(run.shards()).isEqualTo(2);
            assertThat(run.interval()).isEqualTo(20);
            assertThat(run.data()).isEqualTo(data);
        });
    }

    @Test
    void the_history_is_a_table_with_the_columns_of_a_learner() throws IOException {
        var history = parquet(shared.resolve("history"));
        assertThat(history.columns())
                .containsExactly(
                        "Epoch",
                        "Accuracy",
                        "Loss",
                        "Duration (s)",
                        "Samples/s",
                        "Validation accuracy",
                        "Validation loss",
                        "Device",
                        "Learning rate");
        var rows = history.orderBy("Epoch").collectAsList();
        var epochs = read(network).provenance().history();
        assertThat(rows).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(rows.get(i).getInt(0)).isEqualTo(i + 1);
            assertThat(rows.get(i).getDouble(1)).isEqualTo(epochs.get(i).accuracy());
            assertThat(rows.get(i).getDouble(6))
                    .isEqualTo(epochs.get(i).validation().orElseThrow().loss());
            assertThat(rows.get(i).getDouble(8)).isEqualTo(0.001);
        }
    }

    @Test
    void events_tell_the_same_to_a_program() throws IOException {
        var ran = train(folder.resolve("n.seqnet").toString(), "--events");
        assertThat(ran.code()).isZero();
        var events = EventReportTest.events(ran.output());
        assertThat(ran.lines()).hasSameSizeAs(events);
        assertThat(events.get(0))
                .containsEntry("event", "begin")
                .containsEntry("rows", "60")
                .containsEntry("shards", "2");
        assertThat(events)
                .filteredOn(event -> event.get("event").equals("epoch"))
                .hasSize(3)
                .last()
                .satisfies(event -> assertThat(event)
                        .containsEntry("epoch", "3")
                        .containsEntry("epochs", "3")
                        .containsEntry("fraction", "1.0"));
        assertThat(events.get(events.size() - 1))
                .isEqualTo(Map.of("event", "done", "network", "file:" + folder.resolve("n.seqnet")));
    }

    @Test
    void the_same_arguments_in_a_file_give_the_same_network() throws IOException {
        var other = folder.resolve("other network.seqnet");
        var file = folder.resolve("arguments");
        Files.writeString(
                file,
                """
                "--data"
                "%s"
                "--columns"
                "values"
                --label speed --epochs 3 --layers 1 --hidden-units 4 --seed 7
                "--output"
                "%s"
                """
                        .formatted(data, other));
        assertThat(Ran.with("train", "@" + file).code()).isZero();
        assertThat(read(other.toString()).parameters())
                .containsExactly(read(network).parameters());
    }

    @Test
    void a_network_is_trained_on() throws IOException {
        var resumed = folder.resolve("n.seqnet").toString();
        var ran = train(resumed, "--resume", network, "--events");
        assertThat(ran.problems()).isEmpty();
        var history = read(resumed).provenance().history();
        assertThat(history)
                .hasSize(6)
                .startsWith(read(network).provenance().history().toArray(org.seqnet.engine.trained.EpochRecord[]::new));
        assertThat(EventReportTest.events(ran.output()))
                .filteredOn(event -> event.get("event").equals("epoch"))
                .extracting(event -> event.get("epoch") + "/" + event.get("epochs"))
                .containsExactly("4/6", "5/6", "6/6");
    }

    @Test
    void a_training_goes_on_from_its_checkpoint_only_if_it_is_asked_to() throws IOException {
        var folders = folder.resolve("checkpoints").toString();
        String[] rounds = {"--interval", "2", "--batch-size", "8", "--checkpoint", folders, "--checkpoint-rounds", "1"};
        var whole = folder.resolve("a").toString();
        assertThat(train(whole, rounds).code()).isZero();
        var refused = train(folder.resolve("b").toString(), rounds);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.problems()).startsWith("--checkpoint: The folder " + folders + " has checkpoints");
        Files.delete(Path.of(folders, "round-0000000006.checkpoint"));
        var continued = new ArrayList<>(List.of(rounds));
        continued.add("--continue");
        var gone = train(folder.resolve("b").toString(), continued.toArray(String[]::new));
        assertThat(gone.problems()).isEmpty();
        assertThat(read(folder.resolve("b").toString()).parameters())
                .containsExactly(read(whole).parameters());
    }

    @Test
    void values_are_learned_and_scored() {
        var file = folder.resolve("n.seqnet").toString();
        var ran = Ran.with(
                "train",
                "--data",
                data,
                "--columns",
                "values",
                "--targets",
                "frequency",
                "--epochs",
                "1",
                "--layers",
                "1",
                "--hidden-units",
                "2",
                "--validation-share",
                "0",
                "--output",
                file,
                "--history",
                folder.resolve("h").toString());
        assertThat(ran.problems()).isEmpty();
        assertThat(parquet(folder.resolve("h")).columns())
                .containsExactly(
                        "Epoch",
                        "R²",
                        "Mean absolute error",
                        "Root mean squared error",
                        "Loss",
                        "Duration (s)",
                        "Samples/s",
                        "Validation R²",
                        "Validation mean absolute error",
                        "Validation root mean squared error",
                        "Validation loss",
                        "Device",
                        "Learning rate");
        var scored = Ran.with(
                "score",
                "--data",
                data,
                "--columns",
                "values",
                "--network",
                file,
                "--label",
                "frequency",
                "--output",
                folder.resolve("s").toString());
        assertThat(scored.problems()).isEmpty();
        double mean = 0.25;
        double errors = 0;
        double deviations = 0;
        for (var row : parquet(folder.resolve("s")).collectAsList()) {
            double right = row.getAs("frequency");
            double predicted = row.getAs("Prediction (frequency)");
            errors += (predicted - right) * (predicted - right);
            deviations += (right - mean) * (right - mean);
        }
        assertThat(scored.output())
                .contains(String.format(java.util.Locale.ROOT, "R² %.4f of 60 rows", 1 - errors / deviations));
    }

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
                        .startsWith("--features: the network reads 1 values per time step, not 2. Leave it out."));
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
