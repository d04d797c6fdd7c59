package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;

class LabelSetsTest {
    private static final int LABELS = 9;

    /** Plain sets, from none to all labels. */
    private static List<TreeSet<Integer>> random(Random random, int size) {
        var sets = new ArrayList<TreeSet<Integer>>();
        for (int n = 0; n < size; n++) {
            var set = new TreeSet<Integer>();
            int draws = random.nextInt(2 * LABELS);
            for (int i = 0; i < draws; i++) {
                set.add(random.nextInt(LABELS));
            }
            sets.add(set);
        }
        return sets;
    }

    private static int[] ints(Iterable<Integer> set) {
        var list = new ArrayList<Integer>();
        set.forEach(list::add);
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Returns the labels in any order. */
    private static int[] shuffled(TreeSet<Integer> set, Random random) {
        var list = new ArrayList<>(set);
        Collections.shuffle(list, random);
        return ints(list);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 50, 500})
    void sets_are_what_was_given_in_ascending_order(int size) {
        var random = new Random(size);
        var plain = random(random, size);
        var sets = LabelSets.of(plain.stream().map(set -> shuffled(set, random)).toList());

        assertThat(sets.size()).isEqualTo(size);
        for (int n = 0; n < size; n++) {
            var expected = plain.get(n);
            assertThat(sets.count(n)).isEqualTo(expected.size());
            assertThat(sets.labels(n)).containsExactly(ints(expected));
            for (int label = -1; label <= LABELS; label++) {
                assertThat(sets.has(n, label)).isEqualTo(expected.contains(label));
            }
            for (int i = 0; i < sets.count(n); i++) {
                assertThat(sets.label(n, i)).isEqualTo(ints(expected)[i]);
            }
        }
        assertThat(sets.frequencies(LABELS))
                .containsExactly(IntStream.range(0, LABELS)
                        .map(label -> (int) plain.stream()
                                .filter(set -> set.contains(label))
                                .count())
                        .toArray());
        assertThat(sets.areClasses()).isEqualTo(plain.stream().allMatch(set -> set.size() == 1));
        assertThat(sets)
                .isEqualTo(LabelSets.of(
                        plain.stream().map(set -> shuffled(set, random)).toList()))
                .hasSameHashCodeAs(
                        LabelSets.of(plain.stream().map(LabelSetsTest::ints).toList()));
    }

    @Test
    void any_sequences_may_be_selected_in_any_order_and_more_than_once() {
        var random = new Random(1);
        var plain = random(random, 40);
        var sets = LabelSets.of(plain.stream().map(LabelSetsTest::ints).toList());
        for (int count : new int[] {0, 1, 7, 90}) {
            int[] which = random.ints(count, 0, 40).toArray();

            var selected = sets.select(n -> which[n], count);

            assertThat(selected)
                    .isEqualTo(LabelSets.of(IntStream.of(which)
                            .mapToObj(n -> ints(plain.get(n)))
                            .toList()));
        }
    }

    @Test
    void classes_are_sets_of_one_label_each() {
        var classes = LabelSets.ofClasses(new int[] {2, 0, 2});

        assertThat(classes)
                .isEqualTo(LabelSets.of(List.of(new int[] {2}, new int[] {0}, new int[] {2})))
                .isNotEqualTo(LabelSets.of(List.of(new int[] {2, 0}, new int[0], new int[] {2})))
                .hasToString("3 labels of 3 sequences");
        assertThat(classes.areClasses()).isTrue();
        assertThat(classes.frequencies(4)).containsExactly(1, 0, 2, 0);
    }

    @Test
    void as_many_labels_as_sequences_are_no_classes_if_one_has_none() {
        assertThat(LabelSets.of(List.of(new int[] {0, 1}, new int[0])).areClasses())
                .isFalse();
        assertThat(LabelSets.of(List.of(new int[] {0}, new int[] {1, 0})).areClasses())
                .isFalse();
        assertThat(LabelSets.of(List.of(new int[0])).areClasses()).isFalse();
        assertThat(LabelSets.of(List.of()).areClasses()).isTrue();
    }

    @Test
    void a_label_twice_is_refused() {
        assertThatThrownBy(() -> LabelSets.of(List.of(new int[] {1, 2}, new int[] {3, 1, 3})))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Sequence 2 has the label index 3 twice.");
    }

    @Test
    void no_label_is_taken_from_another_sequence() {
        var sets = LabelSets.of(List.of(new int[0], new int[] {4}));

        assertThatThrownBy(() -> sets.label(0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sets.label(1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(sets.label(1, 0)).isEqualTo(4);
    }

    @Test
    void arrays_are_copied() {
        int[] given = {3, 1};
        var sets = LabelSets.of(List.of(given));
        given[0] = 0;
        sets.labels(0)[0] = 7;
        int[] classes = {5};
        var single = LabelSets.ofClasses(classes);
        classes[0] = 0;

        assertThat(given).containsExactly(0, 1);
        assertThat(sets.labels(0)).containsExactly(1, 3);
        assertThat(single.label(0, 0)).isEqualTo(5);
    }

    @Test
    void sets_outside_the_domain_are_refused_with_the_first_such_sequence() {
        var two = ToySequences.learnable(2, new SequenceShape(2, 1), 2, 1).sequences();

        assertThatThrownBy(() -> new LabelledSequences(
                        two, LabelSets.of(List.of(new int[] {0, 1}, new int[] {2, 3, 0})), Toys.labels(2)))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Sequence 2 has label index 2; there are 2 labels, counted from 0.");
        assertThatThrownBy(() ->
                        new LabelledSequences(two, LabelSets.of(List.of(new int[] {-1}, new int[0])), Toys.labels(2)))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Sequence 1 has label index -1; there are 2 labels, counted from 0.");
        assertThatThrownBy(() -> new LabelledSequences(two, LabelSets.of(List.of(new int[0])), Toys.labels(2)))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("There are 2 sequences, but the labels of 1.");
    }

    @Test
    void sequences_say_what_kind_of_labels_they_have() {
        var two = ToySequences.learnable(2, new SequenceShape(2, 1), 2, 1).sequences();
        var classes = new LabelledSequences(two, new int[] {0, 1}, Toys.labels(3));
        var sets = new LabelledSequences(two, LabelSets.of(List.of(new int[] {0, 2}, new int[0])), Toys.labels(3));

        assertThat(classes).hasToString("2 sequences of 2 time steps x 1 feature in 3 classes");
        assertThat(sets)
                .hasToString("2 sequences of 2 time steps x 1 feature, any of 3 labels")
                .isNotEqualTo(classes)
                .isEqualTo(new LabelledSequences(
                        two, LabelSets.of(List.of(new int[] {2, 0}, new int[0])), Toys.labels(3)));
    }
}
