package org.seqnet.spark.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.seqnet.spark.LocalSpark;

/** Sequences that are easily told apart: waves that are slow or fast. */
final class Waves {
    private static final int STEPS = 12;

    private Waves() {}

    /** Returns a table of an id, a list of values and a label. */
    static Dataset<Row> table(int rows) {
        var list = new ArrayList<Row>();
        for (int row = 0; row < rows; row++) {
            list.add(RowFactory.create(
                    row,
                    wave(row),
                    row % 2 == 0 ? "slow" : "fast",
                    List.of(row % 3 == 0 ? "third" : "other"),
                    0.5 * (row % 2)));
        }
        var schema = new StructType()
                .add("id", DataTypes.IntegerType)
                .add("values", DataTypes.createArrayType(DataTypes.DoubleType))
                .add("speed", DataTypes.StringType)
                .add("tags", DataTypes.createArrayType(DataTypes.StringType))
                .add("frequency", DataTypes.DoubleType);
        return LocalSpark.session().createDataFrame(list, schema);
    }

    private static Double[] wave(int row) {
        double frequency = row % 2 == 0 ? 0.3 : 1.2;
        return IntStream.range(0, STEPS)
                .mapToDouble(step -> Math.sin(frequency * step + 0.1 * row))
                .boxed()
                .toArray(Double[]::new);
    }

    /** Writes the table as two Parquet files to a folder, and returns its path. */
    static String parquet(Path folder, int rows) {
        var path = folder.resolve("waves").toString();
        table(rows).repartition(2).write().parquet(path);
        return path;
    }
}
