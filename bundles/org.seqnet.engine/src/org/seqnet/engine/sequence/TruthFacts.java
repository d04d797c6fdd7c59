package org.seqnet.engine.sequence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What is known of many sequences as a whole. Facts of parts add up to those of the whole.
 *
 * @param kind what is known of each sequence
 * @param sequences how many there are
 * @param areClasses whether each has exactly one label
 * @param frequencies how many sequences have each label; of labels per time step, how many steps
 * @param labeled how many sequences have a label, or a known value
 * @param firstUnlabeled the first sequence, from 0 on, of which nothing is known; -1 if there is none
 * @param width how many values each sequence has; 0 of labels
 * @param known which of these values are known of any sequence
 * @param targets the moments of each target's known values, as they are learned
 */
public record TruthFacts(
        Kind kind,
        long sequences,
        boolean areClasses,
        List<Long> frequencies,
        long labeled,
        long firstUnlabeled,
        int width,
        BitSet known,
        List<ValueMoments> targets)
        implements Serializable {

    /** What is known of a sequence. */
    public enum Kind {
        /** Labels. */
        LABELS,
        /** Numbers. */
        VALUES,
        /** A label for each time step. */
        STEPS
    }

    /**
     * Returns the facts of some sequences.
     *
     * @param labels how many labels or targets there are
     */
    public static TruthFacts of(Truth truth, int labels) {
        if (truth instanceof LabelSets sets) {
            return of(sets, labels);
        }
        return truth instanceof TargetValues values ? of(values, labels) : of((StepLabels) truth, labels);
    }

    private static TruthFacts of(LabelSets sets, int labels) {
        var frequencies =
                Arrays.stream(sets.frequencies(labels)).mapToObj(Long::valueOf).toList();
        return ofLabels(Kind.LABELS, sets.size(), sets.areClasses(), frequencies, n -> sets.count(n) > 0);
    }

    private static TruthFacts of(StepLabels steps, int labels) {
        var frequencies = new Long[labels];
        Arrays.fill(frequencies, 0L);
        for (int n = 0; n < steps.size(); n++) {
            for (int t = 0; t < steps.timeSteps(n); t++) {
                int label = steps.get(n, t);
                if (label != StepLabels.UNKNOWN) {
                    frequencies[label]++;
                }
            }
        }
        return ofLabels(Kind.STEPS, steps.size(), false, List.of(frequencies), n -> steps.known(n) > 0);
    }

    private static TruthFacts ofLabels(
            Kind kind, int size, boolean areClasses, List<Long> frequencies, IntPredicate isLabeled) {
        return new TruthFacts(
                kind,
                size,
                areClasses,
                frequencies,
                IntStream.range(0, size).filter(isLabeled).count(),
                firstUnlabeled(size, isLabeled),
                0,
                new BitSet(),
                List.of());
    }

    private static TruthFacts of(TargetValues values, int targets) {
        var known = new BitSet();
        for (int n = 0; n < values.size(); n++) {
            for (int i = known.nextClearBit(0); i < values.width(); i = known.nextClearBit(i + 1)) {
                known.set(i, !Double.isNaN(values.get(n, i)));
            }
        }
        IntPredicate isKnown = n -> !values.isUnknown(n);
        return new TruthFacts(
                Kind.VALUES,
                values.size(),
                false,
                List.of(),
                IntStream.range(0, values.size()).filter(isKnown).count(),
                firstUnlabeled(values.size(), isKnown),
                values.width(),
                known,
                IntStream.range(0, targets)
                        .mapToObj(target -> ValueMoments.of(values, target, targets))
                        .toList());
    }

    private static long firstUnlabeled(int size, IntPredicate isLabeled) {
        return IntStream.range(0, size).filter(isLabeled.negate()).findFirst().orElse(-1);
    }

    /** Returns those of these sequences and of others that come after them, of which the same is known. */
    public TruthFacts plus(TruthFacts others) {
        if (sequences == 0 || others.sequences == 0) {
            return sequences == 0 ? others : this;
        }
        var sums = new ArrayList<Long>(frequencies.size());
        for (int i = 0; i < frequencies.size(); i++) {
            sums.add(frequencies.get(i) + others.frequencies.get(i));
        }
        var moments = new ArrayList<ValueMoments>(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            moments.add(targets.get(i).plus(others.targets.get(i)));
        }
        var either = (BitSet) known.clone();
        either.or(others.known);
        long later = others.firstUnlabeled < 0 ? -1 : sequences + others.firstUnlabeled;
        return new TruthFacts(
                kind,
                sequences + others.sequences,
                areClasses && others.areClasses,
                List.copyOf(sums),
                labeled + others.labeled,
                firstUnlabeled >= 0 ? firstUnlabeled : later,
                width,
                either,
                List.copyOf(moments));
    }
}
