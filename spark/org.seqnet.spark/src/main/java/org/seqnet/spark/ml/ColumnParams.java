package org.seqnet.spark.ml;

import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/** The parameters that estimator and model have in common. */
final class ColumnParams {
    private ColumnParams() {}

    static StringArrayParam features(Params stage) {
        return new StringArrayParam(
                stage,
                "featuresCols",
                "The columns with the sequences: one column of arrays or vectors with all values, time step after time "
                        + "step; of arrays of arrays; of binary values; or of arrays of strings. Or one column of "
                        + "arrays for each feature, or one column of numbers for each value.");
    }

    static Param<String> prediction(Params stage) {
        return new Param<>(stage, "predictionCol", "The name of the column of predictions.");
    }

    static Param<String> probability(Params stage) {
        return new Param<>(
                stage,
                "probabilityCol",
                "The name of the column of probabilities of classes or labels; \"\" for none.");
    }

    static ChoiceParam invalid(Params stage) {
        return new ChoiceParam(
                stage,
                "handleInvalid",
                "Handle invalid rows",
                "How to handle rows whose sequence is missing, has missing values that the network does not fill in, "
                        + "or cannot be read: error fails, skip removes them, keep predicts null for them. Training "
                        + "removes them in both cases.",
                Invalid.ALL);
    }

    static void setDefaults(
            Params stage,
            StringArrayParam features,
            Param<String> prediction,
            Param<String> probability,
            Param<String> invalid) {
        stage.setDefault(features, new String[] {"features"});
        stage.setDefault(prediction, "prediction");
        stage.setDefault(probability, "probability");
        stage.setDefault(invalid, Invalid.ERROR);
    }

    /**
     * Returns a column whose name the table does not have.
     *
     * @throws SeqNetException if it has
     */
    static StructField free(StructType table, StructField column) {
        if (Arrays.asList(table.fieldNames()).contains(column.name())) {
            throw new SeqNetException("The table already has a column %s. Choose another name for the column to append."
                    .formatted(Quoted.of(column.name())));
        }
        return column;
    }

    /** Returns what the work gives; what it refuses is refused as Spark ML does, which PySpark shows as a message. */
    static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (SeqNetException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
