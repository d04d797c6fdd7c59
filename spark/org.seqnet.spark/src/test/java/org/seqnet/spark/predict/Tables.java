package org.seqnet.spark.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.spark.LocalSpark;

/** Tables of sequences for tests. */
final class Tables {
    /** A number for each row, and a list of values. */
    static final StructType LISTS = new StructType()
            .add("id", DataTypes.LongType)
            .add("values", DataTypes.createArrayType(DataTypes.FloatType));

    private Tables() {}

    /** Returns sequences of 2 features, of 6 time steps or of 5 to 14. */
    static List<float[]> sequences(int count, boolean areEqual) {
        var random = new Random(3);
        return IntStream.range(0, count)
                .mapToObj(n -> {
                    var values = new float[2 * (areEqual ? 6 : 5 + random.nextInt(10))];
                    IntStream.range(0, values.length).forEach(i -> values[i] = (float) random.nextGaussian());
                    return values;
                })
                .toList();
    }

    /** Returns a table of lists, numbered from 0 on. */
    static Dataset<Row> lists(List<float[]> sequences, int partitions) {
        var rows = new ArrayList<Row>();
        for (int n = 0; n < sequences.size(); n++) {
            rows.add(RowFactory.create((long) n, (Object) boxed(sequences.get(n))));
        }
        return table(rows, LISTS, partitions);
    }

    static Dataset<Row> table(List<Row> rows, StructType schema, int partitions) {
        return LocalSpark.session().createDataFrame(LocalSpark.context().parallelize(rows, partitions), schema);
    }

    /** Returns a table of one column. */
    static Dataset<Row> column(DataType type, Object... values) {
        return table(Arrays.stream(values).map(RowFactory::create).toList(), new StructType().add("values", type), 1);
    }

    /** Returns numbers as Spark takes them for a list. */
    static Float[] boxed(float... values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toArray(Float[]::new);
    }

    /** Returns sequences of 2 features as the engine packs them. */
    static Sequences packed(TrainedNetwork network, List<float[]> sequences) {
        var packer =
                Sequences.packer(network.inputShape(), InputForm.SEQUENCES, "").keepingMissing();
        sequences.forEach(values -> packer.add(Tensor.ofFloats(Shape.of(values.length / 2, 2), values)));
        return packer.build();
    }
}
