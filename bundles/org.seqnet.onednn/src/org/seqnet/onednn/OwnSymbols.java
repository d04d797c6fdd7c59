package org.seqnet.onednn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Leaves the variables of a library to it. g++ marks those of inline functions and templates as unique in a process, and
 * Linux then gives the ones of the library that was loaded first to all: two versions of oneDNN would take each other's
 * for their own, and crash. In an unpacked library, this makes such symbols (STB_GNU_UNIQUE) plain global ones, which
 * Linux finds in the library itself.
 */
final class OwnSymbols {
    // Places in the tables of a 64-bit ELF file.
    private static final int SECTIONS = 40;
    private static final int SECTION_SIZE = 58;
    private static final int SECTION_COUNT = 60;
    private static final int TYPE = 4;
    private static final int OFFSET = 24;
    private static final int SIZE = 32;
    private static final int DYNAMIC_SYMBOLS = 11;
    private static final int SYMBOL_SIZE = 24;
    private static final int INFO = 4;

    private static final int UNIQUE = 10;
    private static final int GLOBAL = 1;

    private OwnSymbols() {}

    /** Changes a library; its time stays, as JavaCPP unpacks a library again that looks newer than it left it. */
    static void make(Path library) throws IOException {
        var time = Files.getLastModifiedTime(library);
        try (var file = FileChannel.open(library, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var header = read(file, 0, SECTION_COUNT + Short.BYTES);
            int size = header.getShort(SECTION_SIZE);
            for (int i = 0; i < header.getShort(SECTION_COUNT); i++) {
                var section = read(file, header.getLong(SECTIONS) + (long) i * size, size);
                if (section.getInt(TYPE) == DYNAMIC_SYMBOLS) {
                    change(file.map(MapMode.READ_WRITE, section.getLong(OFFSET), section.getLong(SIZE)));
                }
            }
        }
        Files.setLastModifiedTime(library, time);
    }

    private static ByteBuffer read(FileChannel file, long from, int bytes) throws IOException {
        var buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && file.read(buffer, from + buffer.position()) >= 0) {
            // on to the rest
        }
        if (buffer.hasRemaining()) {
            throw new IOException("The library ends in its tables.");
        }
        return buffer;
    }

    private static void change(ByteBuffer symbols) {
        for (int info = INFO; info < symbols.capacity(); info += SYMBOL_SIZE) {
            int value = symbols.get(info) & 0xff;
            if (value >> 4 == UNIQUE) {
                symbols.put(info, (byte) (GLOBAL << 4 | value & 0xf));
            }
        }
    }
}
