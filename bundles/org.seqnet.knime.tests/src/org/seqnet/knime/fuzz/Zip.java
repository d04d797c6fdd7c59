package org.seqnet.knime.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipInputStream;

/**
 * A zip file whose entries can have any name and occur twice, which Java's own writer refuses. It is written without
 * compression, as the archives are, and its checksums are right.
 */
record Zip(List<Entry> entries) {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final short UTF_8 = 1 << 11;
    /** 1 February 1980, as in the archives. */
    private static final short DATE = 2 << 5 | 1;

    record Entry(byte[] name, byte[] content) {
        boolean isCalled(String other) {
            return new String(name, StandardCharsets.UTF_8).equals(other);
        }
    }

    static Zip of(byte[] file) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.add(new Entry(entry.getName().getBytes(StandardCharsets.UTF_8), zip.readAllBytes()));
            }
        }
        return new Zip(entries);
    }

    /** Returns this file with the content of one entry changed. */
    Zip with(String name, UnaryOperator<byte[]> change) {
        return new Zip(entries.stream()
                .map(entry -> entry.isCalled(name) ? new Entry(entry.name, change.apply(entry.content)) : entry)
                .toList());
    }

    /** Returns this file with entries at odd places or of odd names. */
    Zip damaged(Mutator mutator) {
        var changed = new ArrayList<>(mutator.list(entries));
        if (mutator.oneIn(2) && !changed.isEmpty()) {
            int at = mutator.below(changed.size());
            var entry = changed.get(at);
            var name = mutator.oneIn(4) ? mutator.word().getBytes(StandardCharsets.UTF_8) : mutator.bytes(entry.name);
            // what its two bytes cannot say is cut off
            changed.set(at, new Entry(Arrays.copyOf(name, Math.min(name.length, 65_535)), entry.content));
        }
        return new Zip(changed);
    }

    byte[] bytes() {
        var file = new ByteArrayOutputStream();
        var directory = new ByteArrayOutputStream();
        for (var entry : entries) {
            int offset = file.size();
            file.writeBytes(header(30, LOCAL, entry).array());
            file.writeBytes(entry.name);
            file.writeBytes(entry.content);
            directory.writeBytes(header(46, CENTRAL, entry).putInt(42, offset).array());
            directory.writeBytes(entry.name);
        }
        var end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN).putInt(0, END);
        end.putShort(8, (short) entries.size()).putShort(10, (short) entries.size());
        end.putInt(12, directory.size()).putInt(16, file.size());
        file.writeBytes(directory.toByteArray());
        file.writeBytes(end.array());
        return file.toByteArray();
    }

    /** Returns a local or a central header; the central one begins with the version that made it. */
    private static ByteBuffer header(int length, int signature, Entry entry) {
        var crc = new CRC32();
        crc.update(entry.content);
        int at = signature == CENTRAL ? 6 : 4;
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, signature)
                .putShort(at, (short) 20)
                .putShort(at + 2, UTF_8)
                .putShort(at + 8, DATE)
                .putInt(at + 10, (int) crc.getValue())
                .putInt(at + 14, entry.content.length)
                .putInt(at + 18, entry.content.length)
                .putShort(at + 22, (short) entry.name.length);
    }
}
