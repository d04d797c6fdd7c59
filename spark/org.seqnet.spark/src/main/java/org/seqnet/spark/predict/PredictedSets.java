package org.seqnet.spark.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.PredictedLabels;
import org.seqnet.engine.sequence.Sequences;

/**
 * The score of each label if asked for, then the probabilities of the labels that are predicted, that of all of them
 * together, its uncertainty if asked for, and the labels themselves.
 */
record PredictedSets(LabelColumn labels, PredictionOptions options, boolean isUncertain) implements Predicted {

    @Override
    public List<StructField> columns() {
        var name = labels.name();
        var columns = new ArrayList<StructField>();
        if (options.probabilities()) {
            columns.addAll(labels.probabilities(options, DataTypes.DoubleType));
        }
        columns.add(Predicted.lists(options.setProbabilities(name), DataTypes.DoubleType));
        columns.add(Predicted.column(options.setProbability(name), DataTypes.DoubleType));
        if (isUncertain) {
            columns.add(Predicted.column(options.uncertainty(name), DataTypes.DoubleType));
        }
        columns.add(Predicted.lists(options.prediction(name), labels.type()));
        return columns;
    }

    @Override
    public IntFunction<Optional<Object[]>> of(Classifier classifier, Sequences batch, BooleanSupplier cancelled) {
        var predicted = classifier.labelSets(batch, 0, batch.size(), options.search(), cancelled);
        return sequence -> predicted.get(sequence).map(this::values);
    }

    private Object[] values(PredictedLabels predicted) {
        var values = new ArrayList<Object>();
        Predicted.doubles(predicted.scores()).forEach(values::add);
        values.add(Predicted.list(Predicted.doubles(predicted.probabilities())));
        values.add(predicted.probability());
        if (isUncertain) {
            values.add(predicted.deviation());
        }
        values.add(labels.list(predicted.labels()));
        return values.toArray();
    }
}
