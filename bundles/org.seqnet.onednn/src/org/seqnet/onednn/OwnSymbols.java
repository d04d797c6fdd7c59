package org.seqnet.onednn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves the variables of a library to it. g++ marks those of inline functions and templates as unique in a process,
 * and Linux then gives the ones of the library that was loaded first to all: two versions of oneDNN would take each
 * other's for their own, and crash. In an unpacked library, this makes such symbols (STB_GNU_UNIQUE) plain global ones,
 * which Linux finds in the library itself.
 */
final class OwnSymbols {
    private static final int MAGIC = 'F' << 24 | 'L' << 16 | 'E' << 8 | 0x7f;
    private static final short LITTLE_ENDIAN_64 = 1 << 8 | 2;

    // Places in the tables of a 64-bit ELF file.
    private static final int CLASS = 4;
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

    /** A table of symbols without unique ones, and its place in the file. */
    private record Table(long offset, ByteBuffer symbols) {}

    /**
     * Replaces a library that has unique symbols by a copy without; processes that have loaded it keep theirs. Its time
     * stays, as JavaCPP unpacks a library again that looks newer than it left it.
     *
     * @throws IOException if it is no 64-bit ELF file, or its folder cannot be written to
     */
    static void make(Path library) throws IOException {
        var tables = changed(library);
        if (tables.isEmpty()) {
            return;
        }
        var copy = Files.createTempFile(library.toAbsolutePath().getParent(), library.getFileName() + ".", ".tmp");
        try {
            Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            try (var file = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                for (var table : tables) {
                    write(file, table);
                }
            }
            Files.setLastModifiedTime(copy, Files.getLastModifiedTime(library));
            Files.move(copy, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static List<Table> changed(Path library) throws IOException {
        var tables = new ArrayList<Table>();
        try (var file = FileChannel.open(library)) {
            var header = read(file, 0, SECTION_COUNT + Short.BYTES);
            if (header.getInt(0) != MAGIC || header.getShort(CLASS) != LITTLE_ENDIAN_64) {
                throw new IOException(library + " is not a little-endian 64-bit ELF file.");
            }
            int size = header.getShort(SECTION_SIZE);
            for (int i = 0; i < header.getShort(SECTION_COUNT); i++) {
                var section = read(file, header.getLong(SECTIONS) + (long) i * size, size);
                if (section.getInt(TYPE) == DYNAMIC_SYMBOLS) {
                    long offset = section.getLong(OFFSET);
                    var symbols = read(file, offset, Math.toIntExact(section.getLong(SIZE)));
                    if (change(symbols)) {
                        tables.add(new Table(offset, symbols.rewind()));
                    }
                }
            }
        }
        return tables;
    }

    private static void write(FileChannel file, Table table) throws IOException {
        file.position(table.offset());
        while (table.symbols().hasRemaining()) {
            file.write(table.symbols());
        }
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

    /** Returns whether there were unique ones. */
    private static boolean change(ByteBuffer symbols) {
        boolean changed = false;
        for (int info = INFO; info < symbols.capacity(); info += SYMBOL_SIZE) {
            int value = symbols.get(info) & 0xff;
            if (value >> 4 == UNIQUE) {
                symbols.put(info, (byte) (GLOBAL << 4 | value & 0xf));
                changed = true;
            }
        }
        return changed;
    }
}
