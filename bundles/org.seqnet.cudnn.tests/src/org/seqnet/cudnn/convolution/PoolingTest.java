package org.seqnet.cudnn.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.seqnet.cudnn.OnStandIn;

/** Of values that are equally large, the first gets the gradient. */
class PoolingTest extends OnStandIn {
    @Test
    void the_first_of_equal_steps_gets_the_gradient() {
        try (var queue = standIn.card().queue()) {
            var staging = queue.staging(1024);
            long at = queue.allocate(1024).address();
            // the last two are not the sequence's own
            staging.upload(new float[] {1, 1, 1, 0, 2, 2, 9, 9}, 8, at);
            staging.upload(new float[] {1, 2, 3, 4, 5, 6, 0, 0}, 8, at + 64);
            staging.upload(new int[] {6}, 1, at + 128);
            queue.launchFor("poolSignal", 8, at, at + 128, 1, 8, 8, at + 256);
            assertThat(staging.download(at + 256, 8)).containsExactly(1, 1, 1, 2, 2, 2, 0, 0);
            queue.launchFor("unpoolSignal", 8, at, at + 64, at + 128, 1, 8, 8, 0, at + 256);
            assertThat(staging.download(at + 256, 8)).containsExactly(1 + 2, 3, 0, 0, 4 + 5 + 6, 0, 0, 0);
            queue.launchFor("unpoolSignal", 8, at, at + 64, at + 128, 1, 8, 8, 1, at + 256);
            assertThat(staging.download(at + 256, 8)).containsExactly(6, 6, 0, 0, 30, 0, 0, 0);
        }
    }

    @Test
    void the_first_of_equal_pixels_gets_the_gradient_and_none_does_below_0() {
        try (var queue = standIn.card().queue()) {
            var staging = queue.staging(1024);
            long at = queue.allocate(1024).address();
            // two windows of 2 x 2, and a column that fills none
            staging.upload(new float[] {1, 3, -2, -1, 7, 3, 3, -1, -1, 7}, 10, at);
            staging.upload(new float[] {0.5f}, 1, at + 64);
            staging.upload(new float[] {10, 20}, 2, at + 128);
            queue.launchFor("poolImages", 2, at, 0L, at + 64, 1, 2, 5, 2, 2, 0L, 0, 0L, 1f, at + 256, at + 512);
            assertThat(staging.download(at + 256, 2)).containsExactly(3.5f, 0);
            queue.launchFor("unpoolImages", 10, at + 128, at + 512, 2, 5, 2, 1f, 10, at + 256);
            assertThat(staging.download(at + 256, 10)).containsExactly(0, 10, 0, 0, 0, 0, 0, 0, 0, 0);
        }
    }

    @Test
    void a_value_that_is_no_number_is_not_hidden() {
        try (var queue = standIn.card().queue()) {
            var staging = queue.staging(1024);
            long at = queue.allocate(1024).address();
            staging.upload(new float[] {1, Float.NaN, 2, 0}, 4, at);
            staging.upload(new float[] {0}, 1, at + 64);
            staging.upload(new int[] {4}, 1, at + 128);
            queue.launchFor("poolSignal", 4, at, at + 128, 1, 4, 4, at + 256);
            assertThat(staging.download(at + 256, 4)).containsExactly(Float.NaN, Float.NaN, Float.NaN, 2);
            queue.launchFor("poolImages", 1, at, 0L, at + 64, 1, 2, 2, 2, 1, 0L, 0, 0L, 1f, at + 256, 0L);
            assertThat(staging.download(at + 256, 1)).containsExactly(Float.NaN);
        }
    }
}
