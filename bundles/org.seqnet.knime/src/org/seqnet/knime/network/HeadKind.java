package org.seqnet.knime.network;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.Values;

/**
 * What is known of a network's head before its labels are: all but their number and what is found in training, that
 * is, thresholds and the order of the labels.
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
                values -> values.forecast().isPresent()
                        ? values
                        : new Values(Collections.nCopies(count, Standard.NONE), values.loss(), values.forecast()),
                steps -> new StepClasses(count));
    }

    /** Says whether each time step has a label. */
    public boolean predictsSteps() {
        return equals(STEP_CLASSES);
    }

    /** Says whether a sequence may have none or several labels, not exactly one. */
    public boolean predictsSets() {
        return !equals(CLASSES);
    }
}
