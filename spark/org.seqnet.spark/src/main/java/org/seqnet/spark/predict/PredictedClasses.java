package org.seqnet.spark.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.MemberProbabilities;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.sequence.Sequences;

/** The probability of each class and the uncertainty of the likeliest if asked for, then the likeliest class. */
record PredictedClasses(Classes classes, LabelColumn labels, PredictionOptions options, boolean isUncertain)
        implements Predicted {

    @Override
    public List<StructField> columns() {
        var columns = new ArrayList<StructField>();
        if (options.probabilities()) {
            columns.addAll(labels.probabilities(options, DataTypes.DoubleType));
        }
        if (isUncertain) {
            columns.add(Predicted.column(options.uncertainty(labels.name()), DataTypes.DoubleType));
        }
        columns.add(Predicted.column(options.prediction(labels.name()), labels.type()));
        return columns;
    }

    @Override
    public IntFunction<Optional<Object[]>> of(Classifier classifier, Sequences batch, BooleanSupplier cancelled) {
        var members = isUncertain
                ? classifier.memberProbabilities(batch, 0, batch.size(), cancelled)
                : new MemberProbabilities(List.of(classifier.probabilities(batch, 0, batch.size(), cancelled)));
        var plain = members.mean();
        var shown = options.calibrated() ? classes.calibrated(plain) : plain;
        return sequence -> classes.likeliest(plain, sequence).stream()
                .mapToObj(predicted -> values(shown, members, sequence * classes.count(), predicted))
                .findFirst();
    }

    /** @param first where the probabilities of the sequence begin */
    private Object[] values(float[] shown, MemberProbabilities members, int first, int predicted) {
        var values = new ArrayList<Object>();
        for (int k = 0; options.probabilities() && k < classes.count(); k++) {
            values.add((double) shown[first + k]);
        }
        if (isUncertain) {
            values.add(members.deviation(probabilities -> probabilities[first + predicted]));
        }
        values.add(labels.value(predicted));
        return values.toArray();
    }
}
