package org.seqnet.engine.rdata;

import java.io.IOException;
import java.util.Arrays;
import org.seqnet.engine.file.FileSource;
import org.seqnet.engine.file.MalformedFileException;

/** Numbers and texts as XDR has them, big-endian; arrays grow with what is there, since a length alone may lie. */
final class RBytes {
    private static final int FIRST = 1024;

    private final FileSource source;

    RBytes(FileSource source) {
        this.source = source;
    }

    long position() {
        return source.position();
    }

    MalformedFileException malformed(long offset, String problem) {
        return source.malformed(offset, problem);
    }

    int number() throws IOException {
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << Byte.SIZE | next();
        }
        return value;
    }

    double real() throws IOException {
        return Double.longBitsToDouble((long) number() << Integer.SIZE | number() & 0xFFFF_FFFFL);
    }

    private int next() throws IOException {
        int next = source.read();
        if (next < 0) {
            throw source.malformed(
                    source.position(), "the file ends here, within a value; it is truncated. Get a new copy of it.");
        }
        return next;
    }

    byte[] bytes(int count) throws IOException {
        var bytes = new byte[Math.min(count, FIRST)];
        for (int i = 0; i < count; i++) {
            if (i == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * i));
            }
            bytes[i] = (byte) next();
        }
        return bytes;
    }

    /** Reads one number. */
    interface Reading {
        double read() throws IOException;
    }

    double[] numbers(int count, Reading reading) throws IOException {
        var numbers = new double[Math.min(count, FIRST)];
        for (int i = 0; i < count; i++) {
            if (i == numbers.length) {
                numbers = Arrays.copyOf(numbers, (int) Math.min(count, 2L * i));
            }
            numbers[i] = reading.read();
        }
        return numbers;
    }
}
