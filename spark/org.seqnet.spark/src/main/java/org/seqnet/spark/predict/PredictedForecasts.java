package org.seqnet.spark.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.Sequences;

/**
 * For each target, lists with an element for each step ahead: its quantiles if the network learned some, and its value.
 */
record PredictedForecasts(Values head, List<String> targets, PredictionOptions options) implements Predicted {

    @Override
    public List<StructField> columns() {
        var columns = new ArrayList<StructField>();
        for (var target : targets) {
            PredictedValues.levels(head.loss()).forEach(level -> columns.add(list(options.quantile(target, level))));
            columns.add(list(options.value(target, targets.size() == 1)));
        }
        return columns;
    }

    private static StructField list(String name) {
        return Predicted.lists(name, DataTypes.DoubleType);
    }

    @Override
    public int answers(int atOnce) {
        return horizon();
    }

    @Override
    public void requireLength(int timeSteps, Supplier<String> name) {
        var forecast = head.forecast().orElseThrow();
        int past = forecast.past(timeSteps);
        int least = forecast.normalization().referenceSteps() + 1;
        if (past < least) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "%s has %,d time steps before the forecast; the network requires at least %,d. "
                            + "Use longer windows, or remove the row.",
                    name.get(),
                    Math.max(0, past),
                    least));
        }
    }

    private int horizon() {
        return head.forecast().orElseThrow().horizon();
    }

    @Override
    public IntFunction<Optional<Object[]>> of(Classifier classifier, Sequences batch, BooleanSupplier cancelled) {
        var numbers = classifier.values(batch, 0, batch.size(), cancelled);
        int width = numbers.length / batch.size();
        return sequence ->
                IntStream.range(sequence * width, (sequence + 1) * width).allMatch(i -> Double.isFinite(numbers[i]))
                        ? Optional.of(values(numbers, sequence * width))
                        : Optional.empty();
    }

    /** @param first where the numbers of the sequence begin, step after step, in it target after target */
    private Object[] values(double[] numbers, int first) {
        var values = new ArrayList<Object>();
        int levels = PredictedValues.levels(head.loss()).size();
        for (int target = 0; target < targets.size(); target++) {
            int start = first + target * head.loss().outputs();
            for (int level = 0; level < levels; level++) {
                values.add(ahead(numbers, start + level));
            }
            values.add(ahead(numbers, start + head.loss().point()));
        }
        return values.toArray();
    }

    private Object ahead(double[] numbers, int first) {
        int perStep = targets.size() * head.loss().outputs();
        return Predicted.list(IntStream.range(0, horizon()).mapToDouble(step -> numbers[first + step * perStep]));
    }
}
