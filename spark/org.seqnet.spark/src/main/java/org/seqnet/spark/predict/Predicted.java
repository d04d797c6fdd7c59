package org.seqnet.spark.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;

/** What one kind of prediction appends to a table, as values of Catalyst. */
interface Predicted {
    /** Returns the columns, the prediction last. */
    List<StructField> columns();

    /** Returns how many answers a sequence asks for, to which the network gives some at once. */
    default int answers(int atOnce) {
        return atOnce;
    }

    /**
     * Makes sure that a sequence of so many time steps can be predicted.
     *
     * @param name tells what messages call it
     * @throws org.seqnet.engine.SeqNetException if it is too short
     */
    default void requireLength(int timeSteps, Supplier<String> name) {
        // Most read any.
    }

    /**
     * Predicts a batch.
     *
     * @return for the index of a sequence, a value for each column; empty where values overflowed in the network
     */
    IntFunction<Optional<Object[]>> of(Classifier classifier, Sequences batch, BooleanSupplier cancelled);

    /** Returns what a network appends. */
    static Predicted by(TrainedNetwork network, PredictionOptions options) {
        var labels = new LabelColumn(network.labelName(), network.labels());
        boolean isUncertain = options.uncertainty() && network.architecture().members() > 1;
        return network.architecture()
                .head()
                .fold(
                        classes -> new PredictedClasses(classes, labels, options, isUncertain),
                        independent -> new PredictedSets(labels, options, isUncertain),
                        path -> new PredictedSets(labels, options, false),
                        values -> values.forecast().isPresent()
                                ? new PredictedForecasts(
                                        values, network.labels().names(), options)
                                : new PredictedValues(values, network.labels().names(), options, isUncertain),
                        steps -> new PredictedSteps(steps, labels, options, isUncertain));
    }

    /** Returns a column. */
    static StructField column(String name, DataType type) {
        return DataTypes.createStructField(name, type, true);
    }

    /** Returns a column of lists. */
    static StructField lists(String name, DataType elements) {
        return column(name, DataTypes.createArrayType(elements, false));
    }

    /** Returns a list. */
    static ArrayData list(DoubleStream numbers) {
        return UnsafeArrayData.fromPrimitiveArray(numbers.toArray());
    }

    /** Returns the numbers as doubles. */
    static DoubleStream doubles(float[] numbers) {
        var doubles = new double[numbers.length];
        Arrays.setAll(doubles, i -> numbers[i]);
        return Arrays.stream(doubles);
    }
}
