package org.seqnet.spark.predict;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.unsafe.types.UTF8String;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;

/** The labels that a network learned from a column, as values of Catalyst of that column's type. */
final class LabelColumn {
    private final String name;
    private final LabelDomain labels;
    private final Object[] values;

    LabelColumn(String name, LabelDomain labels) {
        this.name = name;
        this.labels = labels;
        this.values = labels.names().stream()
                .map(label -> value(label, labels.type()))
                .toArray();
    }

    private static Object value(String label, LabelType type) {
        return switch (type) {
            case TEXT -> UTF8String.fromString(label);
            case INTEGER -> Integer.valueOf(label);
            case LONG -> Long.valueOf(label);
            case BOOLEAN -> Boolean.valueOf(label);
        };
    }

    /** Returns the name of the column. */
    String name() {
        return name;
    }

    /** Returns its type. */
    DataType type() {
        return switch (labels.type()) {
            case TEXT -> DataTypes.StringType;
            case INTEGER -> DataTypes.IntegerType;
            case LONG -> DataTypes.LongType;
            case BOOLEAN -> DataTypes.BooleanType;
        };
    }

    /** Returns a column of numbers for each label. */
    List<StructField> probabilities(PredictionOptions options, DataType type) {
        return labels.names().stream()
                .map(label -> Predicted.column(options.probability(name, label), type))
                .toList();
    }

    /** Returns a label. */
    Object value(int label) {
        return values[label];
    }

    /** Returns a list of labels. */
    ArrayData list(int[] chosen) {
        return new GenericArrayData(
                IntStream.of(chosen).mapToObj(label -> values[label]).toArray());
    }
}
