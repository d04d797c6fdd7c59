package org.seqnet.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A library whose table of symbols holds two that are unique in a process. */
class OwnSymbolsTest {
    private static final int SYMBOLS = 64;
    private static final int SECTIONS = SYMBOLS + 4 * 24;

    @TempDir
    Path folder;

    private Path library(int... infos) throws IOException {
        var file = ByteBuffer.allocate(SECTIONS + 2 * 64).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
        file.putLong(40, SECTIONS).putShort(58, (short) 64).putShort(60, (short) 2);
        for (int i = 0; i < infos.length; i++) {
            file.put(SYMBOLS + i * 24 + 4, (byte) infos[i]);
        }
        // the first section is none; the second holds the symbols that are looked for when it is loaded
        file.putInt(SECTIONS + 64 + 4, 11)
                .putLong(SECTIONS + 64 + 24, SYMBOLS)
                .putLong(SECTIONS + 64 + 32, infos.length * 24L);
        return Files.write(folder.resolve("library.so"), file.array());
    }

    @Test
    void symbols_that_are_unique_in_a_process_become_global_and_others_stay() throws IOException {
        var library = library(0x00, 0xa1, 0x22, 0xa6);
        var before = Files.readAllBytes(library);
        var time = FileTime.from(Instant.parse("2026-08-07T09:48:00Z"));
        Files.setLastModifiedTime(library, time);

        OwnSymbols.make(library);
        OwnSymbols.make(library);

        before[SYMBOLS + 24 + 4] = 0x11;
        before[SYMBOLS + 3 * 24 + 4] = 0x16;
        assertThat(Files.readAllBytes(library)).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(time);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void a_process_that_has_loaded_the_library_keeps_its_file() throws IOException {
        var library = library(0xa1);
        var loaded = Files.createLink(folder.resolve("loaded"), library);
        var before = Files.readAllBytes(library);

        OwnSymbols.make(library);

        assertThat(Files.readAllBytes(loaded)).isEqualTo(before);
        assertThat(Files.readAllBytes(library)).isNotEqualTo(before);
    }

    @Test
    void a_library_without_such_symbols_is_not_written() throws IOException {
        var library = library(0x11, 0x22);
        var other = Files.createLink(folder.resolve("other"), library);

        OwnSymbols.make(library);

        assertThat(Files.isSameFile(library, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "4, 1", "5, 2"})
    void a_file_of_another_kind_is_refused(int place, byte value) throws IOException {
        var library = library(0xa1);
        var other = Files.readAllBytes(library);
        other[place] = value;
        Files.write(library, other);

        assertThatThrownBy(() -> OwnSymbols.make(library))
                .hasMessage(library + " is not a little-endian 64-bit ELF file.");
        assertThat(library).hasBinaryContent(other);
    }

    @Test
    void a_library_that_is_cut_off_is_refused() throws IOException {
        var library = Files.write(folder.resolve("library.so"), new byte[30]);

        assertThatThrownBy(() -> OwnSymbols.make(library)).hasMessage("The library ends in its tables.");
    }
}
