package org.seqnet.spark.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * The columns that a model appends, made of those that a predictor does. Of one class per sequence, the prediction is a
 * double if labels are integers, as Spark ML's evaluators expect it, else the label; the probabilities are a vector.
 * Several labels are an array, with an array of probabilities; labels of time steps are an array. A value is a double,
 * and several values, or those of a forecast, are an array.
 *
 * @param probability the name of the column of probabilities; empty for none
 */
record MlOutput(TrainedNetwork network, String prediction, String probability) {

    /** Returns the columns, the prediction last. */
    List<StructField> columns() {
        var columns = new ArrayList<StructField>();
        if (hasProbability()) {
            columns.add(column(probability, probabilityType()));
        }
        columns.add(column(prediction, predictionType()));
        return columns;
    }

    private static StructField column(String name, DataType type) {
        return DataTypes.createStructField(name, type, true);
    }

    private boolean hasProbability() {
        return !probability.isEmpty()
                && network.architecture()
                        .head()
                        .fold(classes -> true, independent -> true, path -> true, values -> false, steps -> false);
    }

    private boolean isOneClass() {
        return network.architecture()
                .head()
                .fold(classes -> true, independent -> false, path -> false, values -> false, steps -> false);
    }

    private DataType probabilityType() {
        return isOneClass() ? SQLDataTypes.VectorType() : DataTypes.createArrayType(DataTypes.DoubleType, false);
    }

    private DataType predictionType() {
        var labels = labelType(network.labels().type());
        return network.architecture()
                .head()
                .fold(
                        classes -> isNumeric() ? DataTypes.DoubleType : labels,
                        independent -> DataTypes.createArrayType(labels, false),
                        path -> DataTypes.createArrayType(labels, false),
                        values -> {
                            var each = values.forecast().isPresent()
                                    ? DataTypes.createArrayType(DataTypes.DoubleType, false)
                                    : DataTypes.DoubleType;
                            return network.labels().size() == 1 ? each : DataTypes.createArrayType(each, true);
                        },
                        steps -> DataTypes.createArrayType(labels, false));
    }

    private boolean isNumeric() {
        return network.labels().type() == LabelType.INTEGER || network.labels().type() == LabelType.LONG;
    }

    private static DataType labelType(LabelType type) {
        return switch (type) {
            case TEXT -> DataTypes.StringType;
            case INTEGER -> DataTypes.IntegerType;
            case LONG -> DataTypes.LongType;
            case BOOLEAN -> DataTypes.BooleanType;
        };
    }

    /**
     * Returns the columns.
     *
     * @param appended the names of the columns that the predictor appended
     */
    List<Column> of(List<String> appended) {
        var last = functions.col(appended.get(appended.size() - 1));
        var columns = new ArrayList<Column>();
        if (hasProbability()) {
            columns.add(probabilities(appended, last).as(probability));
        }
        columns.add(predictions(appended, last).as(prediction));
        return columns;
    }

    private Column probabilities(List<String> appended, Column predicted) {
        int labels = network.labels().size();
        if (!isOneClass()) {
            return functions.col(appended.get(labels));
        }
        var all = functions.array(
                appended.subList(0, labels).stream().map(functions::col).toArray(Column[]::new));
        // a row without a prediction has no probabilities, which a vector cannot hold
        return functions.when(predicted.isNotNull(), org.apache.spark.ml.functions.array_to_vector(all));
    }

    private Column predictions(List<String> appended, Column last) {
        return network.architecture()
                .head()
                .fold(
                        classes -> isNumeric() ? last.cast(DataTypes.DoubleType) : last,
                        independent -> last,
                        path -> last,
                        values -> network.labels().size() == 1
                                ? last
                                : functions.when(last.isNotNull(), functions.array(targets(appended))),
                        steps -> last);
    }

    /** Returns the value of each target, which stands behind its quantiles. */
    private Column[] targets(List<String> appended) {
        int columns = appended.size() / network.labels().size();
        return IntStream.range(0, network.labels().size())
                .mapToObj(target -> functions.col(appended.get(target * columns + columns - 1)))
                .toArray(Column[]::new);
    }
}
