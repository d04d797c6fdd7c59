package org.seqnet.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.StepLabels;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.spark.LocalSpark;

class PackingTest {
    private static Example example(String name, Known known, float... values) {
        return new Example(name, new Example.Numbers(values), 1, known, 1, "");
    }

    private static Example labelled(String label, float... values) {
        return example("Row " + label, new Known.Label(label), values);
    }

    private static Example symbols(String... symbols) {
        return new Example("Row", new Example.Symbols(symbols), 1, new Known.Label("a"), 1, "");
    }

    private static DataFacts facts(Declared declared, int parts, Example... examples) {
        return DataFacts.of(LocalSpark.context().parallelize(List.of(examples), parts), declared);
    }

    private static DataFacts facts(Example... examples) {
        return facts(Declared.NOTHING, 3, examples);
    }

    @Test
    void whole_numbers_are_in_numeric_order_and_texts_come_behind_them() {
        var found = facts(labelled("b", 1), labelled("10", 1), labelled("9", 1), labelled("a", 1), labelled("-1", 1));
        assertThat(found.domain()).isEqualTo(LabelDomain.of("-1", "9", "10", "a", "b"));
        assertThat(found.rows()).isEqualTo(5);
        assertThat(found.steps()).isEqualTo(OptionalInt.of(1));
    }

    @Test
    void labels_get_the_first_type_that_all_of_them_have() {
        var declared = Declared.NOTHING.withTypes(List.of(LabelType.INTEGER, LabelType.LONG));
        assertThat(facts(declared, 2, labelled("1", 1), labelled("2", 1))
                        .domain()
                        .type())
                .isEqualTo(LabelType.INTEGER);
        assertThat(facts(declared, 2, labelled("1", 1), labelled("3000000000", 1))
                        .domain()
                        .type())
                .isEqualTo(LabelType.LONG);
        assertThat(facts(declared, 2, labelled("1", 1), labelled("02", 1))
                        .domain()
                        .type())
                .isEqualTo(LabelType.TEXT);
    }

    @Test
    void parts_without_rows_change_nothing() {
        var examples = new Example[] {labelled("a", 1, 2), labelled("b", 3, 4)};
        assertThat(facts(Declared.NOTHING, 7, examples)).isEqualTo(facts(Declared.NOTHING, 1, examples));
    }

    @Test
    void sequences_of_several_lengths_have_no_fixed_shape() {
        var found = facts(labelled("a", 1), labelled("b", 1, 2));
        assertThat(found.steps()).isEmpty();
        assertThat(found.shape().isAnyLength()).isTrue();
    }

    @Test
    void facts_survive_being_sent_to_another_process() throws IOException, ClassNotFoundException {
        for (var found : List.of(facts(labelled("a", 1), labelled("b", 2)), facts(symbols("x"), symbols("y", "x")))) {
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(found);
            }
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertThat(in.readObject()).isEqualTo(found);
            }
        }
    }

    @Test
    void the_row_that_differs_in_features_is_named() {
        var wide = new Example("Row 7", new Example.Numbers(new float[] {1, 2}), 2, new Known.Label("a"), 1, "");
        assertThatThrownBy(() -> facts(labelled("a", 1, 2), wide))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Row 7 has 2 features, but Row a has 1 features. All sequences must have the same.");
    }

    @Test
    void no_rows_are_refused() {
        assertThatThrownBy(PackingTest::facts)
                .isInstanceOf(SeqNetException.class)
                .hasMessage("There are no training sequences: the tables have no rows, or none is complete.");
    }

    @Test
    void values_labels_and_missing_values_are_packed_in_their_order() {
        var examples = List.of(labelled("b", 1, Float.NaN), labelled("a", 3));
        var packed = Packing.pack(examples.iterator(), facts(examples.toArray(Example[]::new)));
        assertThat(packed.size()).isEqualTo(2);
        assertThat(packed.label(0)).isEqualTo(1);
        assertThat(packed.label(1)).isZero();
        assertThat(packed.sequences().missingValues()).isEqualTo(1);
        var values = new float[3];
        packed.sequences().copyBatch(new int[] {0, 1}, 0, 2, values);
        assertThat(values).containsExactly(1, Float.NaN, 3);
        assertThat(packed.weights()).isSameAs(Weights.EQUAL);
    }

    @Test
    void bytes_stay_bytes() {
        var image = new Example("Row", new Example.Bytes(new byte[] {0, -1}), 2, new Known.Label("a"), 1, "");
        var packed = Packing.pack(List.of(image).iterator(), facts(image));
        assertThat(packed.sequences().byteValues()).isPresent();
        var values = new float[2];
        packed.sequences().copyTo(0, values, 0);
        assertThat(values).containsExactly(0, 255);
    }

    @Test
    void an_empty_part_is_packed_as_no_sequences_of_the_same_kind() {
        var found = facts(example("Row", new Known.Values(List.of(1.5, Double.NaN)), 1));
        var packed = Packing.pack(new ArrayList<Example>().iterator(), found);
        assertThat(packed.size()).isZero();
        assertThat(packed.values().width()).isEqualTo(2);
        assertThat(packed.domain()).isEqualTo(LabelDomain.of("Target 1", "Target 2"));
    }

    @Test
    void the_most_frequent_symbols_come_first_and_missing_ones_are_unknown() {
        var examples = List.of(symbols("c", "b", null), symbols("b", "a"), symbols("b", "a", "d"));
        var found = facts(Declared.NOTHING.withVocabulary(20, 2), 2, examples.toArray(Example[]::new));
        assertThat(found.vocabulary().orElseThrow().symbols()).containsExactly("b", "a");
        var packed = Packing.pack(examples.iterator(), found);
        var values = new float[8];
        packed.sequences().copyBatch(new int[] {0, 1, 2}, 0, 3, values);
        assertThat(values).containsExactly(0, 1, 0, 1, 2, 1, 2, 0);
    }

    @Test
    void groups_are_numbered_in_their_order_and_a_row_without_one_is_its_own() {
        var examples = new ArrayList<Example>();
        for (var group : List.of("x", "", "y", "x", "")) {
            examples.add(new Example("Row", new Example.Numbers(new float[] {1}), 1, new Known.Label("a"), 2, group));
        }
        var packed = Packing.of(examples.iterator(), facts(examples.toArray(Example[]::new)));
        assertThat(packed.groups().orElseThrow()).containsExactly(0, 1, 2, 0, 3);
        assertThat(packed.data().weights()).isEqualTo(Weights.of(new float[] {2, 2, 2, 2, 2}));
    }

    @Test
    void step_labels_may_be_unknown() {
        var steps = example("Row", new Known.StepLabels(List.of("b", "", "a")), 1, 2, 3);
        var packed = Packing.pack(List.of(steps).iterator(), facts(steps));
        assertThat(packed.stepLabels()).isEqualTo(StepLabels.of(List.of(new int[] {1, -1, 0})));
    }

    @Test
    void a_label_that_training_data_lack_is_refused_by_its_row() {
        var found = facts(labelled("a", 1), labelled("b", 1));
        assertThatThrownBy(() -> Packing.pack(List.of(labelled("z", 1)).iterator(), found))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Row z: label 'z' does not occur in the training data. Remove such rows, or add rows with "
                        + "this label to the training data.");
    }

    @Test
    void a_sequence_of_another_length_is_refused_by_its_row() {
        var found = facts(labelled("a", 1), labelled("b", 1));
        assertThatThrownBy(() -> Packing.pack(List.of(labelled("a", 1, 2)).iterator(), found))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Row a has 2 time steps x 1 feature; it must have 1 time step x 1 feature, as the training "
                        + "data have. Reshape all sequences to the same shape first.");
    }

    @Test
    void labels_of_validation_data_that_training_data_lack_are_counted_and_named() {
        var found = facts(labelled("a", 1), labelled("b", 1));
        var context = LocalSpark.context();
        found.requireSeen(context.parallelize(List.of(labelled("b", 1), labelled("a", 1)), 3));
        var unseen = new ArrayList<Example>(List.of(labelled("z", 1), labelled("a", 1), labelled("z", 2)));
        for (var label : List.of("u", "v", "w", "x", "y")) {
            unseen.add(labelled(label, 1));
        }
        assertThatThrownBy(() -> found.requireSeen(context.parallelize(unseen, 3)))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("7 validation examples have labels that do not occur in the training data:\n"
                        + "'u', first in Row u\n'v', first in Row v\n'w', first in Row w\n'x', first in Row x\n"
                        + "'y', first in Row y\n"
                        + "Remove such examples, or add examples with these labels to the training data.");
    }
}
