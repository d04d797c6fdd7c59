package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.spark.LocalSpark;

class TrainAndScoreTest extends OnceTrained {
    private static final String EPOCH =
            "epoch %d/3  accuracy \\d\\.\\d{4}  loss \\d\\.\\d{4}  \\d+\\.\\d s  [\\d,]+ samples/s"
                    + "  validation accuracy \\d\\.\\d{4}  loss \\d\\.\\d{4}(  at most \\d+ s left)?";

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
}
