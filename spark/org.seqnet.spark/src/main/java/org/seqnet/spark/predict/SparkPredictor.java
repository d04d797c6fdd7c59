package org.seqnet.spark.predict;

import java.util.Objects;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.spark.data.Example;
import scala.reflect.ClassTag$;

/**
 * Applies a trained network on a cluster: appends the columns that KNIME's Network Predictor appends, with the same
 * names, order, types and values. Rows stream through each task, a batch at a time, in partitions as they are.
 *
 * <p>The network travels to each executor once. A task computes with as many threads as Spark gives cores to a task
 * ({@code spark.task.cpus}).
 */
public final class SparkPredictor {
    private final TrainedNetwork network;
    private final PredictionOptions options;
    private final RowCounter counter = new RowCounter();

    /** Makes a predictor with the settings of a new Network Predictor. */
    public SparkPredictor(TrainedNetwork network) {
        this(network, PredictionOptions.DEFAULT);
    }

    /** Makes a predictor. */
    public SparkPredictor(TrainedNetwork network, PredictionOptions options) {
        this.network = Objects.requireNonNull(network, "network");
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * Returns a table with predictions behind its columns; nothing is computed before its rows are asked for. If a
     * name is taken, the appended column gets a number, such as {@code Prediction (label) (#1)}.
     *
     * <p>The types of the columns with the sequences tell how they are read: one column of lists or vectors has
     * all values of a sequence, time step after time step; of lists of lists, one for each step; of binary
     * values, a byte for each value; of texts or lists of texts, symbols. Several columns of lists have one
     * feature each, several of numbers one value each, time step after time step.
     *
     * @param sequenceColumns the names of the columns with the sequences
     * @throws SeqNetException if there are no such columns, they cannot be what the network reads, or the table is a
     *     stream
     */
    public Dataset<Row> append(Dataset<Row> table, String... sequenceColumns) {
        return append(table, SequenceRows.of(sequenceColumns));
    }

    /**
     * Returns a table with predictions behind its columns, as {@link #append(Dataset, String...)} does.
     *
     * @throws SeqNetException if there are no such columns, they cannot be what the network reads, or the table is a
     *     stream
     */
    public Dataset<Row> append(Dataset<Row> table, SequenceRows rows) {
        if (table.isStreaming()) {
            throw new SeqNetException("The table is a stream. Predict its batches one by one, with foreachBatch.");
        }
        var session = table.sparkSession();
        var reader = new SequenceColumns(table.schema(), network.input(), isCaseSensitive(session)).reader(rows);
        return predicted(
                session,
                table.schema(),
                () -> JavaRDD.fromRDD(table.queryExecution().toRdd(), ClassTag$.MODULE$.apply(InternalRow.class)),
                new TableRows(reader));
    }

    /**
     * Makes sure that the network can read these columns.
     *
     * @throws SeqNetException if it cannot
     */
    public void requireReadable(StructType table, String... sequenceColumns) {
        new SequenceColumns(table, network.input(), false).reader(SequenceRows.of(sequenceColumns));
    }

    /**
     * Returns a table with the name of each example, its group and its predictions, in their order; nothing is computed
     * before its rows are asked for.
     */
    public Dataset<Row> predict(SparkSession session, JavaRDD<Example> examples) {
        return predicted(
                session,
                Examples.KEPT,
                () -> examples,
                new Examples(network.input().vocabulary().isPresent()));
    }

    /**
     * Returns what was scored so far. A row counts as often as it is computed.
     */
    public ScoredRows scored() {
        return counter.value();
    }

    /**
     * Returns the columns of a table with predictions.
     *
     * @param isCaseSensitive whether names of columns that differ in case alone are different ones
     */
    public StructType schema(StructType table, boolean isCaseSensitive) {
        var names = new FreeNames(table, isCaseSensitive);
        return Predicted.by(network, options).columns().stream()
                .map(names::like)
                .reduce(table, StructType::add, (one, other) -> other);
    }

    private <T> Dataset<Row> predicted(
            SparkSession session, StructType kept, Supplier<JavaRDD<T>> items, RowSource<T> source) {
        var context = JavaSparkContext.fromSparkContext(session.sparkContext());
        synchronized (counter) {
            if (!counter.isRegistered()) {
                context.sc().register(counter);
            }
        }
        Broadcast<PortableNetwork> broadcast = context.broadcast(new PortableNetwork(network));
        var task = new PredictionTask<>(broadcast, source, options, counter);
        return session.baseRelationToDataFrame(
                new PredictedTable(session, schema(kept, isCaseSensitive(session)), () -> items.get()
                        .mapPartitions(task)));
    }

    private static boolean isCaseSensitive(SparkSession session) {
        return Boolean.parseBoolean(session.conf().get("spark.sql.caseSensitive", "false"));
    }
}
