package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.network.Cell;

/** What every library of matrix products has to make of the kernel; a subclass for each. */
abstract class CpuKernelTest {

    private static final String SHAPES = "N={0} T={1} F={2} H={3}";

    @ParameterizedTest(name = SHAPES)
    @CsvSource({"1,1,1,1", "1,5,3,2", "7,1,3,2", "4,6,5,3", "37,4,16,24", "100,28,28,128"})
    void equals_the_reference(int n, int t, int f, int h) {
        for (Cell cell : Cell.values()) {
            compareWithReference(LayerCase.random(cell, n, t, f, h, 1));
        }
    }

    @ParameterizedTest(name = SHAPES)
    @CsvSource({"1,1,1,1", "1,5,3,2", "7,1,3,2", "4,6,5,3", "37,4,16,24"})
    void equals_the_reference_with_masks_and_a_carried_state(int n, int t, int f, int h) {
        for (Cell cell : Cell.values()) {
            compareWithReference(LayerCase.random(cell, n, t, f, h, 2)
                    .startingAtRandomState(3)
                    .masked());
        }
    }

    @Test
    void equals_the_reference_on_random_shapes() {
        Random random = new Random(4);
        for (int i = 0; i < 25; i++) {
            int t = 1 + random.nextInt(7);
            LayerCase example = LayerCase.random(
                            Cell.values()[i % 3],
                            1 + random.nextInt(60),
                            t,
                            1 + random.nextInt(20),
                            1 + random.nextInt(40),
                            100 + i)
                    .truncatedAt(random.nextInt(t));
            compareWithReference(
                    i % 2 == 0 ? example : example.startingAtRandomState(i).masked());
        }
    }

    /** A rectified unit may well pass nothing. */
    @ParameterizedTest
    @EnumSource(names = {"LSTM", "RNN_TANH"})
    void truncated_back_propagation_leaves_earlier_inputs_without_gradient(Cell cell) {
        LayerCase example = LayerCase.random(cell, 3, 5, 2, 4, 5).truncatedAt(3);
        try (Workers workers = workers(2);
                CpuKernel kernel = new CpuKernel(example.shape(), products(), workers)) {
            float[] dx = example.run(kernel).dx();
            for (int n = 0; n < 3; n++) {
                for (int k = 0; k < 3 * 2; k++) {
                    assertThat(dx[n * 5 * 2 + k]).isZero();
                }
                assertThat(dx[n * 5 * 2 + 3 * 2]).isNotZero();
            }
        }
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {2, 3, 5})
    void the_number_of_threads_changes_no_bit(int threads) {
        for (int n : new int[] {1, 7, 37, 50, 100}) {
            LayerCase example = LayerCase.random(Cell.LSTM, n, 9, 28, 128, 6).startingAtRandomState(7);
            try (Workers one = workers(1);
                    Workers several = workers(threads);
                    CpuKernel expected = new CpuKernel(example.shape(), products(), one);
                    CpuKernel actual = new CpuKernel(example.shape(), products(), several)) {
                assertThat(example.run(actual).all())
                        .isDeepEqualTo(example.run(expected).all());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_kernel_serves_mini_batches_of_any_size_in_turn(Cell cell) {
        Workers workers = workers(2);
        try (workers;
                CpuKernel kernel = new CpuKernel(new LayerShape(cell, 3, 8), products(), workers)) {
            for (int n : new int[] {20, 7, 1, 20}) {
                LayerCase example = LayerCase.random(cell, n, 4, 3, 8, n);
                compare(example.run(kernel), example.run(new ReferenceKernel(example.shape())));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_pass_that_keeps_nothing_gives_the_same_output_in_blocks(Cell cell) {
        int n = 700;
        LayerCase example =
                LayerCase.random(cell, n, 3, 4, 8, 8).startingAtRandomState(9).masked();
        try (Workers workers = workers(2);
                CpuKernel kernel = new CpuKernel(example.shape(), products(), workers)) {
            LayerCase.Result expected = example.run(kernel);
            float[] output = new float[n * 3 * 8];
            kernel.forward(
                    example.parameters(),
                    example.input(),
                    SequenceView.bySequence(FloatBuffer.wrap(output), n, 3, 8),
                    false);
            LayerState last = LayerState.zeros(n, example.shape());
            kernel.copyLastState(last);
            assertClose(output, expected.output());
            assertClose(last.output(), expected.lastOutput());
            assertClose(last.cell(), expected.lastCell());
        }
    }

    @Test
    void both_orders_of_steps_and_features_are_read_and_written() {
        LayerCase example = LayerCase.random(Cell.LSTM, 5, 4, 3, 6, 10);
        SequenceView source = example.input().steps();
        SequenceView transposed = new SequenceView(FloatBuffer.allocate(60), 0, 5, 4, 3, 1, 15, 5);
        for (int n = 0; n < 5; n++) {
            for (int t = 0; t < 4; t++) {
                for (int f = 0; f < 3; f++) {
                    transposed.set(n, t, f, source.value(n, t, f));
                }
            }
        }
        try (Workers workers = workers(2);
                CpuKernel kernel = new CpuKernel(example.shape(), products(), workers)) {
            assertThat(example.with(LayerInput.of(transposed)).run(kernel).all())
                    .isDeepEqualTo(example.run(kernel).all());
        }
    }

    @Test
    void back_propagation_needs_a_kept_pass() {
        LayerCase example = LayerCase.random(Cell.LSTM, 2, 2, 2, 2, 11);
        try (Workers workers = workers(1);
                CpuKernel kernel = new CpuKernel(example.shape(), products(), workers)) {
            kernel.forward(
                    example.parameters(),
                    example.input(),
                    SequenceView.bySequence(FloatBuffer.allocate(8), 2, 2, 2),
                    false);
            assertThatThrownBy(() -> kernel.backward(
                            example.outputGradient(), 0, Optional.empty(), LayerParameters.zeros(example.shape())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The latest forward pass kept nothing to propagate gradients through.");
        }
    }

    @Test
    void input_of_another_width_is_refused() {
        LayerCase example = LayerCase.random(Cell.LSTM, 2, 2, 3, 2, 12);
        try (Workers workers = workers(1);
                CpuKernel kernel = new CpuKernel(new LayerShape(Cell.LSTM, 4, 2), products(), workers)) {
            assertThatThrownBy(() -> kernel.forward(
                            LayerParameters.zeros(kernel.shape()),
                            example.input(),
                            SequenceView.bySequence(FloatBuffer.allocate(8), 2, 2, 2),
                            true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The layer reads 4 features a time step; its input has 3.");
        }
    }

    abstract MatrixProducts products();

    private Workers workers(int threads) {
        return new Workers(threads, products());
    }

    private void compareWithReference(LayerCase example) {
        try (Workers workers = workers(2);
                CpuKernel kernel = new CpuKernel(example.shape(), products(), workers)) {
            compare(example.run(kernel), example.run(new ReferenceKernel(example.shape())));
        }
    }

    private static void compare(LayerCase.Result actual, LayerCase.Result expected) {
        assertClose(actual.output(), expected.output());
        assertClose(actual.lastOutput(), expected.lastOutput());
        assertClose(actual.lastCell(), expected.lastCell());
        assertClose(actual.dx(), expected.dx());
        assertClose(actual.dw(), expected.dw());
        assertClose(actual.dr(), expected.dr());
        assertClose(actual.db(), expected.db());
    }

    /**
     * Relative to the largest value: single precision rounds sums of values of different size by the largest of
     * them.
     */
    private static void assertClose(float[] actual, float[] expected) {
        float largest = 0.1f;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(actual).hasSameSizeAs(expected);
        for (int k = 0; k < actual.length; k++) {
            if (!(Math.abs(actual[k] - expected[k]) <= 1e-5f * largest)) {
                assertThat(actual[k]).as("value " + k).isCloseTo(expected[k], within(1e-5f * largest));
            }
        }
    }
}
