package org.seqnet.cudnn.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.seqnet.cudnn.OnStandIn;

class QueueTest extends OnStandIn {
    @Test
    void a_product_is_that_of_row_major_matrices_however_they_are_stored() {
        float[] a = {1, 2, 3, 4, 5, 6}; // 2 x 3
        float[] b = {1, 0, 2, 1, 3, 1, 0, 1, 1, 2, 0, 1}; // 3 x 4
        float[] expected = {1 + 6 + 3, 2 + 6, 2, 1 + 2 + 3, 4 + 15 + 6, 5 + 12, 8, 4 + 5 + 6};
        assertThat(product(false, a, false, b)).containsExactly(expected);
        assertThat(product(true, transposed(a, 2, 3), false, b)).containsExactly(expected);
        assertThat(product(false, a, true, transposed(b, 3, 4))).containsExactly(expected);
        assertThat(product(true, transposed(a, 2, 3), true, transposed(b, 3, 4)))
                .containsExactly(expected);
    }

    private static float[] transposed(float[] matrix, int rows, int columns) {
        var other = new float[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                other[j * rows + i] = matrix[i * columns + j];
            }
        }
        return other;
    }

    private float[] product(boolean transposesA, float[] a, boolean transposesB, float[] b) {
        try (var queue = card.queue()) {
            var pinned = queue.pinned(200);
            var memory = queue.allocate(200);
            pinned.write(0, a, 0, a.length);
            pinned.write(48, b, 0, b.length);
            queue.upload(pinned, 0, memory.address(), 96);
            long c = memory.address() + 96;
            queue.multiply(transposesA, transposesB, 2, 4, 3, memory.address(), memory.address() + 48, c, false);
            queue.download(c, pinned, 0, 32);
            queue.synchronize();
            var result = new float[8];
            pinned.read(0, result, 0, 8);
            return result;
        }
    }

    @Test
    void sequences_are_padded_with_zeros_step_by_step() {
        try (var queue = card.queue()) {
            float[] values = {1, 2, 3, 4, 5, 6};
            var pinned = queue.pinned(100);
            var memory = queue.allocate(100);
            pinned.write(0, values, 0, 6);
            pinned.write(24, new long[] {0, 2}, 0, 2);
            pinned.write(40, new int[] {1, 2}, 0, 2);
            long at = memory.address();
            queue.upload(pinned, 0, at, 48);
            queue.launchFor("padSteps", 8, at, at + 24, at + 40, 2, 2, 2, at + 48);
            queue.download(at + 48, pinned, 0, 32);
            queue.synchronize();
            var x = new float[8];
            pinned.read(0, x, 0, 8);
            assertThat(x).containsExactly(1, 2, 3, 4, 0, 0, 5, 6);
        }
    }

    @Test
    void too_little_memory_is_said_in_words() {
        standIn.memory(100L << 20);
        try (var queue = card.queue()) {
            assertThatThrownBy(() -> queue.allocate(200L << 20))
                    .isInstanceOf(CardException.class)
                    .hasMessage("The GPU has too little free memory: 201 MB more are required and 68 MB are free. "
                            + "Decrease the batch size, close other programs that use the GPU, or set the device to "
                            + "cpu.");
        }
    }

    @Test
    void whichever_call_fails_nothing_is_left_behind() {
        int fails = 0;
        for (int call = 1; call < 100; call++) {
            standIn.reset();
            standIn.failAt(call);
            try {
                product(false, new float[6], false, new float[12]);
            } catch (CardException e) {
                fails++;
            }
            standIn.failAt(0);
        }
        // Those of the way out cannot be told to anyone.
        assertThat(fails).isBetween(13, 40);
    }

    @Test
    void a_kernel_is_launched_with_values_of_the_types_of_its_parameters_only() {
        try (var queue = card.queue()) {
            assertThatThrownBy(() -> queue.launchFor("padStep", 1)).hasMessage("There is no kernel padStep.");
            assertThatThrownBy(() -> queue.launchFor("padSteps", 1, 0L, 0L, 0L, 2, 2, 2))
                    .hasMessage("padSteps has 7 parameters.");
            assertThatThrownBy(() -> queue.launchFor("padSteps", 1, 0L, 0L, 0L, 2, 2, 2L, 0L))
                    .hasMessage("padSteps: parameter 6 takes values of type Integer.");
        }
    }
}
