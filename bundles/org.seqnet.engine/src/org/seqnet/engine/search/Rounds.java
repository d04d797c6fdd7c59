package org.seqnet.engine.search;

import java.util.ArrayList;
import java.util.List;

/**
 * The rounds of successive halving, by thirds: each has a third of the trials of the one before, with three times the
 * epochs, until one is left, which is then trained with all epochs.
 *
 * <p>Source: Jamieson and Talwalkar, 2016, arXiv:1502.07943; thirds as in Li et al., 2018, arXiv:1603.06560.
 */
record Rounds(List<Round> rounds) {
    private static final int PART = 3;

    /** Some trials of so many epochs, of which some are kept. */
    record Round(int trials, int epochs, int kept) {}

    static Rounds of(int trials, int epochs) {
        var counts = new ArrayList<Integer>();
        for (int count = trials; count > 1; count = (count + PART - 1) / PART) {
            counts.add(count);
        }
        var rounds = new ArrayList<Round>();
        double part = Math.pow(PART, counts.size());
        for (int i = 0; i < counts.size(); i++) {
            int kept = i + 1 < counts.size() ? counts.get(i + 1) : 1;
            int share = Math.max(1, (int) Math.round(epochs / part));
            int last = rounds.size() - 1;
            if (last >= 0 && rounds.get(last).epochs == share) {
                // the same epochs would show the same once more
                rounds.set(last, new Round(rounds.get(last).trials, share, kept));
            } else {
                rounds.add(new Round(counts.get(i), share, kept));
            }
            part /= PART;
        }
        return new Rounds(List.copyOf(rounds));
    }

    /** Returns the epochs of all trials of all rounds. */
    long epochs() {
        return rounds.stream()
                .mapToLong(round -> (long) round.trials * round.epochs)
                .sum();
    }
}
