package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class PreprocessingTest {
    private static final float GAP = Float.NaN;

    @Test
    void standardizing_gives_each_feature_mean_0_and_deviation_1() {
        var raw = sequences(2, new float[] {1, 1000, 3, 3000}, new float[] {5, 5000});
        var learned = learn(FeatureScale.STANDARDIZE, raw);

        // by hand: means 3 and 3000, deviations sqrt(8 / 3) and 1000 times that
        double deviation = Math.sqrt(8 / 3.0);
        assertThat(learned.shifts()).containsExactly(new double[] {3, 3000}, within(1e-9));
        assertThat(learned.factors()).containsExactly(new double[] {1 / deviation, 0.001 / deviation}, within(1e-9));
        assertThat(values(raw.preprocessed(learned), 0))
                .containsExactly(new float[] {-1.2247449f, -1.2247449f, 0, 0}, within(1e-6f));
    }

    @Test
    void a_range_becomes_0_to_1_and_test_values_may_lie_outside() {
        var learned = learn(FeatureScale.RANGE, sequences(1, new float[] {-2, 0, 6}));
        assertThat(values(sequences(1, new float[] {-2, 6, 14}).preprocessed(learned), 0))
                .containsExactly(0, 1, 2);
    }

    @Test
    void an_outlier_does_not_count_in_robust_scaling() {
        var learned = learn(FeatureScale.ROBUST, sequences(1, new float[] {1, 2, 3, 4, 1e6f}));
        assertThat(learned.shifts()).containsExactly(3);
        assertThat(learned.factors()).containsExactly(1 / 2.0);
    }

    @Test
    void robust_scaling_takes_the_deviation_where_half_of_all_values_are_equal() {
        var learned = learn(FeatureScale.ROBUST, sequences(1, new float[] {0, 0, 0, 0, 0, 0, 8, 0}));
        assertThat(learned.factors()[0]).isEqualTo(1 / Math.sqrt(7), within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(
            value = FeatureScale.class,
            names = {"STANDARDIZE", "RANGE", "ROBUST"})
    void a_feature_that_never_varied_is_0_whatever_it_holds_later(FeatureScale scale) {
        var learned = learn(scale, sequences(2, new float[] {7, 1, 7, 2}, new float[] {7, 3}));
        var later = values(sequences(2, new float[] {1e6f, 2}).preprocessed(learned), 0);
        assertThat(later[0]).isZero();
    }

    @Test
    void bytes_become_the_floats_that_their_own_scale_gives() {
        var bytes = new byte[256];
        for (int i = 0; i < 256; i++) {
            bytes[i] = (byte) i;
        }
        var tensor = Tensor.ofBytes(Shape.of(16, 16), bytes);
        var raw = packer(16).add(tensor).build();
        var scaled = packer(16).add(Scaling.UNIT_RANGE.apply(tensor)).build();
        var learned = new PreprocessingRule(Optional.empty(), Filling.NONE, false).learn(raw, 16, () -> false);

        assertThat(learned.scale()).isEqualTo(FeatureScale.BYTES);
        assertThat(values(raw.preprocessed(learned), 0)).containsExactly(values(scaled, 0));
    }

    @Test
    void what_is_scaled_already_stays_and_all_else_is_standardized() {
        var automatic = new PreprocessingRule(Optional.empty(), Filling.NONE, false);
        var tensor = Tensor.ofBytes(Shape.of(2, 1), new byte[] {1, 2});
        var scaledBytes = packer(1).add(Scaling.UNIT_RANGE.apply(tensor)).build();
        var floats = sequences(1, new float[] {1, 2});
        var scaledFloats = packer(1)
                .prepared(Preparation.UNKNOWN.with(Preparation.SCALING, "0 to 9 becomes 0 to 1"))
                .add(Tensor.ofFloats(Shape.of(2, 1), i -> i))
                .build();
        var unscaled = packer(1)
                .prepared(Preparation.UNKNOWN.with(Preparation.SCALING, Preparation.UNSCALED))
                .add(Tensor.ofFloats(Shape.of(2, 1), i -> i))
                .build();

        assertThat(automatic.learn(scaledBytes, 1, () -> false)).isEqualTo(Preprocessing.NONE);
        assertThat(automatic.learn(scaledFloats, 1, () -> false)).isEqualTo(Preprocessing.NONE);
        assertThat(automatic.learn(floats, 1, () -> false).scale()).isEqualTo(FeatureScale.STANDARDIZE);
        assertThat(automatic.learn(unscaled, 1, () -> false).scale()).isEqualTo(FeatureScale.STANDARDIZE);
    }

    @Test
    void pixels_of_a_channel_share_their_figures() {
        var learned = new PreprocessingRule(Optional.of(FeatureScale.RANGE), Filling.NONE, false)
                .learn(sequences(4, new float[] {1, 10, 3, 30}), 2, () -> false);
        assertThat(learned.shifts()).containsExactly(1, 10);
        assertThat(learned.factors()).containsExactly(0.5, 0.05);
    }

    @Test
    void gaps_are_filled_as_asked_for() {
        var raw = sequences(1, new float[] {GAP, 1, GAP, GAP, 4, GAP}, new float[] {GAP, GAP}, new float[] {7});
        float mean = 4; // of 1, 4 and 7

        assertThat(values(filled(raw, Filling.PREVIOUS), 0)).containsExactly(1, 1, 1, 1, 4, 4);
        assertThat(values(filled(raw, Filling.LINEAR), 0)).containsExactly(1, 1, 2, 3, 4, 4);
        assertThat(values(filled(raw, Filling.TRAINING_MEAN), 0)).containsExactly(mean, 1, mean, mean, 4, mean);
        for (var filling : new Filling[] {Filling.PREVIOUS, Filling.LINEAR, Filling.TRAINING_MEAN}) {
            assertThat(values(filled(raw, filling), 1)).containsExactly(mean, mean);
        }
    }

    @Test
    void a_mask_follows_the_features() {
        var raw = sequences(2, new float[] {1, GAP, GAP, 4, 5, 6}, new float[] {2, 2});
        var rule = new PreprocessingRule(Optional.of(FeatureScale.NONE), Filling.PREVIOUS, true);
        var masked = raw.preprocessed(rule.learn(raw, 2, () -> false));

        assertThat(masked.shape().features()).isEqualTo(4);
        assertThat(masked.timeSteps(0)).isEqualTo(3);
        assertThat(masked.longestValues()).isEqualTo(12);
        assertThat(values(masked, 0)).containsExactly(1, 4, 0, 1, 1, 4, 1, 0, 5, 6, 0, 0);
        var batch = new float[16];
        masked.copyBatch(new int[] {1, 0}, 0, 2, batch);
        assertThat(batch).containsExactly(2, 2, 0, 0, 1, 4, 0, 1, 1, 4, 1, 0, 5, 6, 0, 0);
    }

    @Test
    void any_sequence_is_what_a_plain_second_way_makes_of_it() {
        var random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int features = 1 + random.nextInt(4);
            var rows = new float[1 + random.nextInt(5)][];
            Arrays.setAll(rows, n -> randomRow(random, features));
            var raw = sequences(features, rows);
            var filling = Filling.values()[1 + random.nextInt(3)];
            var learned = new PreprocessingRule(Optional.of(FeatureScale.STANDARDIZE), filling, random.nextBoolean())
                    .learn(raw, features, () -> false);
            int n = random.nextInt(rows.length);
            assertThat(values(raw.preprocessed(learned), n))
                    .containsExactly(PlainPreprocessing.of(rows[n], features, learned), within(1e-5f));
        }
    }

    private static float[] randomRow(Random random, int features) {
        var row = new float[features * (1 + random.nextInt(6))];
        for (int i = 0; i < row.length; i++) {
            row[i] = random.nextInt(3) == 0 ? GAP : random.nextInt(100);
        }
        return row;
    }

    @Test
    void missing_values_need_a_filling() {
        var raw = sequences(1, new float[] {1, GAP});
        assertThat(raw.missingValues()).isEqualTo(1);
        assertThatThrownBy(() -> learn(FeatureScale.NONE, raw))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The training sequences have missing values (1 in all). Choose how to fill them in.");
        assertThatThrownBy(() -> new PreprocessingRule(Optional.empty(), Filling.NONE, true))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Mask features require missing values to be filled in. Choose how, or disable the mask.");
    }

    @Test
    void learning_can_be_canceled() {
        var rule = new PreprocessingRule(Optional.of(FeatureScale.ROBUST), Filling.NONE, false);
        var raw = sequences(1, new float[] {1, 2});
        assertThatThrownBy(() -> rule.learn(raw, 1, () -> true)).isInstanceOf(CancellationException.class);
    }

    @Test
    void figures_of_other_features_are_refused() {
        var learned = learn(FeatureScale.RANGE, sequences(2, new float[] {1, 2, 3, 4}));
        assertThatThrownBy(() -> sequences(3, new float[] {1, 2, 3}).preprocessed(learned))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The preprocessing of a network for 2 features does not fit sequences of 1 or more time "
                        + "steps x 3 features.");
    }

    private static Sequences filled(Sequences raw, Filling filling) {
        return raw.preprocessed(new PreprocessingRule(Optional.of(FeatureScale.NONE), filling, false)
                .learn(raw, raw.shape().features(), () -> false));
    }

    private static Preprocessing learn(FeatureScale scale, Sequences raw) {
        return new PreprocessingRule(Optional.of(scale), Filling.NONE, false)
                .learn(raw, raw.shape().features(), () -> false);
    }

    private static Packer packer(int features) {
        return Sequences.packer(SequenceShape.ofAnyLength(features), InputForm.SEQUENCES, "");
    }

    private static Sequences sequences(int features, float[]... rows) {
        var packer = packer(features).keepingMissing();
        for (var row : rows) {
            packer.add(Tensor.ofFloats(Shape.of(row.length / features, features), i -> row[i]));
        }
        return packer.build();
    }

    private static float[] values(Sequences sequences, int index) {
        var values = new float[sequences.timeSteps(index) * sequences.shape().features()];
        sequences.copyTo(index, values, 0);
        return values;
    }
}
