package org.seqnet.cudnn.network;

import java.util.Locale;
import java.util.Optional;
import org.seqnet.cudnn.card.DeviceMemory;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.ImageShape;

/** Lays out the sequences of mini-batches as the first layer reads them. */
final class Arrangement {
    private final Queue queue;
    private final Optional<ImageShape> image;
    private final int features;
    private final long control;
    private final DeviceMemory arranged;

    /**
     * @param image the shape of the images that the network reads; empty if it reads sequences
     * @param control the address of the control block
     * @param batchSize the sequences of the largest mini-batch
     * @param longest how many values the longest of them has
     * @throws SeqNetException if these are more values than the card's threads can count
     */
    Arrangement(Queue queue, Optional<ImageShape> image, int features, long control, int batchSize, long longest) {
        long values = Math.multiplyExact(batchSize, longest);
        if (values > Integer.MAX_VALUE) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "A mini-batch of %,d sequences has %,d values, more than a GPU computes at once. Decrease the "
                            + "batch size, or set the device to cpu.",
                    batchSize,
                    values));
        }
        this.queue = queue;
        this.image = image;
        this.features = features;
        this.control = control;
        this.arranged = queue.allocate(Float.BYTES * values);
    }

    /**
     * Where sequences are, row-major, one after another.
     *
     * @param values the address of the first
     * @param codes the address of 256 numbers for each feature, what each byte stands for; 0 if the values are floats
     * @param starts the address of where each begins, 64-bit integers, in values
     * @param order the address of which sequences a mini-batch has, from its first in the epoch on; 0 if there are no
     *     others
     */
    record Source(long values, long codes, long starts, long order) {}

    /** Queues it, and returns the address of what the first layer reads. */
    long arrange(CardBatch batch, Source from) {
        return image.isPresent() ? images(batch, from, image.get()) : steps(batch, from);
    }

    private long steps(CardBatch batch, Source from) {
        long count = batch.rows() * features;
        int size = batch.size();
        int longest = batch.longest();
        long x = arranged.address();
        if (from.codes() == 0) {
            queue.launchFor(
                    "stepsOfFloats",
                    count,
                    from.values(),
                    from.starts(),
                    batch.lengths(),
                    from.order(),
                    control,
                    size,
                    longest,
                    features,
                    x);
        } else {
            queue.launchFor(
                    "stepsOfBytes",
                    count,
                    from.values(),
                    from.codes(),
                    from.starts(),
                    batch.lengths(),
                    from.order(),
                    control,
                    size,
                    longest,
                    features,
                    x);
        }
        return x;
    }

    private long images(CardBatch batch, Source from, ImageShape shape) {
        long count = (long) batch.size() * shape.values();
        int size = batch.size();
        long x = arranged.address();
        if (from.codes() == 0) {
            queue.launchFor(
                    "imagesOfFloats",
                    count,
                    from.values(),
                    from.starts(),
                    from.order(),
                    control,
                    size,
                    shape.height(),
                    shape.width(),
                    shape.channels(),
                    x);
        } else {
            queue.launchFor(
                    "imagesOfBytes",
                    count,
                    from.values(),
                    from.codes(),
                    from.starts(),
                    from.order(),
                    control,
                    size,
                    shape.height(),
                    shape.width(),
                    shape.channels(),
                    x);
        }
        return x;
    }
}
