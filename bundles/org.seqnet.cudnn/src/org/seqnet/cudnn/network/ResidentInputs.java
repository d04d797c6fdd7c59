package org.seqnet.cudnn.network;

import org.seqnet.cudnn.card.DeviceMemory;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Staging;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.network.Arrangement.Source;
import org.seqnet.engine.sequence.Sequences;

/** All training sequences, on the card for the whole training: as bytes if they are packed so, otherwise as floats. */
final class ResidentInputs implements BatchInputs {
    /** How many values are taken from the heap at once, unless a single sequence has more. */
    private static final int PIECE = 1 << 20;

    private final Arrangement arrangement;
    private final Source source;

    /**
     * Takes sequences to the card.
     *
     * @param order the address of their numbers in the order of the epoch
     */
    ResidentInputs(Queue queue, Staging staging, Sequences sequences, Arrangement arrangement, long order) {
        this.arrangement = arrangement;
        int size = sequences.size();
        var starts = new long[size + 1];
        for (int n = 0; n < size; n++) {
            starts[n + 1] = starts[n] + valuesOf(sequences, n);
        }
        var codes = sequences.byteValues();
        int width = codes.isPresent() ? Byte.BYTES : Float.BYTES;
        var values = queue.allocate(width * starts[size]);
        var startsThere = queue.allocate(Long.BYTES * (long) size);
        staging.upload(starts, size, startsThere.address());
        long codesThere = 0;
        if (codes.isPresent()) {
            codesThere = queue.allocate(Float.BYTES * (long) codes.get().length).address();
            staging.upload(codes.get(), codes.get().length, codesThere);
            uploadBytes(staging, sequences, starts, values);
        } else {
            uploadFloats(staging, sequences, starts, values);
        }
        this.source = new Source(values.address(), codesThere, startsThere.address(), order);
    }

    private static long valuesOf(Sequences sequences, int n) {
        return (long) sequences.timeSteps(n) * sequences.shape().features();
    }

    /** Returns how many bytes such sequences take on the card, or a little more. */
    static long bytes(Sequences sequences) {
        long bytes = 0;
        for (int n = 0; n < sequences.size(); n++) {
            bytes += valuesOf(sequences, n);
        }
        int features = sequences.shape().features();
        return (sequences.byteValues().isPresent() ? bytes + 1024L * features : Float.BYTES * bytes)
                + Long.BYTES * (long) sequences.size();
    }

    private static void uploadBytes(Staging staging, Sequences sequences, long[] starts, DeviceMemory target) {
        var piece = new byte[pieceOf(sequences)];
        for (int from = 0, to; from < sequences.size(); from = to) {
            to = end(starts, from, piece.length);
            for (int n = from; n < to; n++) {
                sequences.copyBytes(n, piece, (int) (starts[n] - starts[from]));
            }
            staging.upload(piece, (int) (starts[to] - starts[from]), target.address() + starts[from]);
        }
    }

    private static void uploadFloats(Staging staging, Sequences sequences, long[] starts, DeviceMemory target) {
        var piece = new float[pieceOf(sequences)];
        for (int from = 0, to; from < sequences.size(); from = to) {
            to = end(starts, from, piece.length);
            for (int n = from; n < to; n++) {
                sequences.copyTo(n, piece, (int) (starts[n] - starts[from]));
            }
            staging.upload(piece, (int) (starts[to] - starts[from]), target.address() + Float.BYTES * starts[from]);
        }
    }

    private static int pieceOf(Sequences sequences) {
        return (int) Math.max(PIECE, sequences.longestValues());
    }

    /** Returns the end of the sequences from one on that have at most so many values together, or are one. */
    private static int end(long[] starts, int from, int most) {
        int end = from + 1;
        while (end + 1 < starts.length && starts[end + 1] - starts[from] <= most) {
            end++;
        }
        return end;
    }

    @Override
    public void beginEpoch(int epoch, int[] order) {
        // The order is on the card.
    }

    @Override
    public void next() {
        // All are there.
    }

    @Override
    public long arrange(CardBatch batch) {
        return arrangement.arrange(batch, source);
    }
}
