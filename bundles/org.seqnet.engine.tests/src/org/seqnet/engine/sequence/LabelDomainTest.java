package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Tensor;

class LabelDomainTest {

    private static final LabelDomain PETS = LabelDomain.of("cat", "dog", "fish");

    @Test
    void names_and_indices_belong_together() {
        assertThat(PETS.size()).isEqualTo(3);
        assertThat(PETS.name(1)).isEqualTo("dog");
        assertThat(PETS.indexOf("dog")).isEqualTo(1);
        assertThat(PETS.indexOf("bird")).isEqualTo(-1);
        assertThat(PETS.contains("cat")).isTrue();
        assertThat(PETS.contains("bird")).isFalse();
    }

    @Test
    void a_name_that_occurs_twice_is_refused() {
        assertThatThrownBy(() -> LabelDomain.of("cat", "dog", "cat"))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Label 'cat' occurs twice in the list of labels.");
    }

    @Test
    void domains_are_compared_by_names_and_order() {
        assertThat(LabelDomain.of("a", "b")).isEqualTo(LabelDomain.of("a", "b"));
        assertThat(LabelDomain.of("a", "b")).hasSameHashCodeAs(LabelDomain.of("a", "b"));
        assertThat(LabelDomain.of("a", "b")).isNotEqualTo(LabelDomain.of("b", "a"));
    }

    @Test
    void the_list_given_is_copied() {
        var names = new ArrayList<>(List.of("a"));
        var domain = new LabelDomain(names);
        names.add("b");

        assertThat(domain.names()).containsExactly("a");
    }

    @Test
    void every_sequence_needs_a_label() {
        assertThatThrownBy(() -> new LabelledSequences(two(), new int[] {0}, PETS))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("There are 2 sequences, but the labels of 1.");
    }

    @Test
    void labels_outside_the_domain_are_refused() {
        assertThatThrownBy(() -> new LabelledSequences(two(), new int[] {0, 3}, PETS))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Sequence 2 has label index 3; there are 3 labels, counted from 0.");
        assertThatThrownBy(() -> new LabelledSequences(two(), new int[] {-1, 0}, PETS))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Sequence 1 has label index -1; there are 3 labels, counted from 0.");
    }

    @Test
    void labels_are_copied_on_their_way_in_and_out() {
        var labels = new int[] {1, 2};
        var labelled = new LabelledSequences(two(), labels, PETS);
        labels[0] = 0;
        labelled.labels().labels(1)[0] = 0;

        assertThat(labelled.labels()).isEqualTo(LabelSets.ofClasses(new int[] {1, 2}));
        assertThat(labelled.label(1)).isEqualTo(2);
        assertThat(labelled.size()).isEqualTo(2);
        assertThat(labelled).hasToString("2 sequences of 1 time step x 1 feature in 3 classes");
    }

    @Test
    void labelled_sequences_are_equal_if_they_label_the_same_ones_alike() {
        var sequences = two();
        var labelled = new LabelledSequences(sequences, new int[] {1, 2}, PETS);

        assertThat(labelled)
                .isEqualTo(new LabelledSequences(sequences, new int[] {1, 2}, PETS))
                .hasSameHashCodeAs(new LabelledSequences(sequences, new int[] {1, 2}, PETS))
                .isNotEqualTo(new LabelledSequences(sequences, new int[] {1, 1}, PETS))
                .isNotEqualTo(new LabelledSequences(sequences, new int[] {1, 2}, LabelDomain.of("a", "b", "c")))
                .isNotEqualTo(new LabelledSequences(two(), new int[] {1, 2}, PETS));
    }

    private static Sequences two() {
        var shape = new SequenceShape(1, 1);
        var one = Tensor.ofBytes(shape.toShape(), new byte[1]);
        return Sequences.packer(shape, InputForm.SEQUENCES, "")
                .add(one)
                .add(one)
                .build();
    }
}
