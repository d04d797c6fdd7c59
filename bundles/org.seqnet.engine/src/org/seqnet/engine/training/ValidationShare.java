package org.seqnet.engine.training;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * Holds a share of the training sequences out of training, to validate on: at random, or, of windows to forecast from,
 * the latest. At random, each label, and the sequences without one, is split in the same proportion, as far as its
 * number of sequences allows, and so are sequences with target values and without any; sequences of one group, such as
 * those of one person, stay on one side. Every label that occurs still occurs in training.
 *
 * <p>Equal sequences, groups and seeds are split alike on every machine.
 *
 * @param share the share to hold out, above 0 and at most one half
 * @param seed which of the fitting sequences are held out at random
 */
public record ValidationShare(double share, long seed) implements Serializable {
    /** Of fewer sequences, none is held out. */
    public static final int LEAST_SEQUENCES = 10;

    /** The greatest share. */
    public static final double MOST = 0.5;

    /**
     * Checks the share.
     *
     * @throws SeqNetException if it is out of range
     */
    public ValidationShare {
        if (!(share > 0 && share <= MOST)) {
            throw new SeqNetException(
                    "Validation share: " + share + " is not greater than 0 and at most " + MOST + ".");
        }
    }

    /**
     * Splits sequences without copying any.
     *
     * @param groups the group of each sequence; empty if each is one of its own
     * @return empty if there are fewer than {@value #LEAST_SEQUENCES}, or none can be spared: each label is in one
     *     group alone
     */
    public Optional<HeldOut> of(LabelledSequences sequences, Optional<int[]> groups) {
        if (sequences.size() < LEAST_SEQUENCES) {
            return Optional.empty();
        }
        return heldOut(
                sequences,
                new StratifiedSplit(sequences, groups.orElseGet(() -> numbers(sequences.size())), this).heldOut(),
                new BitSet());
    }

    /**
     * Splits windows of series without copying any: the last ones of each series, in the order of their rows, are held
     * out, so that the network is validated on forecasts of what comes after all that it learned from: the windows just
     * before them, whose targets overlap those held out if each begins one row later, are in neither part, and the
     * share is that of all others. No series is left without a window to learn from.
     *
     * @param series the number of the series of each window; empty if all are of one
     * @param steps how many steps ahead are learned of each window, at least 1
     * @return empty if there are fewer than {@value #LEAST_SEQUENCES}, or no series has more windows than steps
     */
    public Optional<HeldOut> latest(LabelledSequences windows, Optional<int[]> series, int steps) {
        if (windows.size() < LEAST_SEQUENCES) {
            return Optional.empty();
        }
        var ofSeries = new LinkedHashMap<Integer, IntStream.Builder>();
        for (int n = 0; n < windows.size(); n++) {
            int number = series.isPresent() ? series.get()[n] : 0;
            ofSeries.computeIfAbsent(number, unseen -> IntStream.builder()).add(n);
        }
        int overlapping = steps - 1;
        var last = new BitSet();
        var between = new BitSet();
        var all = ofSeries.values().stream()
                .map(builder -> builder.build().toArray())
                .toList();
        for (int[] rows : all) {
            int spare = rows.length - overlapping;
            holdOut(rows, (int) Math.min(spare - 1, Math.round(share * spare)), overlapping, last, between);
        }
        var longest =
                all.stream().max(Comparator.comparingInt(rows -> rows.length)).orElseThrow();
        if (last.isEmpty() && longest.length > steps) {
            holdOut(longest, 1, overlapping, last, between);
        }
        return heldOut(windows, last, between);
    }

    private static void holdOut(int[] rows, int held, int overlapping, BitSet last, BitSet between) {
        if (held > 0) {
            int first = rows.length - held;
            Arrays.stream(rows, first, rows.length).forEach(last::set);
            Arrays.stream(rows, first - overlapping, first).forEach(between::set);
        }
    }

    private static Optional<HeldOut> heldOut(LabelledSequences sequences, BitSet heldOut, BitSet neither) {
        if (heldOut.isEmpty()) {
            return Optional.empty();
        }
        int[] validation = heldOut.stream().toArray();
        int[] training = IntStream.range(0, sequences.size())
                .filter(n -> !heldOut.get(n) && !neither.get(n))
                .toArray();
        return Optional.of(new HeldOut(sequences.select(training), sequences.select(validation), validation));
    }

    static int[] numbers(int count) {
        return IntStream.range(0, count).toArray();
    }

    /**
     * Sequences in two parts.
     *
     * @param training those to learn from, in their order
     * @param validation those held out, in their order
     * @param numbers which of all sequences are held out, counted from 0
     */
    public record HeldOut(LabelledSequences training, LabelledSequences validation, int[] numbers) {}
}
