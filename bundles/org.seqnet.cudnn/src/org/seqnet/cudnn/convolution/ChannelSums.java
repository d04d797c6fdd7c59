package org.seqnet.cudnn.convolution;

import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;

/**
 * Sums over all own places of each channel of a mini-batch. Some blocks of threads share a channel; what each finds is
 * added up in their order.
 */
final class ChannelSums {
    /** As in normalization.cu. */
    private static final int THREADS = 256;
    /** As many blocks of threads as keep a large card busy. */
    private static final int BLOCKS = 1024;

    private static final long PART_BYTES = 3 * 8L;

    private final Queue queue;
    private final int channels;
    private final Room parts;

    ChannelSums(Queue queue, int channels) {
        this.queue = queue;
        this.channels = channels;
        this.parts = queue.room();
    }

    /** Returns how many blocks share a channel. */
    int splits(Planes planes) {
        return Math.max(1, Math.min(planes.images(), BLOCKS / channels));
    }

    /** Returns where they put what they find. */
    long parts() {
        return parts.address();
    }

    void prepare(Planes planes) {
        parts.of(PART_BYTES * channels * splits(planes));
    }

    /** Queues mean and variance. */
    void measure(long z, Planes planes) {
        int splits = splits(planes);
        queue.launch(
                "measureChannels",
                (long) channels * splits,
                THREADS,
                z,
                planes.lengths(),
                planes.images(),
                channels,
                planes.places(),
                splits,
                parts());
    }

    /** Queues the sums of dL/dy, and of dL/dy (z - center) unless z is 0. */
    void gather(long dy, long z, long coefficients, Planes planes) {
        int splits = splits(planes);
        queue.launch(
                "gatherChannels",
                (long) channels * splits,
                THREADS,
                dy,
                z,
                coefficients,
                planes.lengths(),
                planes.images(),
                channels,
                planes.places(),
                splits,
                parts());
    }

    /** Queues that the sums of dL/dy are added to the gradient of biases. */
    void addTo(long gradient, long dy, Planes planes) {
        gather(dy, 0, 0, planes);
        queue.launchFor("addGathered", channels, parts(), channels, splits(planes), gradient);
    }
}
