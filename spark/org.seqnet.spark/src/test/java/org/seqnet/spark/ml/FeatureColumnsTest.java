package org.seqnet.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.spark.LocalSpark;
import org.seqnet.spark.data.Example;

/** What the estimator takes for sequences. */
class FeatureColumnsTest {

    private static SequenceEstimator estimator(String... columns) {
        return new SequenceEstimator()
                .setFeaturesCols(columns)
                .setHiddenUnits(2)
                .setEpochs(1);
    }

    private static Dataset<Row> table(String... rows) {
        return LocalSpark.session().sql("select * from values " + String.join(", ", rows) + " as t(steps, label)");
    }

    private static List<Example> examples(Dataset<Row> table, boolean keepsMissing) {
        return rows(table, keepsMissing).shards(false, 1).collect();
    }

    private static TrainingRows rows(Dataset<Row> table, boolean keepsMissing) {
        return TrainingRows.of(table, List.of("steps"), "label", "", 1, keepsMissing, false, true);
    }

    @Test
    void the_features_of_arrays_of_arrays_are_those_of_their_steps() {
        var table = table(
                "(array(array(1d, 2d, 3d), array(4d, 5d, 6d)), 0)", "(array(array(7d, 8d, 9d), array(0d, 0d, 0d)), 1)");

        assertThat(estimator("steps").fit(table).network().inputShape().accepts(new SequenceShape(2, 3)))
                .isTrue();
    }

    @Test
    void values_of_a_step_that_is_null_are_missing() {
        var found = examples(table("(array(array(1, 2), null, array(3, null)), 0)"), true);

        assertThat(found).singleElement().satisfies(example -> {
            assertThat(example.features()).isEqualTo(2);
            assertThat(((Example.Numbers) example.values()).values())
                    .containsExactly(1, 2, Float.NaN, Float.NaN, 3, Float.NaN);
        });
    }

    @Test
    void rows_with_ragged_steps_or_without_any_are_skipped_and_counted() {
        var table = table(
                "(array(array(1d, 2d), array(3d)), 0)",
                "(array(array(1d, 2d), array(3d, 4d)), 1)",
                "(cast(array() as array<array<double>>), 1)",
                "(array(cast(null as array<double>)), 1)",
                "(cast(null as array<array<double>>), 1)");

        assertThat(examples(table, true)).hasSize(1);
        assertThat(rows(table, true).skipped(false)).isEqualTo(4);
    }

    @Test
    void rows_with_missing_values_are_skipped_if_nothing_fills_them_in() {
        var table = table("(array(1d, null), 0)", "(array(1d, double('NaN')), 0)", "(array(1d, 2d), 1)");

        assertThat(examples(table, false)).hasSize(1);
        assertThat(rows(table, false).skipped(false)).isEqualTo(2);
        assertThat(examples(table, true)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"string", "date", "timestamp", "array<date>", "array<array<string>>"})
    void a_column_of_another_type_is_refused(String type) {
        var schema = StructType.fromDDL("x " + type + ", label int");

        assertThatThrownBy(() -> estimator("x").transformSchema(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'x' of the parameter featuresCols has the type " + type
                        + "; a column with sequences must have arrays or vectors of numbers, arrays of arrays of "
                        + "numbers, arrays of strings, or binary values.");
    }

    @ParameterizedTest
    @CsvSource({"binary,binary,x", "array<string>,array<string>,x", "double,string,y", "array<int>,int,y"})
    void several_columns_are_numbers_or_arrays_of_numbers(String x, String y, String refused) {
        var schema = StructType.fromDDL("x " + x + ", y " + y + ", label int");

        assertThatThrownBy(() -> estimator("x", "y").transformSchema(schema))
                .hasMessageStartingWith("Column '" + refused + "' of the parameter featuresCols has the type ")
                .hasMessageEndingWith("several columns must all be numbers, one for each value, or all be arrays of "
                        + "numbers, one for each feature.");
    }

    @Test
    void the_schema_has_the_columns_that_the_model_appends() {
        var schema = StructType.fromDDL("x array<double>, label string, value double, probability double");
        var free = StructType.fromDDL("x array<double>, label string, value double");

        assertThat(estimator("x").transformSchema(free))
                .isEqualTo(free.add("probability", SQLDataTypes.VectorType(), true)
                        .add("prediction", DataTypes.StringType, true));
        assertThat(estimator("x").setProbabilityCol("").transformSchema(schema).fieldNames())
                .endsWith("probability", "prediction");
        assertThat(estimator("x").setTask("values").setLabelCol("value").transformSchema(free))
                .isEqualTo(free.add("prediction", DataTypes.DoubleType, true));
        assertThatThrownBy(() -> estimator("x").transformSchema(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The table already has a column 'probability'. Choose another name for the column to "
                        + "append.");
    }
}
