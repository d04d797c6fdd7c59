package org.seqnet.spark.app;

import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark when it is needed, as spark-submit has set it; without spark-submit, on all cores of this computer. */
final class SparkStart implements Supplier<SparkSession>, AutoCloseable {
    private SparkSession started;

    @Override
    public SparkSession get() {
        if (started == null) {
            var settings =
                    new SparkConf().setIfMissing("spark.master", "local[*]").setIfMissing("spark.app.name", "seqnet");
            started = SparkSession.builder().config(settings).getOrCreate();
        }
        return started;
    }

    @Override
    public void close() {
        if (started != null) {
            started.stop();
        }
    }
}
