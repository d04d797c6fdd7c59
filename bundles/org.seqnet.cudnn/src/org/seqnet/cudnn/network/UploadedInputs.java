package org.seqnet.cudnn.network;

import org.seqnet.cudnn.card.DeviceMemory;
import org.seqnet.cudnn.card.Mark;
import org.seqnet.cudnn.card.PinnedMemory;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.network.Arrangement.Source;
import org.seqnet.engine.accelerator.BatchSource;

/**
 * Mini-batches that the processor makes. They take turns at two pieces of pinned memory, so that the processor fills
 * one while the card reads the other.
 */
final class UploadedInputs implements BatchInputs {
    private final Queue queue;
    private final BatchSource batches;
    private final Arrangement arrangement;
    private final int features;
    private final Turn[] turns;
    private final DeviceMemory there;
    private final long valuesAt;
    private int turn;

    /** Pinned memory, and what was queued last that reads it. */
    private record Turn(PinnedMemory memory, Mark read) {}

    /**
     * Makes room for mini-batches of up to so many sequences of so many values.
     *
     * @param sequences how many at most
     * @param values how many values all of a mini-batch have at most
     */
    UploadedInputs(
            Queue queue, BatchSource batches, Arrangement arrangement, int features, int sequences, long values) {
        this.queue = queue;
        this.batches = batches;
        this.arrangement = arrangement;
        this.features = features;
        this.valuesAt = (Long.BYTES * (long) sequences + 255) / 256 * 256;
        long bytes = valuesAt + Float.BYTES * values;
        this.turns =
                new Turn[] {new Turn(queue.pinned(bytes), queue.mark()), new Turn(queue.pinned(bytes), queue.mark())};
        this.there = queue.allocate(bytes);
    }

    @Override
    public void beginEpoch(int epoch, int[] order) {
        batches.begin(epoch, order);
    }

    @Override
    public void next() {
        var batch = batches.next();
        var mine = turns[turn];
        turn = 1 - turn;
        var starts = new long[batch.size()];
        long end = 0;
        for (int n = 0; n < starts.length; n++) {
            starts[n] = end;
            end += (long) batch.timeSteps()[n] * features;
        }
        mine.read().await();
        mine.memory().write(0, starts, 0, starts.length);
        mine.memory().write(valuesAt, batch.values(), 0, Math.toIntExact(end));
        queue.upload(mine.memory(), 0, there.address(), valuesAt + Float.BYTES * end);
        mine.read().set();
    }

    @Override
    public long arrange(CardBatch batch) {
        return arrangement.arrange(batch, new Source(there.address() + valuesAt, 0, there.address(), 0));
    }
}
