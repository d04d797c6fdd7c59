package org.seqnet.spark.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.trained.TrainedNetwork;

class RowsWithoutPredictionTest {
    private static final Float[] COMPLETE = Tables.boxed(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    private static final Float[] WITH_NULL = COMPLETE.clone();
    private static final Float[] WITH_NAN = COMPLETE.clone();
    private static final Float[] INFINITE = COMPLETE.clone();

    static {
        WITH_NULL[0] = null;
        WITH_NAN[0] = Float.NaN;
        INFINITE[5] = Float.POSITIVE_INFINITY;
    }

    private static Dataset<Row> table(Float[]... lists) {
        return Tables.column(DataTypes.createArrayType(DataTypes.FloatType), (Object[]) lists);
    }

    private static List<Boolean> predicted(SparkPredictor predictor, Dataset<Row> table) {
        return predictor.append(table, "values").collectAsList().stream()
                .map(row -> !row.isNullAt(row.size() - 1))
                .toList();
    }

    @Test
    void rows_that_cannot_be_predicted_are_kept_counted_and_named() {
        var predictor = new SparkPredictor(Networks.classes());

        var predicted = predicted(
                predictor,
                table(
                        COMPLETE,
                        null,
                        WITH_NULL,
                        WITH_NAN,
                        INFINITE,
                        Tables.boxed(1, 2, 3),
                        Tables.boxed(1, 2),
                        new Float[0],
                        COMPLETE));

        assertThat(predicted).containsExactly(true, false, false, false, false, false, false, false, true);
        assertThat(predictor.scored().rows()).isEqualTo(9);
        assertThat(predictor.scored().without().values().stream()
                        .mapToLong(count -> count)
                        .sum())
                .isEqualTo(7);
        assertThat(predictor.scored().without())
                .isEqualTo(Map.of(Reason.MISSING, 2L, Reason.INCOMPLETE, 2L, Reason.UNREADABLE, 3L));
        assertThat(predictor.scored().warnings())
                .contains("2 of 9 rows have no prediction because a value of the sequence is missing, and the network "
                        + "does not fill in missing values. For example: Partition 1, row 3, time step 1, feature 1: "
                        + "the value is NaN, but a network requires finite numbers. Replace or remove it.");
    }

    @Test
    void the_rows_beside_them_are_predicted_as_if_alone() {
        var alone = new SparkPredictor(Networks.classes())
                .append(table(COMPLETE), "values")
                .first();

        var rows = new SparkPredictor(Networks.classes())
                .append(table(null, COMPLETE, WITH_NULL, COMPLETE), "values")
                .collectAsList();

        assertThat(rows.get(1)).isEqualTo(alone);
        assertThat(rows.get(3)).isEqualTo(alone);
    }

    @Test
    void a_network_that_fills_in_missing_values_predicts_rows_that_have_some() {
        var filled = COMPLETE.clone();
        filled[0] = 0.25f;
        var filling = Networks.filling();

        var rows = new SparkPredictor(filling)
                .append(table(WITH_NULL, WITH_NAN), "values")
                .collectAsList();

        assertThat(rows.get(0).getDouble(1)).isEqualTo(rows.get(1).getDouble(1)).isNotNaN();
        assertThat(predicted(new SparkPredictor(filling), table(WITH_NULL, INFINITE)))
                .containsExactly(true, false);
    }

    @Test
    void a_sequence_that_overflows_has_no_prediction() {
        var predictor = new SparkPredictor(Networks.overflowing());

        assertThat(predicted(predictor, table(COMPLETE))).containsExactly(false);
        assertThat(predictor.scored().without()).isEqualTo(Map.of(Reason.OVERFLOW, 1L));
    }

    @Test
    void the_first_row_that_cannot_be_predicted_ends_the_job_if_that_is_asked_for() {
        assertThat(failure(Networks.classes(), table(COMPLETE, null)))
                .contains("Partition 1, row 2: the sequence is missing.");
        assertThat(failure(Networks.classes(), table(WITH_NULL)))
                .contains("Partition 1, row 1, time step 1, feature 1: the value is NaN");
        assertThat(failure(Networks.classes(), table(COMPLETE, Tables.boxed(1, 2))))
                .contains("Partition 1, row 2 has 1 time step x 2 features; it must have 6 time steps x 2 features, "
                        + "as the network requires.");
        assertThat(failure(Networks.overflowing(), table(COMPLETE)))
                .contains("Partition 1, row 1: the prediction is not finite.");
    }

    private static String failure(TrainedNetwork network, Dataset<Row> table) {
        var failing = PredictionOptions.DEFAULT.with(draft -> draft.failing = true);
        var predictions = new SparkPredictor(network, failing).append(table, "values");
        // Spark gives the failure of the task as the cause
        var cause = catchThrowable(predictions::collectAsList).getCause();
        assertThat(cause).isInstanceOf(SeqNetException.class);
        return cause.getMessage();
    }

    @Test
    void a_table_without_rows_has_the_columns_and_no_predictions() {
        var predictor = new SparkPredictor(Networks.classes());

        assertThat(predicted(predictor, table())).isEmpty();
        assertThat(predictor.scored()).isEqualTo(ScoredRows.NONE);
    }
}
