package org.seqnet.cudnn.library;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the header of a shared library says, without loading it.
 *
 * @param machine the processor that it is for, as the format numbers them
 * @param bytes how many bytes the file must have
 * @param sections its parts
 */
record LibraryFile(int machine, long bytes, List<Section> sections) {
    private static final int ELF = 0x464C457F;
    private static final int DOS = 0x5A4D;
    private static final int PE = 0x4550;
    /** Anything longer is not what is looked for: the constants of cuDNN's recurrent networks are 0.8 MB. */
    private static final int LONGEST = 16 << 20;

    record Section(String name, long start, long length) {}

    /**
     * Returns what is wrong with a file, as the rest of a sentence about it; empty if it looks like a whole library for
     * this platform.
     */
    static Optional<String> defect(Path file, Platform platform) {
        try (var channel = FileChannel.open(file)) {
            var header = read(channel);
            if (header.machine != platform.machine()) {
                return Optional.of("is for another processor than this one");
            }
            return header.bytes <= channel.size() ? Optional.empty() : Optional.of("is incomplete");
        } catch (EOFException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.of("is damaged or not a library");
        } catch (IOException e) {
            return Optional.of("cannot be read");
        }
    }

    /**
     * Returns the major version of CUDA that a part of cuDNN was built for: that of the library whose name is among its
     * constants. Empty if it has no such name.
     */
    static OptionalInt cuda(Path file, Platform platform) {
        try (var channel = FileChannel.open(file)) {
            for (var section : read(channel).sections) {
                if (List.of(".rodata", ".rdata").contains(section.name) && section.length <= LONGEST) {
                    var text = StandardCharsets.ISO_8859_1.decode(part(channel, section.start, (int) section.length));
                    var name = platform.anyCublasLt().matcher(text);
                    if (name.find()) {
                        return OptionalInt.of(Integer.parseInt(name.group(1)));
                    }
                }
            }
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // then it does not say
        }
        return OptionalInt.empty();
    }

    private static LibraryFile read(FileChannel channel) throws IOException {
        var start = part(channel, 0, 64);
        if (start.getInt(0) == ELF && start.get(4) == 2) {
            return elf(channel, start);
        }
        if ((start.getShort(0) & 0xFFFF) == DOS) {
            return pe(channel, start.getInt(0x3C));
        }
        throw new EOFException();
    }

    private static LibraryFile elf(FileChannel channel, ByteBuffer start) throws IOException {
        long table = start.getLong(40);
        int size = start.getShort(58);
        int count = start.getShort(60) & 0xFFFF;
        long end = table + (long) size * count;
        if (end > channel.size()) {
            return new LibraryFile(start.getShort(18), end, List.of());
        }
        var headers = part(channel, table, size * count);
        int names = (start.getShort(62) & 0xFFFF) * size;
        var text = part(channel, headers.getLong(names + 24), (int) headers.getLong(names + 32));
        var sections = new ArrayList<Section>();
        for (int at = 0; at < size * count; at += size) {
            int name = headers.getInt(at);
            int stop = name;
            while (text.get(stop) != 0) {
                stop++;
            }
            var title = new String(text.array(), name, stop - name, StandardCharsets.US_ASCII);
            sections.add(new Section(title, headers.getLong(at + 24), headers.getLong(at + 32)));
        }
        return new LibraryFile(start.getShort(18), end, sections);
    }

    private static LibraryFile pe(FileChannel channel, long start) throws IOException {
        var header = part(channel, start, 24);
        if (header.getInt(0) != PE) {
            throw new EOFException();
        }
        int count = header.getShort(6) & 0xFFFF;
        var headers = part(channel, start + 24 + (header.getShort(20) & 0xFFFF), 40 * count);
        var sections = new ArrayList<Section>();
        long end = 0;
        for (int at = 0; at < 40 * count; at += 40) {
            var title = new String(headers.array(), at, 8, StandardCharsets.US_ASCII).replace("\0", "");
            var section = new Section(title, headers.getInt(at + 20), headers.getInt(at + 16) & 0xFFFFFFFFL);
            sections.add(section);
            end = Math.max(end, section.start + section.length);
        }
        return new LibraryFile(header.getShort(4) & 0xFFFF, end, sections);
    }

    private static ByteBuffer part(FileChannel channel, long start, int length) throws IOException {
        if (start < 0 || length < 0 || length > LONGEST || start + length > channel.size()) {
            throw new EOFException();
        }
        var part = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (part.hasRemaining()) {
            if (channel.read(part, start + part.position()) < 0) {
                throw new EOFException();
            }
        }
        return part.flip();
    }
}
