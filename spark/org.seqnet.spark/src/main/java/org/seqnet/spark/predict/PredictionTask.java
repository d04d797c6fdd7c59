package org.seqnet.spark.predict;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.TaskCompletionListener;

/** Predicts the rows of a partition where they are. */
record PredictionTask<T>(
        Broadcast<PortableNetwork> network, RowSource<T> source, PredictionOptions options, RowCounter counter)
        implements FlatMapFunction<Iterator<T>, InternalRow> {

    @Override
    public Iterator<InternalRow> call(Iterator<T> items) {
        var task = TaskContext.get();
        var rows = new PredictedRows<>(
                items,
                source,
                network.value().network(),
                options,
                Math.max(1, task.cpus()),
                task.partitionId(),
                task::isInterrupted,
                counter::add);
        // also where not all rows are asked for, or one fails
        task.addTaskCompletionListener((TaskCompletionListener) ended -> rows.close());
        return rows;
    }
}
