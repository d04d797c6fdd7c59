package org.seqnet.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.seqnet.engine.trained.TrainedNetwork;

/** Turns floats into bytes, least significant byte first, and back, a block at a time. */
final class FloatEntry {
    private static final int BLOCK_FLOATS = 16_384;

    /** Receives blocks of bytes. */
    private interface BlockAction {
        void accept(byte[] block, int length) throws IOException;
    }

    /** Gives blocks of floats. */
    private interface BlockSource {
        void copy(int from, int count, FloatBuffer target);
    }

    private FloatEntry() {}

    static void write(float[] values, OutputStream out) throws IOException {
        forEachBlock(values, (block, length) -> out.write(block, 0, length));
    }

    static long crc32(float[] values) throws IOException {
        var crc = new CRC32();
        forEachBlock(values, (block, length) -> crc.update(block, 0, length));
        return crc.getValue();
    }

    static void digest(float[] values, MessageDigest digest) throws IOException {
        forEachBlock(values, (block, length) -> digest.update(block, 0, length));
    }

    /** Gives a digest the parameters of a network, without a copy of all. */
    static void digest(TrainedNetwork network, MessageDigest digest) throws IOException {
        forEachBlock(
                network.parameterCount(), network::copyParameters, (block, length) -> digest.update(block, 0, length));
    }

    private static void forEachBlock(float[] values, BlockAction action) throws IOException {
        forEachBlock(values.length, (from, count, block) -> block.put(values, from, count), action);
    }

    private static void forEachBlock(int size, BlockSource source, BlockAction action) throws IOException {
        var bytes = ByteBuffer.allocate(BLOCK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < size; from += BLOCK_FLOATS) {
            int count = Math.min(BLOCK_FLOATS, size - from);
            source.copy(from, count, bytes.asFloatBuffer());
            action.accept(bytes.array(), count * Float.BYTES);
        }
    }

    /**
     * Reads {@code count} floats, or fewer if the stream ends before. Memory grows with what is really read, since a
     * count is only an announcement.
     */
    static float[] read(InputStream in, int count, MessageDigest digest) throws IOException {
        var bytes = ByteBuffer.allocate(BLOCK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        var values = new float[Math.min(count, BLOCK_FLOATS)];
        int read = 0;
        while (read < count) {
            int wanted = Math.min(BLOCK_FLOATS, count - read);
            int length = in.readNBytes(bytes.array(), 0, wanted * Float.BYTES);
            digest.update(bytes.array(), 0, length);
            int whole = length / Float.BYTES;
            if (read + whole > values.length) {
                values = Arrays.copyOf(values, (int) Math.min(count, Math.max(2L * values.length, read + whole)));
            }
            bytes.asFloatBuffer().get(values, read, whole);
            read += whole;
            if (whole < wanted) {
                break;
            }
        }
        return read == values.length ? values : Arrays.copyOf(values, read);
    }
}
