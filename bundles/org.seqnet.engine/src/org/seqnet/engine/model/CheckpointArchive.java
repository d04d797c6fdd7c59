package org.seqnet.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.trained.Checkpoint;
import org.seqnet.engine.trained.MeanWeights;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Writes checkpoints to a file and reads them back to the bit.
 *
 * <p>The format, version {@value #VERSION}: a zip file as {@link ModelFormat} describes it, with two to four entries in
 * this order.
 *
 * <ol>
 *   <li>{@value #MANIFEST}: lines of {@code key=value} with a checksum in the last one. It holds the SHA-256 checksums
 *       of the other entries.
 *   <li>{@value #LATEST}: the latest network, a whole network file.
 *   <li>{@value #BEST}: the best network, likewise; absent if there is none.
 *   <li>{@value #MEAN}: the mean weights as 32-bit floats, least significant byte first; absent if there are none.
 * </ol>
 */
public final class CheckpointArchive {
    /** What the names of such files end with, after a dot. */
    public static final String FILE_EXTENSION = "checkpoint";

    static final String FORMAT = "seq-net checkpoint";
    static final int VERSION = 1;
    static final String MANIFEST = "checkpoint.txt";
    static final String LATEST = "latest.seqnet";
    static final String BEST = "best.seqnet";
    static final String MEAN = "mean.f32";

    /** The most bytes that a zip file can have without larger fields than ours. */
    private static final long MOST_BYTES = 0xFFFF_FFFFL;

    private CheckpointArchive() {}

    /**
     * Writes a checkpoint; the stream stays open. Equal checkpoints give equal bytes.
     *
     * @throws SeqNetException if it has more than 4 GB, before anything is written
     */
    public static void write(Checkpoint checkpoint, OutputStream out) throws IOException {
        var latest = NetworkEntry.of(checkpoint.latest());
        var best = checkpoint.best().isEmpty()
                ? Optional.<NetworkEntry>empty()
                : Optional.of(NetworkEntry.of(checkpoint.best().get()));
        var mean = checkpoint.mean().map(MeanWeights::values);
        requireRoom(latest.bytes()
                + best.map(NetworkEntry::bytes).orElse(0L)
                + mean.map(values -> (long) values.length * Float.BYTES).orElse(0L));
        var entries = new EntryWriter(out);
        entries.fields(
                MANIFEST,
                CheckpointFields.write(
                        checkpoint, latest.sha256(), best.map(NetworkEntry::sha256), mean.map(Checksum::of)));
        entries.network(LATEST, latest);
        if (best.isPresent()) {
            entries.network(BEST, best.get());
        }
        if (mean.isPresent()) {
            entries.floats(MEAN, mean.get());
        }
        entries.finish();
    }

    private static void requireRoom(long bytes) {
        if (bytes > MOST_BYTES - ModelFormat.MOST_MANIFEST_BYTES) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "A checkpoint of this training has %,d bytes; the maximum is 4 GB. Disable checkpoints, or train "
                            + "a smaller network.",
                    bytes));
        }
    }

    /**
     * Reads a checkpoint; the stream is read to its end and stays open.
     *
     * @param name what messages call the file
     * @throws org.seqnet.engine.MalformedException if the content is no checkpoint that this version can read
     */
    public static Checkpoint read(InputStream in, String name) throws IOException {
        var entries = new EntryReader(in, name, FileKind.CHECKPOINT);
        var fields = CheckpointFields.of(entries.begin(MANIFEST));
        var latest = entries.network(LATEST, fields.latest());
        var best = fields.best().isEmpty()
                ? Optional.<TrainedNetwork>empty()
                : Optional.of(entries.network(BEST, fields.best().get()));
        var mean = fields.mean().isEmpty()
                ? Optional.<float[]>empty()
                : Optional.of(entries.floats(
                        MEAN, latest.parameterCount(), fields.mean().get()));
        entries.requireEnd();
        try {
            return fields.checkpoint(latest, best, mean);
        } catch (SeqNetException e) {
            throw new MalformedModelException(name + ": " + e.getMessage(), e);
        }
    }
}
