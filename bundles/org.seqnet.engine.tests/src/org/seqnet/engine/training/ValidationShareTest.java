package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.training.ValidationShare.HeldOut;

class ValidationShareTest {
    private static final int LABELS = 4;

    /** Returns sequences of a single value, which is the number of the sequence. */
    private static LabelledSequences data(List<int[]> labels) {
        var packer = Sequences.packer(new SequenceShape(1, 1), InputForm.SEQUENCES, "");
        for (int n = 0; n < labels.size(); n++) {
            int value = n;
            packer.add(Tensor.ofFloats(Shape.of(1, 1), i -> value));
        }
        int most = labels.stream().flatMapToInt(Arrays::stream).max().orElse(0);
        var names = IntStream.rangeClosed(0, Math.max(most, LABELS - 1))
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
        return new LabelledSequences(packer.build(), LabelSets.of(labels), LabelDomain.of(names));
    }

    private static LabelledSequences classes(int... sizes) {
        var labels = new ArrayList<int[]>();
        for (int label = 0; label < sizes.length; label++) {
            for (int n = 0; n < sizes[label]; n++) {
                labels.add(new int[] {label});
            }
        }
        return data(labels);
    }

    private static int[] frequencies(LabelledSequences data) {
        return data.labels().frequencies(data.domain().size());
    }

    private static int[] numbers(LabelledSequences data) {
        var value = new float[1];
        return IntStream.range(0, data.size())
                .map(n -> {
                    data.sequences().copyTo(n, value, 0);
                    return (int) value[0];
                })
                .toArray();
    }

    private static void requireSplit(LabelledSequences all, HeldOut heldOut) {
        int[] validation = numbers(heldOut.validation());
        assertThat(validation).isEqualTo(heldOut.numbers()).isSorted().isNotEmpty();
        var together = IntStream.concat(Arrays.stream(validation), Arrays.stream(numbers(heldOut.training())))
                .sorted()
                .toArray();
        assertThat(together).isEqualTo(IntStream.range(0, all.size()).toArray());
        int[] before = frequencies(all);
        int[] after = frequencies(heldOut.training());
        for (int label = 0; label < before.length; label++) {
            assertThat(after[label] > 0).as("label %d", label).isEqualTo(before[label] > 0);
        }
    }

    @Test
    void each_class_is_split_in_the_same_proportion() {
        var all = classes(50, 100, 10, 40);
        var heldOut = new ValidationShare(0.2, 42).of(all, Optional.empty()).orElseThrow();

        requireSplit(all, heldOut);
        assertThat(frequencies(heldOut.validation())).containsExactly(10, 20, 2, 8);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void classes_of_any_size_are_split_to_within_one_sequence(long seed) {
        var random = new Random(seed);
        int[] sizes = IntStream.range(0, 2 + random.nextInt(20))
                .map(label -> 5 + random.nextInt(40))
                .toArray();
        double share = 0.05 + 0.45 * random.nextDouble();
        var all = classes(sizes);
        var heldOut = new ValidationShare(share, seed).of(all, Optional.empty()).orElseThrow();

        requireSplit(all, heldOut);
        assertThat(heldOut.validation().size()).isEqualTo((int) Math.max(1, Math.round(share * all.size())));
        int[] held = frequencies(heldOut.validation());
        for (int label = 0; label < sizes.length; label++) {
            assertThat((double) held[label]).isCloseTo(share * sizes[label], within(1.0));
        }
    }

    @Test
    void many_classes_of_two_sequences_give_the_share_of_all() {
        var all = classes(IntStream.generate(() -> 2).limit(50).toArray());
        var heldOut = new ValidationShare(0.2, 1).of(all, Optional.empty()).orElseThrow();

        requireSplit(all, heldOut);
        assertThat(heldOut.validation().size()).isEqualTo(20);
        assertThat(frequencies(heldOut.validation())).containsOnly(0, 1);
    }

    @Test
    void a_class_of_one_sequence_stays_in_training() {
        var all = classes(1, 19);
        var heldOut = new ValidationShare(0.2, 3).of(all, Optional.empty()).orElseThrow();

        requireSplit(all, heldOut);
        assertThat(frequencies(heldOut.validation())).startsWith(0, 4);
    }

    @Test
    void none_is_held_out_of_few_sequences_or_of_classes_of_one_sequence_each() {
        assertThat(new ValidationShare(0.2, 0).of(classes(5, 4), Optional.empty()))
                .isEmpty();
        assertThat(new ValidationShare(0.2, 0).of(classes(5, 5), Optional.empty()))
                .isPresent();
        assertThat(new ValidationShare(0.2, 0)
                        .of(classes(IntStream.generate(() -> 1).limit(12).toArray()), Optional.empty()))
                .isEmpty();
    }

    @Test
    void the_seed_alone_decides_which() {
        var all = classes(30, 30);
        var share = new ValidationShare(0.2, 42);
        int[] numbers = share.of(all, Optional.empty()).orElseThrow().numbers();

        assertThat(share.of(all, Optional.empty()).orElseThrow().numbers()).isEqualTo(numbers);
        assertThat(new ValidationShare(0.2, 43)
                        .of(all, Optional.empty())
                        .orElseThrow()
                        .numbers())
                .isNotEqualTo(numbers);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void a_group_is_never_on_both_sides(long seed) {
        var random = new Random(seed);
        int groups = 5 + random.nextInt(20);
        int[] groupOf = random.ints(20 + random.nextInt(400), 0, groups).toArray();
        var all = data(Arrays.stream(groupOf)
                .mapToObj(group -> new int[] {random.nextInt(LABELS)})
                .toList());
        var heldOut =
                new ValidationShare(0.25, seed).of(all, Optional.of(groupOf)).orElseThrow();

        requireSplit(all, heldOut);
        int[] held =
                Arrays.stream(heldOut.numbers()).map(n -> groupOf[n]).distinct().toArray();
        assertThat(Arrays.stream(numbers(heldOut.training()))
                        .map(n -> groupOf[n])
                        .distinct()
                        .toArray())
                .doesNotContain(held);
        assertThat(heldOut.validation().size()).isLessThan(heldOut.training().size());
    }

    @Test
    void groups_of_one_class_each_are_stratified_too() {
        // ten persons, each with six sequences of one of two classes
        int[] groupOf = IntStream.range(0, 60).map(n -> n / 6).toArray();
        var all =
                data(IntStream.range(0, 60).mapToObj(n -> new int[] {n / 6 % 2}).toList());
        var heldOut = new ValidationShare(0.2, 5).of(all, Optional.of(groupOf)).orElseThrow();

        requireSplit(all, heldOut);
        assertThat(frequencies(heldOut.validation())).startsWith(6, 6);
    }

    @Test
    void a_class_in_one_group_alone_stays_in_training() {
        int[] groupOf = IntStream.range(0, 40).map(n -> n / 10).toArray();
        var all = data(
                IntStream.range(0, 40).mapToObj(n -> new int[] {n < 10 ? 1 : 0}).toList());
        var heldOut = new ValidationShare(0.5, 8).of(all, Optional.of(groupOf)).orElseThrow();

        requireSplit(all, heldOut);
        assertThat(Arrays.stream(heldOut.numbers())).allMatch(n -> n >= 10);
        assertThat(new ValidationShare(0.5, 8).of(classes(20, 20), Optional.of(new int[40])))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void each_of_several_labels_is_split_in_about_the_same_proportion(long seed) {
        var random = new Random(seed);
        double[] frequency = {0.5, 0.3, 0.1, 0.05};
        var all = data(IntStream.range(0, 1000)
                .mapToObj(n -> IntStream.range(0, LABELS)
                        .filter(label -> random.nextDouble() < frequency[label])
                        .toArray())
                .toList());
        var heldOut = new ValidationShare(0.2, seed).of(all, Optional.empty()).orElseThrow();

        requireSplit(all, heldOut);
        int[] before = frequencies(all);
        int[] held = frequencies(heldOut.validation());
        for (int label = 0; label < LABELS; label++) {
            assertThat((double) held[label] / before[label]).isCloseTo(0.2, within(0.03));
        }
        assertThat((double) heldOut.validation().size() / all.size()).isCloseTo(0.2, within(0.03));
    }

    @Test
    void a_share_out_of_range_is_refused() {
        assertThatThrownBy(() -> new ValidationShare(0.6, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Validation share: 0.6 is not greater than 0 and at most 0.5.");
        assertThatThrownBy(() -> new ValidationShare(Double.NaN, 1)).isInstanceOf(SeqNetException.class);
    }

    private static LabelledSequences values(int size, IntPredicate known) {
        var labels = classes(size);
        var numbers = IntStream.range(0, size)
                .mapToDouble(n -> known.test(n) ? n : Double.NaN)
                .toArray();
        return new LabelledSequences(labels.sequences(), TargetValues.of(1, numbers), LabelDomain.of("target"));
    }

    @Test
    void rows_of_values_are_split_at_random_those_without_one_in_the_same_share() {
        var all = values(50, n -> n % 5 != 2);

        var heldOut = new ValidationShare(0.2, 3).of(all, Optional.empty()).orElseThrow();

        assertThat(heldOut.numbers())
                .hasSize(10)
                .isNotEqualTo(IntStream.range(40, 50).toArray());
        assertThat(Arrays.stream(heldOut.numbers()).filter(n -> n % 5 == 2)).hasSize(2);
        assertThat(heldOut.validation().values()).isEqualTo(all.values().select(n -> heldOut.numbers()[n], 10));
        assertThat(heldOut.training().size()).isEqualTo(40);
    }

    @Test
    void rows_of_values_in_one_group_stay_on_one_side() {
        int[] groups = IntStream.range(0, 60).map(n -> n / 6).toArray();

        var heldOut = new ValidationShare(0.3, 1)
                .of(values(60, n -> true), Optional.of(groups))
                .orElseThrow();

        assertThat(heldOut.numbers()).hasSize(18);
        assertThat(Arrays.stream(heldOut.numbers()).map(n -> groups[n]).distinct())
                .hasSize(3);
    }

    @Test
    void the_latest_windows_of_each_series_are_held_out() {
        int[] series = IntStream.range(0, 20).map(n -> n < 15 ? n % 3 : 3).toArray();

        var heldOut = new ValidationShare(0.4, 1)
                .latest(values(20, n -> true), Optional.of(series), 1)
                .orElseThrow();
        var ofOne = new ValidationShare(0.4, 1)
                .latest(values(20, n -> true), Optional.empty(), 1)
                .orElseThrow();

        assertThat(heldOut.numbers()).containsExactly(9, 10, 11, 12, 13, 14, 18, 19);
        assertThat(ofOne.numbers()).isEqualTo(IntStream.range(12, 20).toArray());
        assertThat(numbers(ofOne.training())).isEqualTo(IntStream.range(0, 12).toArray());
    }

    @Test
    void one_window_of_the_longest_series_is_held_out_at_least_and_none_of_a_series_of_one() {
        int[] series = IntStream.range(0, 12).map(n -> Math.max(0, n - 2)).toArray();

        assertThat(new ValidationShare(0.01, 1)
                        .latest(values(12, n -> true), Optional.of(series), 1)
                        .orElseThrow()
                        .numbers())
                .containsExactly(2);
        assertThat(new ValidationShare(0.5, 1)
                        .latest(
                                values(12, n -> true),
                                Optional.of(IntStream.range(0, 12).toArray()),
                                1))
                .isEmpty();
        assertThat(new ValidationShare(0.5, 1).latest(values(9, n -> true), Optional.empty(), 1))
                .isEmpty();
    }

    /** Window n has targets n + 1 to n + 4; series 0 has 13 windows, of which 10 do not overlap, series 1 has 4. */
    @Test
    void windows_whose_targets_overlap_those_held_out_are_in_neither_part() {
        int[] series = IntStream.range(0, 17).map(n -> n < 13 ? 0 : 1).toArray();

        var heldOut = new ValidationShare(0.2, 1)
                .latest(values(17, n -> true), Optional.of(series), 4)
                .orElseThrow();

        assertThat(heldOut.numbers()).containsExactly(11, 12);
        // 8, 9 and 10 know target 12 of window 11; a series of four windows has none to spare
        assertThat(numbers(heldOut.training())).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 15, 16);
    }

    @Test
    void a_series_needs_more_windows_than_steps() {
        var one = new ValidationShare(0.01, 1)
                .latest(values(12, n -> true), Optional.empty(), 11)
                .orElseThrow();

        assertThat(one.numbers()).containsExactly(11);
        assertThat(numbers(one.training())).containsExactly(0);
        assertThat(new ValidationShare(0.5, 1).latest(values(12, n -> true), Optional.empty(), 12))
                .isEmpty();
    }
}
