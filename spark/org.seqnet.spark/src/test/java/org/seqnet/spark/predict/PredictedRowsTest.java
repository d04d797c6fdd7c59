package org.seqnet.spark.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.spark.LocalSpark;

class PredictedRowsTest {
    private static PredictedRows<InternalRow> rows(Iterator<InternalRow> input, TrainedNetwork network) {
        var reader = new ListReader(1, NumberColumn.of(DataTypes.FloatType).orElseThrow(), 2);
        return new PredictedRows<>(
                input, new TableRows(reader), network, PredictionOptions.DEFAULT, 1, 0, () -> false, counts -> {});
    }

    private static Iterator<InternalRow> table(long count, int timeSteps, AtomicLong read) {
        var list = UnsafeArrayData.fromPrimitiveArray(new float[2 * timeSteps]);
        return LongStream.range(0, count)
                .<InternalRow>mapToObj(n -> {
                    read.set(n + 1);
                    return new GenericInternalRow(new Object[] {n, list});
                })
                .iterator();
    }

    @Test
    void no_more_than_a_batch_is_held_at_a_time() {
        var read = new AtomicLong();
        try (var rows = rows(table(10_500, 6, read), Networks.classes())) {
            for (long n = 0; n < 10_500; n++) {
                assertThat(rows.next().getLong(0)).isEqualTo(n);
                // a stream hands out its elements one element ahead
                assertThat(read.get() - n).isLessThanOrEqualTo(PredictedRows.BATCH_ROWS + 1);
            }
            assertThat(rows.hasNext()).isFalse();
        }
    }

    @Test
    void batches_of_long_sequences_have_fewer_rows() {
        var read = new AtomicLong();
        try (var rows = rows(table(20, 1 << 20, read), Networks.ofAnyLength(new Classes(4)))) {
            rows.next();
            assertThat(read.get()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void a_network_arrives_at_executors_as_it_was() throws IOException, ClassNotFoundException {
        var network = Networks.classes();
        var bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(new PortableNetwork(network));

        var arrived =
                (PortableNetwork) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(arrived.network()).isEqualTo(network).isNotSameAs(network).isSameAs(arrived.network());
    }

    @Test
    void predictions_are_written_to_parquet_and_read_back_with_the_partitions_of_the_input(@TempDir Path folder) {
        var target = folder.resolve("scored").toString();
        var scored =
                new SparkPredictor(Networks.steps()).append(Tables.lists(Tables.sequences(30, false), 3), "values");

        scored.write().mode(SaveMode.ErrorIfExists).parquet(target);

        var read = LocalSpark.session().read().parquet(target).orderBy("id");
        assertThat(read.schema().fieldNames()).isEqualTo(scored.schema().fieldNames());
        assertThat(read.collectAsList()).isEqualTo(scored.collectAsList());
        assertThat(scored.javaRDD().getNumPartitions()).isEqualTo(3);
    }

    @Test
    void rows_that_are_not_asked_for_are_not_predicted() {
        var predictor = new SparkPredictor(Networks.classes());
        var table = predictor.append(Tables.lists(Tables.sequences(2_000, true), 1), "values");

        assertThat(table.select("id").takeAsList(3)).hasSize(3);

        assertThat(predictor.scored().rows()).isEqualTo(PredictedRows.BATCH_ROWS);
    }

    @Test
    void predictions_can_be_sorted_grouped_and_joined() {
        var predictor = new SparkPredictor(Networks.classes());
        var table = predictor.append(Tables.lists(Tables.sequences(50, true), 2), "values");

        long counted = table.groupBy("Prediction (label)").count().collectAsList().stream()
                .mapToLong(row -> row.getLong(1))
                .sum();
        var sorted = table.orderBy(table.col("id").desc()).select("id").collectAsList();

        assertThat(counted).isEqualTo(50);
        assertThat(sorted.get(0).getLong(0)).isEqualTo(49);
        assertThat(table.join(table.select("id", "Prediction (label)"), "id").count())
                .isEqualTo(50);
    }
}
