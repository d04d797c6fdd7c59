package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.SmallHeap;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class PackerTest {

    private static final SequenceShape SHAPE = new SequenceShape(2, 3);

    @Test
    void a_sequence_of_another_shape_is_refused() {
        var packer = Sequences.packer(SHAPE, InputForm.SEQUENCES, "the network requires")
                .add(Tensor.ofBytes(Shape.of(2, 3), new byte[6]));

        assertThatThrownBy(() -> packer.add(Tensor.ofBytes(Shape.of(1, 3), new byte[3]), () -> "Row 'Row17'"))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Row 'Row17' has 1 time step x 3 features; it must have 2 time steps x 3 features,"
                        + " as the network requires. Reshape all sequences to the same shape first.");
        assertThat(packer.size()).isEqualTo(1);
    }

    @Test
    void a_sequence_of_another_shape_is_refused_even_if_nobody_says_why() {
        assertThatThrownBy(() -> Sequences.packer(SHAPE, InputForm.SEQUENCES, "")
                        .add(Tensor.ofBytes(Shape.of(1, 3), new byte[3])))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Sequence 1 has 1 time step x 3 features; it must have 2 time steps x 3 features."
                        + " Reshape all sequences to the same shape first.");
    }

    @Test
    void a_tensor_that_is_no_sequence_is_refused() {
        assertThatThrownBy(() -> Sequences.packer(SHAPE, InputForm.SEQUENCES, "")
                        .add(Tensor.ofBytes(Shape.of(6), new byte[6]), () -> "Row 'a'"))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Row 'a' is a tensor of shape 6, not a sequence of time steps x features. Use a "
                        + "Sequence Reshaper before this node.");
    }

    @Test
    void nan_is_named_by_row_step_and_feature() {
        var holed = Tensor.ofFloats(Shape.of(2, 3), new float[] {0, 1, 2, 3, 4, Float.NaN});

        assertThatThrownBy(
                        () -> Sequences.packer(SHAPE, InputForm.SEQUENCES, "").add(holed, () -> "Row 'Row17'"))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Row 'Row17', time step 2, feature 3: the value is NaN, but a network requires "
                        + "finite numbers. Replace or remove it.");
    }

    @Test
    void infinite_values_are_named() {
        var endless = Tensor.ofDoubles(Shape.of(2, 3), new double[] {0, Double.NEGATIVE_INFINITY, 2, 3, 4, 5});

        assertThatThrownBy(
                        () -> Sequences.packer(SHAPE, InputForm.SEQUENCES, "").add(endless))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Sequence 1, time step 1, feature 2: the value is infinite, but a network requires "
                        + "finite numbers. Replace or remove it.");
    }

    @Test
    void values_too_large_for_a_float_are_named() {
        var large = Tensor.ofDoubles(Shape.of(2, 3), new double[] {1e300, 1, 2, 3, 4, 5});

        assertThatThrownBy(
                        () -> Sequences.packer(SHAPE, InputForm.SEQUENCES, "").add(large))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Sequence 1, time step 1, feature 1: the value is 1.0E300, too large for single "
                        + "precision, but a network requires finite numbers. Replace or remove it.");
    }

    @Test
    void a_scale_that_is_not_finite_is_refused() {
        var spoilt = Tensor.ofBytes(Shape.of(2, 3), new byte[6]).scaled(new Affine(Float.POSITIVE_INFINITY, 0));

        assertThatThrownBy(
                        () -> Sequences.packer(SHAPE, InputForm.SEQUENCES, "").add(spoilt, () -> "Row 'a'"))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Row 'a' has a scaling that is not finite. Check how it was scaled.");
    }

    @Test
    void a_sequence_that_is_refused_leaves_the_packer_as_it_was() {
        var packer = Sequences.packer(SHAPE, InputForm.SEQUENCES, "");
        var good = Tensor.ofFloats(Shape.of(2, 3), new float[] {1, 2, 3, 4, 5, 6});
        packer.add(good);
        assertThatThrownBy(() -> packer.add(Tensor.ofFloats(Shape.of(2, 3), new float[] {9, 9, Float.NaN, 9, 9, 9})))
                .isInstanceOf(SeqNetException.class);
        packer.add(good);
        var sequences = packer.build();
        var second = new float[6];
        sequences.copyTo(1, second, 0);

        assertThat(sequences.size()).isEqualTo(2);
        assertThat(second).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void what_has_been_built_is_not_touched_by_going_on() {
        var packer = Sequences.packer(SHAPE, InputForm.SEQUENCES, "").add(Tensor.ofBytes(Shape.of(2, 3), new byte[6]));
        var first = packer.build();
        packer.add(Tensor.ofShorts(Shape.of(2, 3), new short[] {1, 1, 1, 1, 1, 1}));

        assertThat(first.size()).isEqualTo(1);
        assertThat(packer.size()).isEqualTo(1);
        assertThat(first.packed.scales().get(0)).isEqualTo(Affine.IDENTITY);
    }

    /** A main method, for a Java process of its own: packs so many windows of 50 steps x 10 features. */
    static final class PackWindows {
        public static void main(String[] arguments) {
            int windows = Integer.parseInt(arguments[0]);
            var packer = Sequences.packer(SequenceShape.ofAnyLength(10), InputForm.SEQUENCES, "")
                    .expecting(windows);
            try {
                for (int n = 0; n < windows; n++) {
                    packer.add(Tensor.ofDoubles(Shape.of(50, 10), new double[500]));
                }
                System.out.print(packer.build());
            } catch (SeqNetException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    @Test
    void more_sequences_than_the_heap_holds_are_told_with_their_size() throws Exception {
        assertThat(SmallHeap.run(512, PackWindows.class, "300000"))
                .isEqualTo("Loading 300,000 sequences requires more memory than available: about 573 MB, with a "
                        + "Java heap of at most 512 MB (Java heap space). Increase -Xmx in knime.ini. "
                        + "Alternatively, use fewer rows or shorter sequences.");
        assertThat(SmallHeap.run(512, PackWindows.class, "200000"))
                .isEqualTo("200000 sequences of 50 time steps x 10 features");
    }

    @Test
    void one_sequence_that_the_heap_is_too_small_for_is_told_with_its_size() throws Exception {
        assertThat(SmallHeap.run(450, PackLongSequence.class))
                .isEqualTo("Loading 1 sequence requires more memory than available: about 153 MB, with a Java "
                        + "heap of at most 450 MB (Java heap space). Increase -Xmx in knime.ini. "
                        + "Alternatively, use fewer rows or shorter sequences.");
    }

    /** A main method, for a Java process of its own: packs one sequence of 40 million whole numbers. */
    static final class PackLongSequence {
        public static void main(String[] arguments) {
            try {
                var sequence = Tensor.ofStream(
                        Shape.of(40_000_000, 1), ElementType.INT, new ByteArrayInputStream(new byte[0]) {
                            @Override
                            public synchronized int read(byte[] target, int from, int count) {
                                return count;
                            }
                        });
                System.out.print(Sequences.packer(SequenceShape.ofAnyLength(1), InputForm.SEQUENCES, "")
                        .add(sequence));
            } catch (SeqNetException e) {
                System.out.print(e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
