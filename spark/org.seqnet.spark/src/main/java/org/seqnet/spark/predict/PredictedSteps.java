package org.seqnet.spark.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.MemberProbabilities;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.sequence.Sequences;

/**
 * Lists with an element for each time step: the probabilities of each class and the uncertainty of the likeliest if
 * asked for, then the likeliest class.
 */
record PredictedSteps(StepClasses steps, LabelColumn labels, PredictionOptions options, boolean isUncertain)
        implements Predicted {

    @Override
    public List<StructField> columns() {
        var columns = new ArrayList<StructField>();
        if (options.probabilities()) {
            columns.addAll(labels.probabilities(options, DataTypes.createArrayType(DataTypes.DoubleType, false)));
        }
        if (isUncertain) {
            columns.add(Predicted.lists(options.uncertainty(labels.name()), DataTypes.DoubleType));
        }
        columns.add(Predicted.lists(options.prediction(labels.name()), labels.type()));
        return columns;
    }

    @Override
    public IntFunction<Optional<Object[]>> of(Classifier classifier, Sequences batch, BooleanSupplier cancelled) {
        var members = isUncertain
                ? classifier.memberProbabilities(batch, 0, batch.size(), cancelled)
                : new MemberProbabilities(List.of(classifier.probabilities(batch, 0, batch.size(), cancelled)));
        var mean = members.mean();
        var starts = new int[batch.size() + 1];
        for (int n = 0; n < batch.size(); n++) {
            starts[n + 1] = starts[n] + batch.timeSteps(n);
        }
        return sequence -> values(members, mean, starts[sequence], starts[sequence + 1]);
    }

    /** Returns the values of the steps [from, to) among those of all sequences. */
    private Optional<Object[]> values(MemberProbabilities members, float[] mean, int from, int to) {
        int count = steps.count();
        var classes = new Classes(count);
        var predicted = new int[to - from];
        for (int t = 0; t < predicted.length; t++) {
            var likeliest = classes.likeliest(mean, from + t);
            if (likeliest.isEmpty()) {
                return Optional.empty();
            }
            predicted[t] = likeliest.getAsInt();
        }
        var values = new ArrayList<Object>();
        for (int k = 0; options.probabilities() && k < count; k++) {
            int label = k;
            values.add(Predicted.list(
                    IntStream.range(0, predicted.length).mapToDouble(t -> mean[(from + t) * count + label])));
        }
        if (isUncertain) {
            values.add(Predicted.list(IntStream.range(0, predicted.length)
                    .mapToDouble(t ->
                            members.deviation(probabilities -> probabilities[(from + t) * count + predicted[t]]))));
        }
        values.add(labels.list(predicted));
        return Optional.of(values.toArray());
    }
}
