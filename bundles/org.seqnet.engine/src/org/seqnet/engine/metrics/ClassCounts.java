package org.seqnet.engine.metrics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** The counts of all classes, and what follows from them; see {@link ClassMeasure}. */
record ClassCounts(List<LabelCounts> classes) {

    OptionalDouble accuracy() {
        return Ratio.of(sum(LabelCounts::hits), sum(LabelCounts::actual));
    }

    OptionalDouble balancedAccuracy() {
        return classes.stream()
                .map(LabelCounts::recall)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    OptionalDouble macroF1() {
        return classes.stream()
                .map(LabelCounts::f1)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    OptionalDouble matthewsCorrelation() {
        // in whole numbers, so that nothing is left of rounding where it is undefined or 0
        long rows = sum(LabelCounts::actual);
        long actualSpread = rows * rows - sum(each -> each.actual() * each.actual());
        long predictedSpread = rows * rows - sum(each -> each.predicted() * each.predicted());
        if (actualSpread == 0 || predictedSpread == 0) {
            return OptionalDouble.empty();
        }
        long together = rows * sum(LabelCounts::hits) - sum(each -> each.actual() * each.predicted());
        return OptionalDouble.of(together / Math.sqrt((double) actualSpread * predictedSpread));
    }

    private long sum(ToLongFunction<LabelCounts> count) {
        return classes.stream().mapToLong(count).sum();
    }
}
