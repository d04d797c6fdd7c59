package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.network.dl4j.ParameterRanges;
import org.seqnet.engine.network.dl4j.StockNetworks;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;

class UpdateStepTest {
    private static final ParameterRanges FIRST_TWO_ARE_WEIGHTS =
            new ParameterRanges(List.of(new ParameterRanges.Range(0, 2)), List.of(), 4);
    private static final TrainingOptions PLAIN = TrainingOptions.defaults().withUpdater(Updater.SGD, 0.5);

    @BeforeAll
    static void start() {
        Backend.start();
    }

    @Test
    void the_gradient_is_the_mean_over_the_batch() {
        assertThat(moved(PLAIN, 10)).containsExactly(new float[] {1 - 0.5f, 1 - 1f, 1 - 1.5f, 1 - 2f}, within(1e-6f));
    }

    @Test
    void the_penalty_pulls_weights_and_leaves_biases() {
        assertThat(moved(PLAIN.withL2(0.2), 10))
                .containsExactly(new float[] {0.5f - 0.1f, 0f - 0.1f, -0.5f, -1f}, within(1e-6f));
    }

    @Test
    void a_long_gradient_is_cut_to_the_bound_and_keeps_its_direction() {
        float length = (float) Math.sqrt(1 + 4 + 9 + 16);
        assertThat(moved(PLAIN.withGradientClipping(2), 10))
                .containsExactly(
                        new float[] {1 - 1 / length, 1 - 2 / length, 1 - 3 / length, 1 - 4 / length}, within(1e-6f));
    }

    @Test
    void a_short_gradient_is_left_alone() {
        assertThat(moved(PLAIN.withGradientClipping(5.5), 10)).isEqualTo(moved(PLAIN, 10));
    }

    @ParameterizedTest
    @EnumSource
    void every_updater_goes_down_a_bowl_and_tells_its_state(Updater updater) {
        var options = TrainingOptions.defaults().withUpdater(updater, 10 * Toys.usualRate(updater));
        try (var step = UpdateStep.of(options, FIRST_TWO_ARE_WEIGHTS)) {
            float[] parameters = {3, -2, 1, -1};
            for (int i = 0; i < 30; i++) {
                var gradients = new float[4];
                for (int k = 0; k < 4; k++) {
                    gradients[k] = 0.1f * parameters[k];
                }
                step.apply(parameters, gradients, 1, 1, options.learningRate());
            }

            assertThat(length(parameters)).isLessThan(Math.sqrt(9 + 4 + 1 + 1) - 0.1);
            assertThat((long) step.state().length)
                    .isEqualTo(StockNetworks.updater(updater, 1).stateSize(4));
            assertThat(step.steps()).isEqualTo(30);
        }
    }

    private static double length(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    @ParameterizedTest
    @EnumSource
    void statistics_just_move_by_what_is_given_whatever_the_updater(Updater updater) {
        assertStatisticsJustMove(updater, step -> {});
    }

    @ParameterizedTest
    @EnumSource
    void no_state_of_a_file_moves_statistics(Updater updater) {
        var state = new float[4 * updater.statePerParameter()];
        Arrays.fill(state, 0.5f);

        assertStatisticsJustMove(updater, step -> step.restore(state, 7));
    }

    private static void assertStatisticsJustMove(Updater updater, Consumer<UpdateStep> preparation) {
        var ranges = new ParameterRanges(
                List.of(new ParameterRanges.Range(0, 1)), List.of(new ParameterRanges.Range(1, 3)), 4);
        var options = PLAIN.withUpdater(updater, 0.1).withL2(0.2).withGradientClipping(0.5);
        try (var step = UpdateStep.of(options, ranges)) {
            float[] parameters = {1, 100, -100, 1};
            preparation.accept(step);
            for (int i = 0; i < 3; i++) {
                step.apply(parameters, new float[] {1, 8, -4, 1}, 10, 1, options.learningRate());
            }

            assertThat(parameters[1]).isEqualTo(100 - 3 * 8);
            assertThat(parameters[2]).isEqualTo(-100 + 3 * 4);
        }
    }

    @Test
    void statistics_do_not_count_for_clipping() {
        var ranges = new ParameterRanges(List.of(), List.of(new ParameterRanges.Range(0, 3)), 4);
        try (var step = UpdateStep.of(PLAIN.withGradientClipping(4.5), ranges)) {
            float[] parameters = {1, 1, 1, 1};
            step.apply(parameters, new float[] {1000, 1000, 1000, 40}, 10, 1, 0.5);

            assertThat(parameters).containsExactly(-999, -999, -999, 1 - 0.5f * 4);
        }
    }

    @Test
    void the_gradient_of_each_member_is_clipped_by_itself() {
        // means of 3 and 4, of 0.3 and 0.4: the first is 5 long, the second 0.5
        var alike = List.of(
                new ParameterRanges.Rated(new ParameterRanges.Range(0, 2), 1),
                new ParameterRanges.Rated(new ParameterRanges.Range(2, 4), 1));
        var ranges = new ParameterRanges(List.of(), List.of(), 4, 2, alike);
        try (var step = UpdateStep.of(PLAIN.withGradientClipping(1), ranges)) {
            float[] parameters = {1, 1, 1, 1};
            step.apply(parameters, new float[] {30, 40, 3, 4}, 10, 1, 0.5);

            assertThat(parameters)
                    .containsExactly(new float[] {1 - 0.3f, 1 - 0.4f, 1 - 0.15f, 1 - 0.2f}, within(1e-6f));
        }
    }

    /** Returns parameters 1, 1, 1, 1 after a step along the summed gradients 10, 20, 30, 40. */
    private static float[] moved(TrainingOptions options, int batchSize) {
        try (var step = UpdateStep.of(options, FIRST_TWO_ARE_WEIGHTS)) {
            float[] parameters = {1, 1, 1, 1};
            step.apply(parameters, new float[] {10, 20, 30, 40}, batchSize, 1, options.learningRate());
            return parameters;
        }
    }
}
