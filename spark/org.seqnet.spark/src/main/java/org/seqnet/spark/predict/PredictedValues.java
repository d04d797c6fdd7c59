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
import org.seqnet.engine.metrics.Deviation;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.Sequences;

/** For each target, its quantiles if the network learned some and the uncertainty if asked for, then its value. */
record PredictedValues(Values head, List<String> targets, PredictionOptions options, boolean isUncertain)
        implements Predicted {

    /** Returns the levels of the quantiles that a loss learns; none if it learns one value. */
    static List<Double> levels(ValueLoss loss) {
        return loss.fold(squared -> List.of(), absolute -> List.of(), huber -> List.of(), ValueLoss.Quantiles::levels);
    }

    @Override
    public List<StructField> columns() {
        var columns = new ArrayList<StructField>();
        for (var target : targets) {
            levels(head.loss()).forEach(level -> columns.add(number(options.quantile(target, level))));
            if (isUncertain) {
                columns.add(number(options.uncertainty(target)));
            }
            columns.add(number(options.value(target, targets.size() == 1)));
        }
        return columns;
    }

    private static StructField number(String name) {
        return Predicted.column(name, DataTypes.DoubleType);
    }

    @Override
    public IntFunction<Optional<Object[]>> of(Classifier classifier, Sequences batch, BooleanSupplier cancelled) {
        var numbers = classifier.values(batch, 0, batch.size(), cancelled);
        var members = isUncertain ? classifier.memberValues(batch, 0, batch.size(), cancelled) : List.<double[]>of();
        int width = numbers.length / batch.size();
        return sequence ->
                IntStream.range(sequence * width, (sequence + 1) * width).allMatch(i -> Double.isFinite(numbers[i]))
                        ? Optional.of(values(numbers, members, sequence * width))
                        : Optional.empty();
    }

    /** @param first where the numbers of the sequence begin, target after target and of it level after level */
    private Object[] values(double[] numbers, List<double[]> members, int first) {
        var values = new ArrayList<Object>();
        int levels = levels(head.loss()).size();
        for (int target = 0; target < targets.size(); target++) {
            int start = first + target * head.loss().outputs();
            int point = start + head.loss().point();
            for (int level = 0; level < levels; level++) {
                values.add(numbers[start + level]);
            }
            if (isUncertain) {
                values.add(Deviation.of(
                        members.stream().mapToDouble(member -> member[point]).toArray()));
            }
            values.add(numbers[point]);
        }
        return values.toArray();
    }
}
