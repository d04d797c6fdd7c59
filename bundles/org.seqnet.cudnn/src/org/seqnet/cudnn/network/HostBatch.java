package org.seqnet.cudnn.network;

import java.util.Optional;
import org.seqnet.cudnn.card.PinnedRoom;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.CardTargets;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/** A mini-batch that the processor has put together, on its way to the card. */
final class HostBatch {
    private final Queue queue;
    private final int features;
    private final Optional<ImageShape> image;
    private final PinnedRoom staged;
    private final Room raw;
    private final Room arranged;

    private CardBatch batch;
    private long input;

    HostBatch(Queue queue, Architecture architecture, SequenceShape input) {
        this.queue = queue;
        this.features = input.features();
        this.image = image(architecture, input);
        this.staged = queue.pinnedRoom();
        this.raw = queue.room();
        this.arranged = queue.room();
    }

    /** Returns the shape of the images that a network reads; empty if it reads sequences. */
    static Optional<ImageShape> image(Architecture architecture, SequenceShape input) {
        return architecture
                .encoder()
                .fold(
                        recurrent -> Optional.empty(),
                        convolutional -> Optional.of(convolutional.images(input).get(0)),
                        temporal -> Optional.empty(),
                        composition -> Optional.empty(),
                        rocket -> Optional.empty());
    }

    /** Returns the mini-batch on the card. */
    CardBatch batch() {
        return batch;
    }

    /** Returns the address of what the first layer reads. */
    long input() {
        return input;
    }

    /**
     * Queues the upload of sequences; the arrays may be changed afterwards.
     *
     * @param values sequences of T x F, one after another
     * @param timeSteps the T of each, at least 1
     * @param seeds each sequence's seed for what is dropped; empty if nothing is
     */
    void upload(float[] values, int[] timeSteps, int size, long[] seeds) {
        int longest = 0;
        int shortest = Integer.MAX_VALUE;
        var starts = new long[size];
        long count = 0;
        for (int n = 0; n < size; n++) {
            starts[n] = count;
            count += (long) timeSteps[n] * features;
            longest = Math.max(longest, timeSteps[n]);
            shortest = Math.min(shortest, timeSteps[n]);
        }
        long seedsAt = 8L * size;
        long lengthsAt = seedsAt + 8L * seeds.length;
        long valuesAt = (lengthsAt + 4L * size + 255) / 256 * 256;
        long bytes = valuesAt + 4 * count;
        // what was staged before may still be on its way
        queue.synchronize();
        var pinned = staged.of(bytes);
        pinned.write(0, starts, 0, size);
        pinned.write(seedsAt, seeds, 0, seeds.length);
        pinned.write(lengthsAt, timeSteps, 0, size);
        pinned.write(valuesAt, values, 0, Math.toIntExact(count));
        long at = raw.of(bytes);
        queue.upload(pinned, 0, at, bytes);
        batch = new CardBatch(
                size, longest, timeSteps, shortest == longest, at + lengthsAt, seeds.length == 0 ? 0 : at + seedsAt);
        input = image.isPresent() ? images(at + valuesAt, size) : steps(at + valuesAt, at);
    }

    private long images(long values, int size) {
        int channels = image.get().channels();
        if (channels == 1) {
            return values;
        }
        long count = (long) size * image.get().values();
        long x = arranged.ofFloats(count);
        int pixels = image.get().values() / channels;
        queue.launchFor("putChannelsFirst", count, values, size, pixels, channels, x);
        return x;
    }

    private long steps(long values, long starts) {
        long count = batch.rows() * features;
        long x = arranged.ofFloats(count);
        queue.launchFor("padSteps", count, values, starts, batch.lengths(), batch.size(), batch.longest(), features, x);
        return x;
    }

    /** What a mini-batch teaches, on its way to the card. */
    static final class HostTargets {
        private final Queue queue;
        private final PinnedRoom staged;
        private final Room room;

        HostTargets(Queue queue) {
            this.queue = queue;
            this.staged = queue.pinnedRoom();
            this.room = queue.room();
        }

        /** Queues the upload of targets, the first mini-batch of an epoch. */
        CardTargets upload(Targets targets, int size) {
            var labels = targets.labels();
            var starts = new int[size + 1];
            for (int n = 0; n < size; n++) {
                starts[n + 1] = starts[n] + labels.count(n);
            }
            var all = new int[Math.max(1, starts[size])];
            var weights = new float[size];
            var order = new int[size];
            for (int n = 0; n < size; n++) {
                System.arraycopy(labels.labels(n), 0, all, starts[n], labels.count(n));
                weights[n] = targets.weights().get(n);
                order[n] = n;
            }
            long startsAt = 8;
            long labelsAt = startsAt + 4L * starts.length;
            long weightsAt = labelsAt + 4L * all.length;
            long orderAt = weightsAt + 4L * size;
            long bytes = orderAt + 4L * size;
            queue.synchronize();
            var pinned = staged.of(bytes);
            pinned.write(0, new int[] {0, 1}, 0, 2);
            pinned.write(startsAt, starts, 0, starts.length);
            pinned.write(labelsAt, all, 0, all.length);
            pinned.write(weightsAt, weights, 0, size);
            pinned.write(orderAt, order, 0, size);
            long at = room.of(bytes);
            queue.upload(pinned, 0, at, bytes);
            return new CardTargets(
                    at + startsAt, at + labelsAt, at + weightsAt, at + orderAt, at, (float) targets.smoothing());
        }
    }
}
