package org.seqnet.knime.network;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;

/**
 * What is known of a network's head before its labels are: all but their number and what is found in training, that
 * is, thresholds, the order of the labels, and how targets are standardized.
 *
 * @param example the head for a single label; one for others is made that
 */
public record HeadKind(Head example) {
    /** One class per sequence. */
    public static final HeadKind CLASSES = new HeadKind(new Classes(1));

    /** Any number of labels, each by itself. */
    public static final HeadKind INDEPENDENT_LABELS =
            new HeadKind(new IndependentLabels(List.of(IndependentLabels.USUAL_THRESHOLD)));

    /** A label for each time step. */
    public static final HeadKind STEP_CLASSES = new HeadKind(new StepClasses(1));

    /** Returns the kind that predicts numbers; of a forecast, the targets' next values. */
    public static HeadKind values(ValueLoss loss, Optional<Forecast> forecast) {
        int targets = forecast.map(to -> to.features().size()).orElse(1);
        return new HeadKind(new Values(Collections.nCopies(targets, Standard.NONE), loss, forecast));
    }

    /** Makes the example one for a single label. */
    public HeadKind {
        example = forLabels(example, 1);
    }

    /** Returns a head for this many labels as it is before training. */
    public Head forLabels(int count) {
        return forLabels(example, count);
    }

    private static Head forLabels(Head head, int count) {
        return head.fold(
                classes -> new Classes(count),
                independent -> new IndependentLabels(Collections.nCopies(count, IndependentLabels.USUAL_THRESHOLD)),
                path -> new LabelPath(
                        count,
                        path.embeddingSize(),
                        path.hiddenUnits(),
                        path.isOrderFree()
                                ? List.of()
                                : IntStream.range(0, count).boxed().toList()),
                values -> new Values(
                        Collections.nCopies(
                                values.forecast()
                                        .map(forecast -> forecast.features().size())
                                        .orElse(count),
                                Standard.NONE),
                        values.loss(),
                        values.forecast()),
                steps -> new StepClasses(count));
    }

    /** Says whether each time step has a label. */
    public boolean predictsSteps() {
        return equals(STEP_CLASSES);
    }

    /** Says whether each sequence is given exactly one class. */
    public boolean predictsClasses() {
        return equals(CLASSES);
    }

    /** Says whether numbers are predicted. */
    public boolean predictsValues() {
        return example instanceof Values;
    }

    /** Says whether numbers are predicted that are no forecast. */
    public boolean isRegression() {
        return example instanceof Values values && values.forecast().isEmpty();
    }

    /** Returns how the targets' next values are forecast; empty if they are not. */
    public Optional<Forecast> forecast() {
        return example instanceof Values values ? values.forecast() : Optional.empty();
    }

    /** Returns what its answers are called in the plural: classes, labels or targets. */
    public String words() {
        return example.fold(
                classes -> "classes",
                independent -> "labels",
                path -> "labels",
                values -> "targets",
                steps -> "labels");
    }
}
