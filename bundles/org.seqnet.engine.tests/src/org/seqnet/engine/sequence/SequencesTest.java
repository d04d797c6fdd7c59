package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Floats;
import org.seqnet.engine.tensor.RandomTensors;
import org.seqnet.engine.tensor.Tensor;

/** Packed sequences against a plain list of tensors. */
class SequencesTest {

    private static final SequenceShape SHAPE = new SequenceShape(4, 3);

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void what_is_packed_comes_out_to_the_last_bit(ElementType type) {
        for (var seed = 0; seed < 30; seed++) {
            var tensors = tensors(seed, type);
            assertSame(packed(tensors, 1 + seed * 5), tensors);
        }
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void a_chunk_that_grows_keeps_what_it_holds(ElementType type) {
        var random = new RandomTensors(9);
        var tensors = Stream.generate(() -> random.tensor(type, SHAPE.toShape()))
                .limit(100)
                .toList();
        // Room for 16 sequences at first, for 40 in a chunk at most.
        assertSame(packed(tensors, 40 * SHAPE.values()), tensors);
        assertSame(packed(tensors.subList(0, 17), 40 * SHAPE.values()), tensors.subList(0, 17));
    }

    @Test
    void mixed_types_come_out_to_the_last_bit() {
        for (var seed = 0; seed < 100; seed++) {
            var tensors = new ArrayList<Tensor>();
            tensors.addAll(tensors(seed, ElementType.UNSIGNED_BYTE));
            tensors.addAll(tensors(seed + 1, ElementType.values()[seed % 6]));
            tensors.addAll(tensors(seed + 2, ElementType.SHORT));

            assertSame(packed(tensors, 1 + seed), tensors);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNSIGNED_BYTE", "BYTE"})
    void bytes_come_out_as_they_are_with_a_number_for_each(ElementType type) {
        var preprocessing = new Preprocessing(
                FeatureScale.RANGE,
                new double[] {1, 2, 3},
                new double[] {0.1, 7, 0},
                Filling.NONE,
                new double[0],
                false);
        for (var scale : List.of(Affine.IDENTITY, new Affine(0.3f, 2))) {
            var random = new Random(4);
            var packer = Sequences.packer(SHAPE, InputForm.SEQUENCES, "");
            for (int n = 0; n < 50; n++) {
                var bytes = new byte[SHAPE.values()];
                random.nextBytes(bytes);
                var shape = SHAPE.toShape();
                var tensor =
                        type == ElementType.BYTE ? Tensor.ofBytes(shape, bytes) : Tensor.ofUnsignedBytes(shape, bytes);
                packer.add(tensor.scaled(scale));
            }
            var raw = packer.build();
            assertBytesGiveValues(raw);
            assertBytesGiveValues(raw.select(new int[] {7, 3, 3}));
            assertBytesGiveValues(raw.preprocessed(preprocessing));
        }
    }

    private static void assertBytesGiveValues(Sequences sequences) {
        var numbers = sequences.byteValues().orElseThrow();
        var bytes = new byte[SHAPE.values() + 1];
        var values = new float[SHAPE.values()];
        for (int n = 0; n < sequences.size(); n++) {
            sequences.copyBytes(n, bytes, 1);
            sequences.copyTo(n, values, 0);
            for (int i = 0; i < values.length; i++) {
                assertThat(numbers[256 * (i % SHAPE.features()) + (bytes[i + 1] & 0xFF)])
                        .isEqualTo(values[i]);
            }
        }
    }

    @Test
    void what_is_more_than_bytes_of_one_scale_has_no_number_for_each() {
        var bytes = Tensor.ofBytes(SHAPE.toShape(), new byte[SHAPE.values()]);
        var scales = packed(List.of(bytes, bytes.scaled(new Affine(2, 0))), 100);
        assertThat(scales.byteValues()).isEmpty();
        assertThat(packed(tensors(1, ElementType.SHORT), 100).byteValues()).isEmpty();
        var mixed = packed(List.of(bytes, Tensor.ofUnsignedBytes(SHAPE.toShape(), new byte[SHAPE.values()])), 1);
        assertThat(mixed.byteValues()).isEmpty();
        var mask = new Preprocessing(
                FeatureScale.NONE, new double[0], new double[0], Filling.PREVIOUS, new double[] {0, 0, 0}, true);
        assertThat(packed(List.of(bytes), 100).preprocessed(mask).byteValues()).isEmpty();
    }

    @Test
    void a_batch_holds_the_chosen_sequences_one_after_another() {
        var tensors = tensors(3, ElementType.SHORT);
        var indices = new Random(3).ints(20, 0, tensors.size()).toArray();
        var batch = new float[9 * SHAPE.values()];
        packed(tensors, 40).copyBatch(indices, 7, 9, batch);

        for (var n = 0; n < 9; n++) {
            for (var k = 0; k < SHAPE.values(); k++) {
                var expected = tensors.get(indices[7 + n]).value(k);
                assertThat(batch[n * SHAPE.values() + k]).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_batch_may_fill_the_start_of_a_larger_array() {
        var tensors = tensors(4, ElementType.BYTE);
        var batch = new float[100];
        packed(tensors, 40).copyBatch(new int[] {1, 0}, 0, 2, batch);

        assertThat(batch).startsWith(Floats.of(tensors.get(1)));
        assertThat(batch[12]).isEqualTo(tensors.get(0).value(0));
        assertThat(batch[24]).isZero();
    }

    @Test
    void positions_outside_are_refused() {
        var sequences = packed(tensors(5, ElementType.BYTE), 40);
        var batch = new float[SHAPE.values()];

        assertThatThrownBy(() -> sequences.copyTo(sequences.size(), batch, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sequences.copyTo(-1, batch, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sequences.copyBatch(new int[] {0, 1}, 0, 2, batch))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sequences.copyBatch(new int[] {0}, 0, 2, new float[100]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void bytes_and_shorts_keep_their_size_and_wider_types_become_floats() {
        for (var type : ElementType.values()) {
            var tensors = tensors(6, type);
            var bytes =
                    switch (type) {
                        case UNSIGNED_BYTE, BYTE -> 1;
                        case SHORT -> 2;
                        case INT, FLOAT, DOUBLE -> 4;
                    };
            assertThat(StoredBytes.of(packed(tensors, 40))).isEqualTo((long) bytes * tensors.size() * SHAPE.values());
        }
    }

    @Test
    void no_sequence_at_all_is_fine() {
        var none = Sequences.packer(SHAPE, InputForm.SEQUENCES, "").build();

        assertThat(none.size()).isZero();
        assertThat(none).hasToString("0 sequences of 4 time steps x 3 features");
        none.copyBatch(new int[0], 0, 0, new float[0]);
    }

    @Test
    void many_small_chunks_are_addressed() {
        // Chunks of one sequence each.
        var shape = new SequenceShape(1, 1);
        var packer = new Packer(shape, InputForm.SEQUENCES, "", 1);
        for (var i = 0; i < 1000; i++) {
            packer.add(Tensor.ofShorts(shape.toShape(), new short[] {(short) i}));
        }
        var sequences = packer.build();
        var value = new float[1];
        for (var i = 0; i < 1000; i++) {
            sequences.copyTo(i, value, 0);
            assertThat(value[0]).isEqualTo(i);
        }
    }

    private static List<Tensor> tensors(int seed, ElementType type) {
        var random = new Random(seed);
        var tensors = new RandomTensors(seed);
        var list = new ArrayList<Tensor>();
        for (var n = 0; n < 10 + seed % 40; n++) {
            var tensor = tensors.tensor(type, SHAPE.toShape());
            // Seeds divisible by 3 share one scale, the others have one each.
            list.add(seed % 3 == 0 ? tensor : tensor.scaled(new Affine(random.nextFloat(), random.nextFloat())));
        }
        return list;
    }

    private static Sequences packed(List<Tensor> tensors, int chunkValues) {
        var packer = new Packer(SHAPE, InputForm.SEQUENCES, "", chunkValues);
        tensors.forEach(packer::add);
        return packer.build();
    }

    private static void assertSame(Sequences sequences, List<Tensor> tensors) {
        assertThat(sequences.size()).isEqualTo(tensors.size());
        var values = new float[SHAPE.values()];
        for (var n = 0; n < tensors.size(); n++) {
            sequences.copyTo(n, values, 0);
            assertThat(values).as("sequence %d", n).isEqualTo(Floats.of(tensors.get(n)));
        }
    }
}
