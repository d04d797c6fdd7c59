package org.seqnet.cudnn.network;

import java.util.function.IntConsumer;
import org.seqnet.cudnn.card.Card;
import org.seqnet.cudnn.card.Queue;

/**
 * How fast a card is, as a few trials on it tell.
 *
 * @param launch the seconds from one small kernel to the next
 * @param step the seconds of a step of a recurrent layer: a small product and a small kernel
 * @param operations the floating-point operations in a second of a larger product
 * @param bandwidth the bytes in a second that it reads or writes in its own memory
 * @param transfer the bytes in a second that reach it from the host
 */
record CardSpeed(double launch, double step, double operations, double bandwidth, double transfer) {
    private static final int ROUNDS = 3;
    private static final int LAUNCHES = 100;
    private static final int STEPS = 20;
    /** A step of a layer of 128 units, 32 sequences at once. */
    private static final int ROWS = 32;

    private static final int READ = 128;
    private static final int GATES = 512;
    private static final int SMALLEST = 256;
    private static final int LARGEST = 1024;
    /** A product that takes so many seconds tells enough. */
    private static final double LONG_ENOUGH = 1e-3;

    private static final long COPIED = 16L << 20;
    private static final long SENT = 4L << 20;

    /**
     * Measures a card, in some milliseconds, with what it has to load for its first work besides.
     *
     * @throws org.seqnet.engine.SeqNetException if it has no room for it, or fails
     */
    static CardSpeed measure(Card card) {
        try (var queue = card.queue()) {
            long floats = COPIED / Float.BYTES;
            long from = queue.allocate(COPIED).address();
            long to = queue.allocate(COPIED).address();
            var pinned = queue.pinned(SENT);
            queue.clear(from, floats);
            queue.clear(to, floats);
            double launch = seconds(queue, LAUNCHES, i -> small(queue, from, to));
            double step = seconds(queue, STEPS, i -> {
                queue.multiply(false, true, ROWS, GATES, READ, from, from, to, false);
                small(queue, from, to);
            });
            double copy = seconds(queue, 1, i -> queue.copy(from, to, COPIED));
            double upload = seconds(queue, 1, i -> queue.upload(pinned, 0, to, SENT));
            return new CardSpeed(launch, step, operations(queue, from, to), 2 * COPIED / copy, SENT / upload);
        }
    }

    private static void small(Queue queue, long from, long to) {
        queue.launchFor("repeatRow", ROWS * READ, from, READ, (long) ROWS, to);
    }

    private static double operations(Queue queue, long from, long to) {
        double most = 0;
        double seconds = 0;
        for (int n = SMALLEST; n <= LARGEST && seconds < LONG_ENOUGH; n *= 2) {
            int size = n;
            seconds = seconds(queue, 1, i -> queue.multiply(false, false, size, size, size, from, from, to, false));
            most = Math.max(most, 2.0 * size * size * size / seconds);
        }
        return most;
    }

    /** Returns the seconds of one of several in a row, of the quickest row. */
    private static double seconds(Queue queue, int count, IntConsumer work) {
        // the first time, libraries load what they need
        work.accept(0);
        queue.synchronize();
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                work.accept(i);
            }
            queue.synchronize();
            best = Math.min(best, (System.nanoTime() - start) / 1e9 / count);
        }
        return Math.max(best, 1e-9);
    }
}
