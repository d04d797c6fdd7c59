package org.seqnet.engine.metrics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The counts of all labels, and what follows from them over all labels; see {@link MultiLabelMeasure}. */
record MultiLabelCounts(List<LabelCounts> labels) {

    OptionalDouble classPrecision() {
        return mean(LabelCounts::precision);
    }

    OptionalDouble classRecall() {
        return mean(LabelCounts::recall);
    }

    OptionalDouble classF1() {
        if (classPrecision().isEmpty()) {
            return OptionalDouble.empty();
        }
        double precision = classPrecision().getAsDouble();
        double recall = classRecall().getAsDouble();
        return OptionalDouble.of(precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }

    LabelCounts overall() {
        return new LabelCounts(sum(LabelCounts::actual), sum(LabelCounts::predicted), sum(LabelCounts::hits));
    }

    private OptionalDouble mean(Function<LabelCounts, OptionalDouble> figure) {
        return labels.stream()
                .filter(label -> label.actual() + label.predicted() > 0)
                .mapToDouble(label -> figure.apply(label).orElse(0))
                .average();
    }

    private long sum(ToLongFunction<LabelCounts> count) {
        return labels.stream().mapToLong(count).sum();
    }
}
