package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Floats;
import org.seqnet.engine.tensor.RandomTensors;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** Sequences of different lengths against a plain list of tensors. */
class RaggedSequencesTest {
    private static final int FEATURES = 3;
    private static final SequenceShape ANY = SequenceShape.ofAnyLength(FEATURES);

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void what_is_packed_comes_out_to_the_last_bit_whatever_the_chunks(ElementType type) {
        for (int seed = 0; seed < 40; seed++) {
            // Every fourth list begins with sequences of one length.
            var tensors = tensors(seed, seed % 4 == 1 ? 20 : 0, type);
            assertSame(packed(tensors, 1 + seed * 4), tensors);
        }
    }

    @Test
    void mixed_types_become_floats_chunk_by_chunk() {
        for (int seed = 0; seed < 40; seed++) {
            var tensors = new ArrayList<Tensor>();
            tensors.addAll(tensors(seed, 3, ElementType.UNSIGNED_BYTE));
            tensors.addAll(tensors(seed + 1, 0, ElementType.values()[seed % 6]));
            tensors.addAll(tensors(seed + 2, 0, ElementType.SHORT));

            assertSame(packed(tensors, 1 + seed * 3), tensors);
        }
    }

    @Test
    void nothing_is_padded() {
        var tensors = tensors(5, 0, ElementType.UNSIGNED_BYTE);
        int values = tensors.stream().mapToInt(Tensor::size).sum();

        assertThat(StoredBytes.of(packed(tensors, 40))).isEqualTo(values);
        assertThat(StoredBytes.of(packed(tensors, 1 << 20))).isEqualTo(values);
    }

    @Test
    void a_batch_stands_sequence_after_sequence() {
        var sequences = packed(List.of(floats(1), floats(4), floats(2)), 100);
        var batch = new float[100];
        sequences.copyBatch(new int[] {9, 2, 0, 2}, 1, 3, batch);

        var expected = new float[15];
        floats(2).copyTo(expected, 0);
        floats(1).copyTo(expected, 6);
        floats(2).copyTo(expected, 9);
        assertThat(batch).startsWith(expected);
        assertThat(batch[15]).isZero();
        assertThatThrownBy(() -> sequences.copyBatch(new int[] {1, 1}, 0, 2, new float[23]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void the_shape_is_of_any_length_only_if_lengths_differ() {
        var equal = packed(List.of(floats(4), floats(4)), 100);
        var ragged = packed(List.of(floats(4), floats(1), floats(6)), 100);
        var none = Sequences.packer(ANY, InputForm.SEQUENCES, "").build();

        assertThat(equal.shape()).isEqualTo(new SequenceShape(4, 3));
        assertThat(equal.declaredShape()).isEqualTo(ANY);
        assertThat(equal).hasToString("2 sequences of 4 time steps x 3 features");
        assertThat(ragged.shape()).isEqualTo(ANY);
        assertThat(ragged).hasToString("3 sequences of 1 to 6 time steps x 3 features");
        assertThat(ragged.longestValues()).isEqualTo(6L * ragged.shape().features());
        assertThat(ragged.timeSteps(1)).isEqualTo(1);
        assertThat(ragged.timeSteps(1, 2)).containsExactly(1, 6);
        assertThat(none.shape()).isEqualTo(ANY);
        assertThat(none).hasToString("0 sequences of 1 or more time steps x 3 features");
        assertThat(none.longestValues()).isZero();
    }

    @Test
    void a_packer_starts_anew_after_building() {
        var packer =
                Sequences.packer(ANY, InputForm.SEQUENCES, "").add(floats(2)).add(floats(5));
        assertThat(packer.build().shape()).isEqualTo(ANY);

        assertThat(packer.add(floats(7)).build()).hasToString("1 sequence of 7 time steps x 3 features");
    }

    @Test
    void other_features_are_refused_by_row() {
        var packer = Sequences.packer(ANY, InputForm.SEQUENCES, "").add(floats(2));

        assertThatThrownBy(() -> packer.add(Tensor.ofFloats(Shape.of(5, 2), new float[10]), () -> "Row 'a'"))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Row 'a' has 5 time steps x 2 features; it must have 1 or more time steps x 3 features."
                        + " Reshape all sequences to the same number of features first.");
        assertThat(packer.size()).isEqualTo(1);
    }

    @Test
    void a_value_that_is_no_number_is_named_by_step_and_leaves_the_packer_as_it_was() {
        var packer = Sequences.packer(ANY, InputForm.SEQUENCES, "").add(floats(1));
        var holed = new float[12];
        holed[10] = Float.NaN;

        assertThatThrownBy(() -> packer.add(Tensor.ofFloats(Shape.of(4, 3), holed), () -> "Row 'a'"))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Row 'a', time step 4, feature 2: the value is NaN, but a network requires finite "
                        + "numbers. Replace or remove it.");
        assertSame(packer.add(floats(3)).build(), List.of(floats(1), floats(3)));
    }

    private static Tensor floats(int timeSteps) {
        var values = new float[timeSteps * FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = timeSteps + i / 100f;
        }
        return Tensor.ofFloats(Shape.of(timeSteps, FEATURES), values);
    }

    private static List<Tensor> tensors(int seed, int equal, ElementType type) {
        var random = new Random(seed);
        var tensors = new RandomTensors(seed);
        var list = new ArrayList<Tensor>();
        for (int n = 0; n < 10 + seed % 40; n++) {
            list.add(tensors.tensor(type, Shape.of(n < equal ? 4 : 1 + random.nextInt(9), FEATURES)));
        }
        return list;
    }

    private static Sequences packed(List<Tensor> tensors, int chunkValues) {
        var packer = new Packer(ANY, InputForm.SEQUENCES, "", chunkValues);
        tensors.forEach(packer::add);
        return packer.build();
    }

    private static void assertSame(Sequences sequences, List<Tensor> tensors) {
        assertThat(sequences.size()).isEqualTo(tensors.size());
        for (int n = 0; n < tensors.size(); n++) {
            assertThat(sequences.timeSteps(n)).isEqualTo(tensors.get(n).shape().size(0));
            var values = new float[tensors.get(n).size()];
            sequences.copyTo(n, values, 0);
            assertThat(values).as("sequence %d", n).isEqualTo(Floats.of(tensors.get(n)));
        }
    }
}
