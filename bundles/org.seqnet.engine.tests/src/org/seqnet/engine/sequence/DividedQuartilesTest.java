package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.sequence.DividedQuartiles.Passes;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class DividedQuartilesTest {
    /** Parts in this process, whose answers travel as bytes. */
    private record Parts(List<PackedFeatures> parts) implements Passes {
        @Override
        public RankCounts beginnings(int first, int number) {
            return sum(part -> RankCounts.ofBeginnings(part, first, number));
        }

        @Override
        public RankCounts ends(int first, List<char[]> beginnings) {
            return sum(part -> RankCounts.ofEnds(part, first, beginnings));
        }

        private RankCounts sum(Function<PackedFeatures, RankCounts> count) {
            return parts.stream()
                    .map(count)
                    .map(DividedQuartilesTest::sent)
                    .reduce(RankCounts::plus)
                    .orElseThrow();
        }
    }

    private static RankCounts sent(RankCounts counts) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(counts);
            out.flush();
            return (RankCounts) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Packs rows of one time step. */
    private static PackedFeatures packed(int columns, List<float[]> rows) {
        var packer = Sequences.packer(SequenceShape.ofAnyLength(columns), InputForm.SEQUENCES, "")
                .keepingMissing();
        rows.forEach(row -> packer.add(Tensor.ofFloats(Shape.of(1, columns), i -> row[i])));
        return new PackedFeatures(packer.build(), columns, () -> false);
    }

    private static double[][] divided(int columns, List<List<float[]>> parts) {
        var packed = parts.stream().map(rows -> packed(columns, rows)).toList();
        var moments = packed.stream()
                .map(PackedFeatures::moments)
                .reduce(FeatureMoments::plus)
                .orElseThrow();
        return new DividedQuartiles(moments, parts.size(), new Parts(packed)).find();
    }

    private static List<List<float[]>> parts(int number) {
        var parts = new ArrayList<List<float[]>>();
        for (int i = 0; i < number; i++) {
            parts.add(new ArrayList<>());
        }
        return parts;
    }

    /** Returns the quartiles of sorted values that are not missing, without a line of what is tested. */
    private static double[] plain(List<float[]> rows, int column) {
        var sorted = new ArrayList<Float>();
        rows.stream().map(row -> row[column]).filter(value -> !value.isNaN()).forEach(sorted::add);
        sorted.sort(Float::compare);
        var quartiles = new double[3];
        for (int q = 1; q <= 3 && !sorted.isEmpty(); q++) {
            double place = q / 4.0 * (sorted.size() - 1);
            double below = sorted.get((int) Math.floor(place));
            double above = sorted.get((int) Math.ceil(place));
            quartiles[q - 1] = below + (place - Math.floor(place)) * (above - below);
        }
        return quartiles;
    }

    private static float drawn(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> random.nextBoolean() ? 0f : -0f;
            case 1 -> random.nextInt(5) - 2;
            case 2 -> Float.NaN;
            case 3 -> 1 + random.nextInt(100) * Math.ulp(1f);
            case 4 -> -1000 - random.nextInt(100) * Math.ulp(1000f);
            case 5 -> (random.nextBoolean() ? 1 : -1) * Float.MAX_VALUE;
            case 6 -> (random.nextBoolean() ? 1 : -1) * Float.MIN_VALUE * random.nextInt(3);
            default -> (float) random.nextGaussian();
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void quartiles_of_parts_are_those_of_all_sorted_values_to_the_bit(int number) {
        var random = new Random(number);
        for (int trial = 0; trial < 40; trial++) {
            int columns = 1 + random.nextInt(4);
            int rows = 1 + random.nextInt(trial < 20 ? 9 : 300);
            var all = new ArrayList<float[]>();
            var parts = parts(number);
            for (int n = 0; n < rows; n++) {
                var row = new float[columns];
                for (int c = 0; c < columns; c++) {
                    row[c] = drawn(random);
                }
                all.add(row);
                parts.get(random.nextInt(number)).add(row);
            }
            var found = divided(columns, parts);
            assertThat(found).isDeepEqualTo(packed(columns, all).quartiles());
            for (int c = 0; c < columns; c++) {
                assertThat(found[c]).as("trial %d, column %d", trial, c).isEqualTo(plain(all, c));
            }
        }
    }

    @Test
    void more_columns_than_fit_a_pass_are_all_found() {
        var random = new Random(1);
        var parts = parts(2);
        var all = new ArrayList<float[]>();
        for (int n = 0; n < 21; n++) {
            var row = new float[37];
            for (int c = 0; c < row.length; c++) {
                row[c] = c + random.nextFloat();
            }
            all.add(row);
            parts.get(n % 2).add(row);
        }

        assertThat(divided(37, parts)).isDeepEqualTo(packed(37, all).quartiles());
    }

    @Test
    void quartiles_lie_between_neighbors() {
        var parts = List.of(List.of(new float[] {4}, new float[] {1}), List.of(new float[] {3}, new float[] {2}));

        assertThat(divided(1, parts)).isDeepEqualTo(new double[][] {{1.75, 2.5, 3.25}});
    }

    @Test
    void one_value_is_all_quartiles_and_a_column_without_values_has_zeros() {
        var parts = List.of(List.<float[]>of(), List.of(new float[] {-7.5f, Float.NaN}), List.<float[]>of());

        assertThat(divided(2, parts)).isDeepEqualTo(new double[][] {{-7.5, -7.5, -7.5}, {0, 0, 0}});
    }

    @Test
    void a_sort_key_has_the_order_of_floats_and_gives_them_back() {
        var values = new float[] {
            Float.NEGATIVE_INFINITY,
            -Float.MAX_VALUE,
            -1,
            Math.nextUp(-1f),
            -Float.MIN_VALUE,
            -0f,
            0f,
            Float.MIN_VALUE,
            Math.nextDown(1f),
            1,
            Float.MAX_VALUE,
            Float.POSITIVE_INFINITY
        };
        long before = -1;
        for (float value : values) {
            char upper = SortKey.upper(value);
            char lower = SortKey.lower(value);
            long key = (long) upper << 16 | lower;

            assertThat(key).as("" + value).isGreaterThan(before);
            assertThat(Float.floatToRawIntBits(SortKey.value(upper, lower))).isEqualTo(Float.floatToRawIntBits(value));
            before = key;
        }
    }
}
