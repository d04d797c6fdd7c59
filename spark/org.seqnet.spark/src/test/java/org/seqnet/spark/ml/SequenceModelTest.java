package org.seqnet.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.SeqNetException;
import org.seqnet.spark.LocalSpark;
import org.seqnet.spark.predict.Networks;
import org.seqnet.spark.predict.SparkPredictor;

class SequenceModelTest {
    private static final StructType SCHEMA =
            new StructType().add("id", DataTypes.IntegerType).add("features", SQLDataTypes.VectorType());

    @BeforeAll
    static void start() {
        LocalSpark.session();
    }

    private static Dataset<Row> table(Vector... vectors) {
        var rows = IntStream.range(0, vectors.length)
                .mapToObj(n -> RowFactory.create(n, vectors[n]))
                .toList();
        return LocalSpark.session().createDataFrame(rows, SCHEMA);
    }

    private static Vector sequence(double first) {
        return Vectors.dense(first, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void predictions_and_probabilities_are_those_of_the_predictor() {
        var table = table(sequence(1), sequence(-1), sequence(0).toSparse());
        var model = SequenceModel.of(Networks.classes());

        var rows = model.transform(table).collectAsList();

        assertThat(model.transform(table).columns()).containsExactly("id", "features", "probability", "prediction");
        assertThat(types(model.transform(table).schema())).isEqualTo(types(model.transformSchema(SCHEMA)));
        var expected =
                new SparkPredictor(Networks.classes()).append(table, "features").collectAsList();
        for (int n = 0; n < 3; n++) {
            var plain = expected.get(n);
            assertThat(((Vector) rows.get(n).get(2)).toArray())
                    .containsExactly(plain.getDouble(2), plain.getDouble(3), plain.getDouble(4));
            assertThat(rows.get(n).getDouble(3)).isEqualTo(plain.getInt(5));
        }
    }

    private static String types(StructType schema) {
        return schema.simpleString();
    }

    @Test
    void every_network_can_be_a_stage() {
        var table = table(sequence(1));
        for (var network : Networks.all()) {
            var model = SequenceModel.of(network);

            var predicted = model.transform(table);

            assertThat(types(predicted.schema())).as("%s", network).isEqualTo(types(model.transformSchema(SCHEMA)));
            assertThat(predicted.first().isNullAt(predicted.columns().length - 1))
                    .as("%s", network)
                    .isFalse();
        }
    }

    @Test
    void rows_that_cannot_be_predicted_fail_or_are_removed_or_kept() {
        var table = table(sequence(1), Vectors.dense(1, 2), null, sequence(Double.NaN));
        var model = SequenceModel.of(Networks.classes());

        assertThatThrownBy(() -> model.transform(table).collectAsList()).hasMessageContaining("row ");
        assertThat(model.setHandleInvalid("skip").transform(table).count()).isEqualTo(1);
        var kept = model.setHandleInvalid("keep").transform(table).orderBy("id").collectAsList();
        assertThat(kept).hasSize(4);
        assertThat(kept.get(1).isNullAt(2)).isTrue();
        assertThat(kept.get(1).isNullAt(3)).isTrue();
    }

    @Test
    void a_model_is_saved_and_read_back_with_its_parameters(@TempDir Path folder) throws IOException {
        var target = folder.resolve("model").toString();
        var model = SequenceModel.of(Networks.classes()).setPredictionCol("p").setProbabilityCol("");
        var table = table(sequence(1), sequence(2));

        model.write().save(target);
        var read = SequenceModel.load(target);

        assertThat(read.uid()).isEqualTo(model.uid());
        assertThat(read.network()).isEqualTo(model.network());
        assertThat(read.transform(table).collectAsList())
                .isEqualTo(model.transform(table).collectAsList());
        assertThatThrownBy(() -> model.write().save(target)).hasMessageContaining("already exists");
        model.setPredictionCol("q").write().overwrite().save(target);
        assertThat(SequenceModel.load(target).transform(table).columns()).containsExactly("id", "features", "q");
    }

    @Test
    void a_pipeline_with_a_model_is_saved_and_read_back(@TempDir Path folder) throws IOException {
        var target = folder.resolve("pipeline").toString();
        var table = table(sequence(1), sequence(2));
        var model = SequenceModel.of(Networks.classes());
        var pipeline = new Pipeline().setStages(new PipelineStage[] {model}).fit(table);

        pipeline.write().save(target);

        assertThat(PipelineModel.load(target).transform(table).collectAsList())
                .isEqualTo(pipeline.transform(table).collectAsList());
    }

    @Test
    void a_copy_has_parameters_of_its_own() {
        var model = SequenceModel.of(Networks.classes());
        var copy = model.copy(new ParamMap().put(model.predictionCol(), "other"));

        copy.setProbabilityCol("");

        assertThat(copy.transformSchema(SCHEMA).fieldNames()).containsExactly("id", "features", "other");
        assertThat(model.transformSchema(SCHEMA).fieldNames())
                .containsExactly("id", "features", "probability", "prediction");
    }

    @Test
    void a_folder_that_is_no_model_is_refused_with_one_message(@TempDir Path folder) throws IOException {
        var model = folder.resolve("model");
        SequenceModel.of(Networks.classes()).write().save(model.toString());
        var network = model.resolve("network.seqnet");
        var metadata = model.resolve("metadata/part-00000");
        var text = Files.readString(metadata);

        assertThatThrownBy(() -> SequenceModel.load(folder.resolve("none").toString()))
                .isInstanceOf(SeqNetException.class)
                .hasMessageStartingWith("The folder '")
                .hasMessageEndingWith("' is not one that this stage was saved to: the file metadata/part-00000 is "
                        + "missing or cannot be read. Check the path.");
        refuses(model, metadata, "{\"class\": 1", "metadata/part-00000 is not a line of JSON that describes a stage");
        refuses(model, metadata, "", "metadata/part-00000 is not a line of JSON");
        refuses(model, metadata, "[]", "metadata/part-00000 is not a line of JSON");
        refuses(
                model,
                metadata,
                text.replace("ml.SequenceModel", "ml.SequenceEstimator"),
                "it contains a stage of the class 'org.seqnet.spark.ml.SequenceEstimator'");
        refuses(model, metadata, text.replace("\"uid\"", "\"id\""), "metadata/part-00000 has no uid");
        refuses(
                model,
                metadata,
                text.replace("\"paramMap\":{", "\"paramMap\":{\"handleInvalid\":\"explode\""),
                "the value of the parameter 'handleInvalid' is not one it can have");
        var bytes = Files.readAllBytes(network);
        bytes[bytes.length / 2] ^= 1;
        write(network, bytes);
        assertThatThrownBy(() -> SequenceModel.load(model.toString()))
                .isInstanceOf(SeqNetException.class)
                .hasMessageContaining("network.seqnet");
        Files.delete(network);
        assertThatThrownBy(() -> SequenceModel.load(model.toString()))
                .hasMessageContaining("the file network.seqnet is missing or cannot be read");
    }

    private static void refuses(Path model, Path file, String content, String reason) throws IOException {
        var before = Files.readAllBytes(file);
        write(file, content.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> SequenceModel.load(model.toString()))
                .isInstanceOf(SeqNetException.class)
                .hasMessageContaining(reason);
        write(file, before);
        assertThat(SequenceModel.load(model.toString())).isNotNull();
    }

    // Hadoop keeps a checksum beside each file.
    private static void write(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        Files.write(file, content);
    }

    @Test
    void columns_are_checked_before_anything_runs() {
        var model = SequenceModel.of(Networks.classes());

        assertThatThrownBy(() -> model.transform(table().drop("features")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Column 'features' is not in the table, which has 1 columns.");
        assertThatThrownBy(() -> model.transformSchema(SCHEMA.add("prediction", DataTypes.StringType)))
                .hasMessage("The table already has a column 'prediction'. Choose another name for the column to "
                        + "append.");
        assertThat(model.params()).hasSize(4);
    }
}
