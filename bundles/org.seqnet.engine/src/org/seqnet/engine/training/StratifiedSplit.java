package org.seqnet.engine.training;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * Assigns one group after the other, those of the rarest label first, to the side that still lacks most sequences
 * of the label: iterative stratification (Sechidis, Tsoumakas and Vlahavas, ECML PKDD 2011), with whole groups in
 * place of single sequences, and with whole numbers of sequences to reach.
 */
final class StratifiedSplit {
    private static final int TRAINING = 0;
    private static final int VALIDATION = 1;

    private final LabelSets labels;
    private final double share;
    private final SeedStream random;
    /** The sequences of each group, groups in random order. */
    private final List<int[]> groups;
    /** How many sequences each side still lacks of each label; the last one stands for none. */
    private final int[][] lacking;

    private final int[] left;
    private final int[] total = new int[2];
    private final boolean[] assigned;
    private final BitSet validation = new BitSet();

    StratifiedSplit(LabelledSequences sequences, int[] groupOf, ValidationShare how) {
        this.labels = sequences.truth().strata();
        this.share = how.share();
        this.random = new SeedStream(how.seed(), Purpose.VALIDATION);
        this.groups = shuffled(groupOf);
        this.assigned = new boolean[groups.size()];
        this.left = new int[sequences.domain().size() + 1];
        groups.forEach(group -> add(group, left, 1));
        this.lacking = new int[][] {left.clone(), toHoldOut()};
        for (int label = 0; label < left.length; label++) {
            lacking[TRAINING][label] -= lacking[VALIDATION][label];
        }
        total[VALIDATION] = (int) Math.round(share * sequences.size());
        total[TRAINING] = sequences.size() - total[VALIDATION];
    }

    private List<int[]> shuffled(int[] groupOf) {
        int[] order = ValidationShare.numbers(groupOf.length);
        random.shuffle(order);
        var members = new LinkedHashMap<Integer, IntStream.Builder>();
        for (int n : order) {
            members.computeIfAbsent(groupOf[n], unseen -> IntStream.builder()).add(n);
        }
        return members.values().stream()
                .map(builder -> builder.build().toArray())
                .toList();
    }

    private void add(int[] group, int[] counts, int sign) {
        for (int n : group) {
            int own = labels.count(n);
            for (int i = 0; i < own; i++) {
                counts[labels.label(n, i)] += sign;
            }
            counts[counts.length - 1] += own == 0 ? sign : 0;
        }
    }

    /** Returns how many sequences of each label to hold out: the share, rounded so that the sum is the share too. */
    private int[] toHoldOut() {
        int[] counts = new int[left.length];
        long missing = Math.max(
                1, Math.round(share * Arrays.stream(left).asLongStream().sum()));
        for (int label = 0; label < left.length; label++) {
            counts[label] = (int) Math.min(share * left[label], Math.max(0, left[label] - 1));
            missing -= counts[label];
        }
        int[] order = ValidationShare.numbers(left.length);
        random.shuffle(order);
        var byRemainder = Arrays.stream(order)
                .filter(label -> counts[label] + 1 < left[label])
                .boxed()
                .sorted(Comparator.comparingDouble(label -> counts[label] - share * left[label]))
                .limit(Math.max(0, missing))
                .toList();
        byRemainder.forEach(label -> counts[label]++);
        return counts;
    }

    BitSet heldOut() {
        for (int label = rarest(); label >= 0; label = rarest()) {
            for (int group : withLabel(label)) {
                assign(group, sideLacking(label));
            }
        }
        keepEachLabelInTraining();
        if (validation.isEmpty()) {
            holdOutOneThatCanBeSpared();
        }
        return validation;
    }

    private int rarest() {
        int rarest = -1;
        for (int label = 0; label < left.length; label++) {
            if (left[label] > 0 && (rarest < 0 || left[label] < left[rarest])) {
                rarest = label;
            }
        }
        return rarest;
    }

    /** Returns the groups that are still to be assigned and have a label, the largest first. */
    private int[] withLabel(int label) {
        return IntStream.range(0, groups.size())
                .filter(group -> !assigned[group] && has(groups.get(group), label))
                .boxed()
                .sorted(Comparator.comparingInt(group -> -groups.get(group).length))
                .mapToInt(group -> group)
                .toArray();
    }

    private boolean has(int[] group, int label) {
        return Arrays.stream(group)
                .anyMatch(n -> label == left.length - 1 ? labels.count(n) == 0 : labels.has(n, label));
    }

    private int sideLacking(int label) {
        int more = Integer.compare(lacking[VALIDATION][label], lacking[TRAINING][label]);
        return more > 0 || more == 0 && total[VALIDATION] > total[TRAINING] ? VALIDATION : TRAINING;
    }

    private void assign(int group, int side) {
        int[] members = groups.get(group);
        assigned[group] = true;
        add(members, lacking[side], -1);
        add(members, left, -1);
        total[side] -= members.length;
        if (side == VALIDATION) {
            Arrays.stream(members).forEach(validation::set);
        }
    }

    private int[] inTraining() {
        var counts = new int[left.length];
        groups.stream().filter(group -> !validation.get(group[0])).forEach(group -> add(group, counts, 1));
        return counts;
    }

    private void keepEachLabelInTraining() {
        int[] training = inTraining();
        for (int[] group : groups) {
            var counts = new int[left.length];
            add(group, counts, 1);
            boolean isNeeded =
                    IntStream.range(0, left.length - 1).anyMatch(label -> counts[label] > 0 && training[label] == 0);
            if (validation.get(group[0]) && isNeeded) {
                Arrays.stream(group).forEach(validation::clear);
                add(group, training, 1);
            }
        }
    }

    private void holdOutOneThatCanBeSpared() {
        int[] training = inTraining();
        groups.stream()
                .filter(group -> canBeSpared(group, training))
                .min(Comparator.comparingInt(group -> group.length))
                .ifPresent(group -> Arrays.stream(group).forEach(validation::set));
    }

    private boolean canBeSpared(int[] group, int[] training) {
        int[] counts = training.clone();
        add(group, counts, -1);
        return group.length < labels.size()
                && IntStream.range(0, left.length - 1).allMatch(label -> training[label] == 0 || counts[label] > 0);
    }
}
