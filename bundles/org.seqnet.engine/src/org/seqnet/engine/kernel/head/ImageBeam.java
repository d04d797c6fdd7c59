package org.seqnet.engine.kernel.head;

import java.util.Optional;

/**
 * The prefixes that are followed for one image, in B slots: the i-th takes the best child that the prefixes of the
 * first i slots have and no slot before took ({@link PathSearch}). What has ended stays in its slot, as its own only
 * child.
 *
 * <p>Of equally likely children, that of the lowest slot is the best, then the end, then the lowest label.
 */
final class ImageBeam {
    private final int labels;
    private final int longest;
    private final MaskedSoftmax softmax;
    private Prefix[] slots;
    private Prefix[] next;
    /** By slot: where the scores of what follows stand, in which what has been taken is negative infinity. */
    private final int[] at;
    /** By slot: the best child that nobody took. */
    private final int[] best;

    private final double[] bestLogProbability;
    private final double[] logSum;
    /** By slot: {@link Prefix#highest} of its children. */
    private final float[][] highest;

    /** By slot: the slot of the prefix that it goes on from. */
    private final int[] parents;

    private boolean finite = true;
    private boolean done;

    ImageBeam(Beam beam, int labels, MaskedSoftmax softmax) {
        this.labels = labels;
        this.longest = beam.longest() == 0 ? labels : Math.min(labels, beam.longest());
        this.softmax = softmax;
        int width = beam.width();
        slots = new Prefix[width];
        next = new Prefix[width];
        at = new int[width];
        best = new int[width];
        bestLogProbability = new double[width];
        logSum = new double[width];
        highest = new float[width][];
        parents = new int[width];
        slots[0] = Prefix.empty(labels + 1, beam.scores() ? new float[labels] : null);
    }

    /** Returns the number of slots. */
    int width() {
        return slots.length;
    }

    /** Says whether a slot has a prefix that goes on; none has once no such prefix can become the likeliest. */
    boolean runs(int slot) {
        return !done && slots[slot] != null && !slots[slot].ended();
    }

    /** Returns the last label of a slot, which the LSTM reads next. */
    int label(int slot) {
        return slots[slot].label();
    }

    /** Returns in which slot the prefix stood, before the last step, that a slot goes on from. */
    int parent(int slot) {
        return parents[slot];
    }

    /**
     * Takes the scores of what follows a slot.
     *
     * @param scores of K labels and the end from {@code from} on, written over
     */
    void read(int slot, float[] scores, int from) {
        slots[slot].mark(scores, from, Float.NEGATIVE_INFINITY);
        softmax.read(scores, from);
        finite &= softmax.isFinite();
        at[slot] = from;
        logSum[slot] = softmax.logSum();
        choose(slot, softmax.likeliest(), scores);
        float[] before = slots[slot].highest();
        if (before != null) {
            highest[slot] = softmax.highest(before);
        }
    }

    private void choose(int slot, int label, float[] scores) {
        best[slot] = label;
        bestLogProbability[slot] = slots[slot].logProbability() + (scores[at[slot] + label] - logSum[slot]);
    }

    /** Goes a step on. */
    void advance(float[] scores) {
        if (done) {
            return;
        }
        for (int slot = 0; slot < slots.length; slot++) {
            next[slot] = slots[slot];
            if (slots[slot] == null || runs(slot)) {
                int parent = bestParent(slot);
                next[slot] = parent < 0 ? null : take(parent, scores);
                parents[slot] = parent;
            }
        }
        Prefix[] old = slots;
        slots = next;
        next = old;
        done = !finite || !canImprove();
    }

    /** Returns which of the slots up to this one has the best child; -1 if none has any. */
    private int bestParent(int last) {
        int parent = -1;
        for (int slot = 0; slot <= last; slot++) {
            if (runs(slot)
                    && bestLogProbability[slot] > Double.NEGATIVE_INFINITY
                    && (parent < 0 || bestLogProbability[slot] > bestLogProbability[parent])) {
                parent = slot;
            }
        }
        return parent;
    }

    private Prefix take(int slot, float[] scores) {
        Prefix prefix = slots[slot];
        int label = best[slot];
        double logProbability = scores[at[slot] + label] - logSum[slot];
        scores[at[slot] + label] = Float.NEGATIVE_INFINITY;
        choose(slot, MaskedSoftmax.likeliest(scores, at[slot], labels), scores);
        return label == labels
                ? prefix.ended(logProbability, highest[slot])
                : prefix.with(label, logProbability, prefix.length() + 1 == longest, highest[slot]);
    }

    private boolean canImprove() {
        Prefix ended = likeliestEnded();
        for (int slot = 0; slot < slots.length; slot++) {
            if (runs(slot) && (ended == null || slots[slot].logProbability() > ended.logProbability())) {
                return true;
            }
        }
        return false;
    }

    private Prefix likeliestEnded() {
        Prefix likeliest = null;
        for (Prefix prefix : slots) {
            if (prefix != null
                    && prefix.ended()
                    && (likeliest == null || prefix.logProbability() > likeliest.logProbability())) {
                likeliest = prefix;
            }
        }
        return likeliest;
    }

    /** Returns what has been found; nothing if numbers grew too large. */
    Optional<FoundPath> found() {
        Prefix likeliest = likeliestEnded();
        return finite && likeliest != null ? Optional.of(likeliest.found(scores(likeliest))) : Optional.empty();
    }

    private float[] scores(Prefix likeliest) {
        if (likeliest.highest() == null) {
            return new float[0];
        }
        double[] sums = new double[labels];
        double total = 0;
        for (Prefix prefix : slots) {
            if (prefix != null) {
                double weight = Math.exp(prefix.logProbability() - likeliest.logProbability());
                prefix.addScores(weight, sums);
                total += weight;
            }
        }
        float[] scores = new float[labels];
        for (int k = 0; k < labels; k++) {
            scores[k] = (float) (sums[k] / total);
        }
        return scores;
    }
}
