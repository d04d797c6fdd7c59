package org.seqnet.spark.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.spark.LocalSpark;
import org.seqnet.spark.data.Example;
import org.seqnet.spark.data.Known;

class SequenceColumnsTest {
    private static final float[] VALUES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    private final TrainedNetwork network = Networks.classes();

    private List<Object> expected() {
        return SparkPredictorTest.appended(predict(Tables.lists(List.of(VALUES), 1), "values"));
    }

    private Row predict(Dataset<Row> table, String... columns) {
        return new SparkPredictor(network)
                .append(table, columns)
                .collectAsList()
                .get(0);
    }

    private List<Object> predictions(DataType type, Object value) {
        var row = predict(Tables.column(type, value), "values");
        return IntStream.range(1, row.size()).mapToObj(row::get).toList();
    }

    private static ArrayType lists(DataType elements) {
        return DataTypes.createArrayType(elements);
    }

    @Test
    void lists_of_any_numbers_are_read() {
        var expected = expected();

        assertThat(predictions(
                        lists(DataTypes.DoubleType),
                        IntStream.rangeClosed(1, 12).mapToObj(i -> (double) i).toArray(Double[]::new)))
                .isEqualTo(expected);
        assertThat(predictions(
                        lists(DataTypes.IntegerType),
                        IntStream.rangeClosed(1, 12).boxed().toArray(Integer[]::new)))
                .isEqualTo(expected);
        assertThat(predictions(
                        lists(DataTypes.LongType),
                        IntStream.rangeClosed(1, 12).mapToObj(i -> (long) i).toArray(Long[]::new)))
                .isEqualTo(expected);
        assertThat(predictions(
                        lists(DataTypes.ShortType),
                        IntStream.rangeClosed(1, 12).mapToObj(i -> (short) i).toArray(Short[]::new)))
                .isEqualTo(expected);
        assertThat(predictions(
                        lists(DataTypes.ByteType),
                        IntStream.rangeClosed(1, 12).mapToObj(i -> (byte) i).toArray(Byte[]::new)))
                .isEqualTo(expected);
        assertThat(predictions(
                        lists(DataTypes.createDecimalType(10, 2)),
                        IntStream.rangeClosed(1, 12).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new)))
                .isEqualTo(expected);
    }

    @Test
    void bytes_are_read_as_numbers_from_0_to_255() {
        var high = new float[] {255, 128, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        var bytes = new byte[] {(byte) 255, (byte) 128, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

        assertThat(predictions(DataTypes.BinaryType, bytes))
                .isEqualTo(SparkPredictorTest.appended(predict(Tables.lists(List.of(high), 1), "values")));
    }

    @Test
    void lists_of_lists_have_one_for_each_time_step() {
        var steps = IntStream.range(0, 6)
                .mapToObj(t -> Tables.boxed(VALUES[2 * t], VALUES[2 * t + 1]))
                .toArray(Float[][]::new);

        assertThat(predictions(lists(lists(DataTypes.FloatType)), steps)).isEqualTo(expected());
    }

    @Test
    void several_lists_have_one_feature_each() {
        var schema = new StructType().add("odd", lists(DataTypes.FloatType)).add("even", lists(DataTypes.DoubleType));
        var row = RowFactory.create(Tables.boxed(1, 3, 5, 7, 9, 11), new Double[] {2.0, 4.0, 6.0, 8.0, 10.0, 12.0});

        assertThat(SparkPredictorTest.appended(predict(Tables.table(List.of(row), schema, 1), "odd", "even")))
                .isEqualTo(expected());
    }

    @Test
    void columns_of_numbers_have_one_value_each() {
        var schema = new StructType();
        for (int i = 0; i < 12; i++) {
            schema = schema.add("c" + i, i % 2 == 0 ? DataTypes.IntegerType : DataTypes.DoubleType);
        }
        var row = RowFactory.create(IntStream.range(0, 12)
                .mapToObj(i -> i % 2 == 0 ? (Object) (i + 1) : (Object) (i + 1.0))
                .toArray());

        var predicted = predict(Tables.table(List.of(row), schema, 1), schema.fieldNames());

        assertThat(IntStream.range(12, predicted.size())
                        .mapToObj(predicted::get)
                        .toList())
                .isEqualTo(expected());
    }

    @Test
    void texts_and_lists_of_texts_are_read_as_in_training() {
        var reading = new SparkPredictor(Networks.symbols());
        var texts = reading.append(Tables.column(DataTypes.StringType, "abcabca", "cabca", "?", "", null), "values");
        var lists = new SparkPredictor(Networks.symbols())
                .append(
                        Tables.column(lists(DataTypes.StringType), (Object) new String[] {"c", "a", "b", "c", "a"}),
                        "values");

        var rows = texts.collectAsList();

        // the last five letters are kept
        assertThat(rows.get(0).getDouble(1)).isEqualTo(rows.get(1).getDouble(1));
        assertThat(lists.collectAsList().get(0).getDouble(1))
                .isEqualTo(rows.get(1).getDouble(1));
        assertThat(rows.get(2).isNullAt(1)).isFalse();
        assertThat(rows.get(3).isNullAt(1)).isTrue();
        assertThat(rows.get(4).isNullAt(1)).isTrue();
        assertThat(reading.scored().warnings())
                .containsExactly(
                        "2 of 5 rows have no prediction because the sequence is missing. For example: Partition 1, "
                                + "row 4: the sequence is missing. Correct or remove the row, or keep rows without a "
                                + "prediction.",
                        "1 of 11 symbols are not in the network's vocabulary and count as unknown, such as '?'.");
    }

    @Test
    void examples_are_predicted_beside_their_names() {
        var any = Networks.ofAnyLength(new Classes(4));
        var examples = List.of(
                new Example("Group 'a'", new Example.Numbers(VALUES), 2, Known.NOTHING, 1, "g"),
                new Example("Group 'b'", new Example.Numbers(new float[] {1, 2}), 2, Known.NOTHING, 1, ""));

        var table = new SparkPredictor(any)
                .predict(LocalSpark.session(), LocalSpark.context().parallelize(examples, 2));

        var rows = table.collectAsList();
        assertThat(table.columns()).startsWith("Sequence", "Group", "P (label=plain)");
        assertThat(rows.get(0).getString(0)).isEqualTo("Group 'a'");
        assertThat(rows.get(0).getString(1)).isEqualTo("g");
        assertThat(SparkPredictorTest.appended(rows.get(0)))
                .isEqualTo(SparkPredictorTest.appended(new SparkPredictor(any)
                        .append(Tables.lists(List.of(VALUES), 1), "values")
                        .first()));
    }

    @Test
    void a_name_that_is_taken_gets_a_number_as_in_knime() {
        var table = Tables.lists(List.of(VALUES), 1).withColumnRenamed("id", "prediction (LABEL)");

        assertThat(new SparkPredictor(network).append(table, "values").columns())
                .endsWith("P (label=12)", "Prediction (label) (#1)");
    }

    @Test
    void columns_that_the_network_cannot_read_are_refused_at_once() {
        var table = Tables.lists(List.of(VALUES), 1);
        var predictor = new SparkPredictor(network);

        assertThatThrownBy(() -> predictor.append(table, "value"))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Column 'value' is not in the table, which has 2 columns. Select the columns that the "
                        + "network was trained on.");
        assertThatThrownBy(() -> predictor.append(table, "id"))
                .hasMessage("1 columns with numbers are selected, one for each value; the network reads 6 time steps "
                        + "x 2 features. Select the columns that the network was trained on.");
        assertThatThrownBy(() -> predictor.append(Tables.column(DataTypes.StringType, "a"), "values"))
                .hasMessage("Column 'values' has the type string; the network reads numbers. Select the columns that "
                        + "the network was trained on.");
        assertThatThrownBy(() -> new SparkPredictor(Networks.symbols()).append(table, "values"))
                .hasMessage("Column 'values' has the type array<float>; the network reads texts or lists of texts. "
                        + "Select the columns that the network was trained on.");
        assertThatThrownBy(() -> predictor.append(table, "values", "values", "values"))
                .hasMessage("3 columns with lists are selected, one for each feature; the network reads 6 time steps "
                        + "x 2 features. Select the columns that the network was trained on.");
        assertThatThrownBy(() -> predictor.append(table)).hasMessageStartingWith("No column with sequences");
    }
}
