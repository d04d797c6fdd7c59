package org.seqnet.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.SeedStream.Purpose;

class SeedStreamTest {
    /** The expected numbers were computed by a few lines of Python from the paper. */
    @Test
    void a_seed_gives_the_same_numbers_on_every_machine() {
        var stream = new SeedStream(42, Purpose.START_WEIGHTS);

        assertThat(new long[] {stream.nextLong(), stream.nextLong(), stream.nextLong()})
                .containsExactly(-4204815582636234286L, 7040222520599051659L, -5426180739752472406L);
        assertThat(stream.nextGaussian()).isCloseTo(0.04976282601702238, within(1e-15));
    }

    @Test
    void purposes_and_seeds_give_other_numbers() {
        long[] first = {
            new SeedStream(1, Purpose.START_WEIGHTS).nextLong(),
            new SeedStream(1, Purpose.ORDER).nextLong(),
            new SeedStream(1, Purpose.ORDER, 1).nextLong(),
            new SeedStream(1, Purpose.ORDER, 2).nextLong(),
            new SeedStream(1, Purpose.ORDER, 1, 2).nextLong(),
            new SeedStream(1, Purpose.ORDER, 2, 1).nextLong(),
            new SeedStream(1, Purpose.ORDER, 2, 2).nextLong(),
            new SeedStream(1, Purpose.DROPOUT).nextLong(),
            new SeedStream(2, Purpose.ORDER).nextLong(),
            new SeedStream(-1, Purpose.ORDER).nextLong()
        };

        assertThat(first).doesNotHaveDuplicates();
    }

    @Test
    void a_shuffled_order_holds_each_number_once() {
        var order = IntStream.range(0, 1000).toArray();
        new SeedStream(3, Purpose.ORDER).shuffle(order);

        assertThat(order).isNotEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, 1000).toArray());
    }

    @Test
    void each_of_the_six_orders_of_three_is_about_as_frequent() {
        var stream = new SeedStream(9, Purpose.ORDER);
        var counts = new int[222];
        for (int i = 0; i < 60_000; i++) {
            int[] order = {0, 1, 2};
            stream.shuffle(order);
            counts[order[0] * 100 + order[1] * 10 + order[2]]++;
        }

        // Deviation of each count: sqrt(60,000 * 1/6 * 5/6) = 91.
        for (int order : new int[] {12, 21, 102, 120, 201, 210}) {
            assertThat(counts[order]).isCloseTo(10_000, within(400));
        }
    }

    @Test
    void gaussians_have_mean_0_and_deviation_1() {
        var stream = new SeedStream(5, Purpose.START_WEIGHTS);
        double sum = 0;
        double squares = 0;
        int count = 100_000;
        for (int i = 0; i < count; i++) {
            double value = stream.nextGaussian();
            sum += value;
            squares += value * value;
        }

        assertThat(sum / count).isCloseTo(0, within(0.015));
        assertThat(squares / count).isCloseTo(1, within(0.02));
    }
}
