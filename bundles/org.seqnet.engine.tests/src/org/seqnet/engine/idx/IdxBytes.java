package org.seqnet.engine.idx;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.seqnet.engine.tensor.ElementType;

/** The bytes of an IDX file in the making: valid at first, then changed at one place for one test. */
record IdxBytes(byte[] bytes) {

    /** A valid file of unsigned bytes 0, 1, 2, ... of the given sizes. */
    static IdxBytes idxOf(int... sizes) {
        var elements = Arrays.stream(sizes).reduce(1, Math::multiplyExact);
        var buffer = header(ElementType.UNSIGNED_BYTE, elements, sizes);
        for (var i = 0; i < elements; i++) {
            buffer.put((byte) i);
        }
        return new IdxBytes(buffer.array());
    }

    /** A header alone, whatever it announces. */
    static IdxBytes headerOf(ElementType type, int... sizes) {
        return new IdxBytes(header(type, 0, sizes).array());
    }

    private static ByteBuffer header(ElementType type, int dataBytes, int... sizes) {
        var buffer = ByteBuffer.allocate(4 + 4 * sizes.length + dataBytes);
        buffer.putShort((short) 0).put((byte) type.code()).put((byte) sizes.length);
        for (var size : sizes) {
            buffer.putInt(size);
        }
        return buffer;
    }

    IdxBytes withByte(int at, int value) {
        var changed = bytes.clone();
        changed[at] = (byte) value;
        return new IdxBytes(changed);
    }

    /** Cuts off, or goes on with zeros. */
    IdxBytes withLength(int length) {
        return new IdxBytes(Arrays.copyOf(bytes, length));
    }

    IdxBytes gzipped() {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new IdxBytes(packed.toByteArray());
    }

    Path in(Path folder, String name) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /** Opens it as a stream, whose size nobody knows. */
    IdxReader stream(String name) throws IOException {
        return IdxReader.open(new ByteArrayInputStream(bytes), name);
    }
}
