package org.seqnet.spark.predict;

import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.TableScan;
import org.apache.spark.sql.types.StructType;

/**
 * A table whose rows are computed in the form in which Spark holds them, so that no number is put into an object: with
 * 784 values a row, that costs four times as much as what is left.
 */
final class PredictedTable extends BaseRelation implements TableScan {
    private final SparkSession session;
    private final StructType schema;
    private final Supplier<JavaRDD<InternalRow>> rows;

    PredictedTable(SparkSession session, StructType schema, Supplier<JavaRDD<InternalRow>> rows) {
        this.session = session;
        this.schema = schema;
        this.rows = rows;
    }

    @Override
    public SQLContext sqlContext() {
        return session.sqlContext();
    }

    @Override
    public StructType schema() {
        return schema;
    }

    @Override
    public boolean needConversion() {
        return false;
    }

    // Spark takes what is in the RDD for InternalRow because of needConversion.
    @Override
    @SuppressWarnings("unchecked")
    public RDD<Row> buildScan() {
        return (RDD<Row>) (RDD<?>) rows.get().rdd();
    }
}
