package org.seqnet.spark.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.spark.LocalSpark;

/** A small table and a network that was trained on it by the application, for the tests of a class. */
abstract class OnceTrained {
    @TempDir
    static Path shared;

    static String data;
    static String network;
    static Ran trained;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        data = Waves.parquet(shared, 60);
        network = shared.resolve("network.seqnet").toString();
        trained = train(network, "--history", shared.resolve("history").toString());
    }

    static Ran train(String output, String... others) {
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

    Ran score(String output, String... others) {
        var all = new ArrayList<String>(
                List.of("score", "--columns", "values", "--network", network, "--output", output));
        all.addAll(List.of(others));
        return Ran.with(all.toArray(String[]::new));
    }

    static TrainedNetwork read(String file) throws IOException {
        try (var in = Files.newInputStream(Path.of(file))) {
            return ModelArchive.read(in, file);
        }
    }

    static Dataset<Row> parquet(Path path) {
        return LocalSpark.session().read().parquet(path.toString());
    }
}
