package org.seqnet.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.spark.LocalSpark;

class SequenceEstimatorTest {
    private static final int STEPS = 5;
    private static final StructType SCHEMA = schema();

    private static StructType schema() {
        var schema = new StructType();
        for (int t = 0; t < STEPS; t++) {
            schema = schema.add("t" + t, DataTypes.DoubleType);
        }
        return schema.add("label", DataTypes.DoubleType)
                .add("text", DataTypes.StringType)
                .add("level", DataTypes.DoubleType)
                .add("held", DataTypes.BooleanType);
    }

    /** Returns rows of noise around a level of -1, 0 or 1, which is what there is to learn. */
    private static Dataset<Row> table(int count) {
        var random = new Random(5);
        var rows = new ArrayList<Row>();
        for (int n = 0; n < count; n++) {
            int label = n % 3;
            var values = new Object[STEPS + 4];
            for (int t = 0; t < STEPS; t++) {
                values[t] = label - 1 + 0.3 * random.nextGaussian();
            }
            values[STEPS] = (double) label;
            values[STEPS + 1] = List.of("low", "middle", "high").get(label);
            values[STEPS + 2] = 10.0 * label;
            values[STEPS + 3] = n % 5 == 0;
            rows.add(RowFactory.create(values));
        }
        return LocalSpark.session().createDataFrame(rows, SCHEMA);
    }

    private static String[] columns() {
        return Arrays.copyOf(SCHEMA.fieldNames(), STEPS);
    }

    private static SequenceEstimator estimator() {
        return new SequenceEstimator()
                .setFeaturesCols("features")
                .setHiddenUnits(6)
                .setEpochs(6)
                .setBatchSize(10)
                .setLearningRate(0.02)
                .setInterval(3);
    }

    private static VectorAssembler assembler() {
        return new VectorAssembler().setInputCols(columns()).setOutputCol("features");
    }

    @Test
    void a_pipeline_learns_classes_and_is_saved_and_read_back(@TempDir Path folder) throws IOException {
        var table = table(240);
        var pipeline = new Pipeline().setStages(new PipelineStage[] {assembler(), estimator()});

        var model = pipeline.fit(table);

        var predicted = model.transform(table);
        assertThat(new MulticlassClassificationEvaluator()
                        .setMetricName("accuracy")
                        .evaluate(predicted))
                .isGreaterThan(0.8);
        assertThat(new MulticlassClassificationEvaluator()
                        .setMetricName("logLoss")
                        .evaluate(predicted))
                .isLessThan(0.7);
        var target = folder.resolve("model").toString();
        model.write().save(target);
        assertThat(PipelineModel.load(target).transform(table).collectAsList()).isEqualTo(predicted.collectAsList());
        pipeline.write().save(folder.resolve("pipeline").toString());
        var again = Pipeline.load(folder.resolve("pipeline").toString()).fit(table);
        assertThat(((SequenceModel) again.stages()[1]).network().parameters())
                .isEqualTo(((SequenceModel) model.stages()[1]).network().parameters());
    }

    @Test
    void labels_may_be_texts_and_features_columns_of_numbers() {
        var table = table(60);

        var model = estimator()
                .setFeaturesCols(columns())
                .setLabelCol("text")
                .setValidationIndicatorCol("held")
                .fit(table);

        var provenance = model.network().provenance();
        assertThat(model.network().labels().names()).containsExactlyInAnyOrder("low", "middle", "high");
        assertThat(model.network().labelName()).isEqualTo("text");
        assertThat(model.network().inputShape().accepts(new SequenceShape(STEPS, 1)))
                .isTrue();
        assertThat(provenance.trainingSequences()).isEqualTo(48);
        assertThat(provenance.history().get(0).validation()).isPresent();
        assertThat(model.transform(table).select("prediction").first().getString(0))
                .isIn("low", "middle", "high");
        assertThat(model.hasParent()).isTrue();
    }

    @Test
    void values_are_learned_if_that_is_the_task() {
        var table = assembler().transform(table(150));

        var model = estimator()
                .setTask("values")
                .setLabelCol("level")
                .setFeatureScaling("standardize")
                .setEpochs(20)
                .fit(table);

        double error = new RegressionEvaluator()
                .setLabelCol("level")
                .setMetricName("rmse")
                .evaluate(model.transform(table));
        // 8.2 is what their mean gives
        assertThat(error).isLessThan(5);
    }

    @Test
    void cross_validation_trains_several_networks_at_once() {
        var table = assembler().transform(table(120));
        var estimator = estimator().setEpochs(2);
        var grid = new ParamGridBuilder()
                .addGrid(estimator.learningRate(), new double[] {1e-5, 0.03})
                .build();

        var best = new CrossValidator()
                .setEstimator(estimator)
                .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
                .setEstimatorParamMaps(grid)
                .setNumFolds(2)
                .setParallelism(2)
                .fit(table);

        var options = ((SequenceModel) best.bestModel()).network().provenance().options();
        assertThat(options.learningRate()).isEqualTo(0.03);
        assertThat(best.avgMetrics()[1]).isGreaterThan(best.avgMetrics()[0]);
    }

    @Test
    void rows_that_cannot_be_learned_from_fail_or_are_removed() {
        var table = table(30)
                .union(LocalSpark.session()
                        .sql("select 1d, 1d, 1d, 1d, 1d, 0.5d, 'low', 0d, false")
                        .toDF(SCHEMA.fieldNames()));

        assertThatThrownBy(() ->
                        estimator().setFeaturesCols(columns()).setEpochs(1).fit(table))
                .hasStackTraceContaining(
                        "Row 31: the label is 0.5, but classes must be whole numbers. To predict numbers, set task "
                                + "to values. Correct or remove the row, or set handleInvalid to skip.");
        var model = estimator()
                .setFeaturesCols(columns())
                .setHandleInvalid("skip")
                .setEpochs(1)
                .fit(table);
        assertThat(model.network().provenance().trainingSequences()).isEqualTo(30);
    }

    @Test
    void parameters_are_checked_when_they_are_set() {
        assertThatThrownBy(() -> estimator().setEpochs(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Epochs: 0 is not at least 1.");
        assertThatThrownBy(() -> estimator().setLayers(33)).hasMessage("Layers: 33 is not between 1 and 32.");
        assertThatThrownBy(() -> estimator().setDropout(1))
                .hasMessage("Dropout: 1.0 is not at least 0 and less than 1.");
        assertThatThrownBy(() -> estimator().setLearningRate(Double.NaN))
                .hasMessage("Learning rate: NaN is not a positive number.");
        assertThatThrownBy(() -> estimator().setNetworkType("LSTM"))
                .hasMessage("Network type: 'LSTM' is not one of lstm, gru, rnn, cnn, fcn, resnet, inception.");
    }

    @Test
    void columns_are_checked_before_anything_runs() {
        assertThatThrownBy(() -> estimator().transformSchema(SCHEMA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'features' of the parameter featuresCols is not in the table. Set featuresCols to "
                        + "a column that is.");
        var estimator = estimator().setFeaturesCols(columns());
        assertThatThrownBy(() -> estimator.setLabelCol("text").setTask("values").transformSchema(SCHEMA))
                .hasMessage("Column 'text' has the type string; values must be numbers.");
        assertThatThrownBy(() -> estimator
                        .setLabelCol("level")
                        .setValidationIndicatorCol("text")
                        .transformSchema(SCHEMA))
                .hasMessage("Column 'text' must be of type boolean to mark validation rows.");
    }

    @Test
    void every_parameter_has_a_text_and_a_default() {
        var estimator = new SequenceEstimator();

        assertThat(estimator.params()).hasSize(22);
        for (var param : estimator.params()) {
            assertThat(param.doc()).as(param.name()).endsWith(".");
            assertThat(estimator.hasDefault(param)).as(param.name()).isTrue();
        }
        assertThat(estimator.explainParam(estimator.epochs()))
                .isEqualTo("epochs: The maximum number of passes over the training rows. (default: 10)");
    }

    @Test
    void the_number_of_shards_decides_on_the_network() {
        var table = assembler().transform(table(60));

        var one = estimator().setEpochs(1).setShards(2).fit(table);
        var same = estimator().setEpochs(1).setShards(2).fit(table.coalesce(1));
        var other = estimator().setEpochs(1).setShards(3).fit(table);

        assertThat(same.network().parameters()).isEqualTo(one.network().parameters());
        assertThat(other.network().parameters()).isNotEqualTo(one.network().parameters());
    }
}
