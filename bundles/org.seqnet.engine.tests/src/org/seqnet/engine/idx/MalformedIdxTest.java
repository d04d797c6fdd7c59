package org.seqnet.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.seqnet.engine.idx.IdxBytes.headerOf;
import static org.seqnet.engine.idx.IdxBytes.idxOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.file.MalformedFileException;
import org.seqnet.engine.tensor.ElementType;

/** One fault, one test: a valid file, one change, one message. */
class MalformedIdxTest {

    private static final String CURE =
            "The file is damaged or not an IDX file: get a new copy, or select another file.";

    @TempDir
    Path folder;

    @Test
    void another_kind_of_file_is_refused() {
        assertThatThrownBy(() -> idxOf(2, 3).withByte(0, 'P').withByte(1, 'K').stream("t.idx"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("t.idx, byte 0: found 0x50 0x4B, but an IDX file starts with 0x00 0x00. Select an "
                        + "IDX file, uncompressed or gzipped.");
    }

    @Test
    void unknown_element_type_is_refused() {
        assertThatThrownBy(() -> idxOf(2, 3).withByte(2, 0x07).stream("t.idx"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("t.idx, byte 2: element type 0x07 is not one of the six IDX types. " + CURE);
    }

    @Test
    void a_file_without_dimensions_is_refused() {
        assertThatThrownBy(() -> idxOf(2, 3).withByte(3, 0).stream("t.idx"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("t.idx, byte 3: 0 dimensions; an IDX file has at least one, the number of items. " + CURE);
    }

    @Test
    void a_negative_number_of_items_is_refused() {
        assertThatThrownBy(() -> headerOf(ElementType.BYTE, -1, 28).stream("t.idx"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("t.idx, byte 4: dimension 1 has size 4294967295, or -1 as a signed number; the "
                        + "maximum is 2147483647. " + CURE);
    }

    @Test
    void a_negative_size_is_refused() {
        assertThatThrownBy(() -> headerOf(ElementType.BYTE, 1, 28, -28).stream("t.idx"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("t.idx, byte 12: dimension 3 has size 4294967268, or -28 as a signed number; the "
                        + "maximum is 2147483647. " + CURE);
    }

    @Test
    void a_size_of_zero_is_refused() {
        assertThatThrownBy(() -> headerOf(ElementType.BYTE, 1, 28, 0).stream("t.idx"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("t.idx, byte 12: dimension 3 has size 0; each item needs at least one element. " + CURE);
    }

    @Test
    void sizes_whose_product_overflows_are_refused() {
        assertThatThrownBy(() -> headerOf(ElementType.BYTE, 1, 65536, 65536).stream("t.idx"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("t.idx, byte 12: with dimension 3 of size 65536 one item has 4294967296 elements; "
                        + "the maximum is 2147483639. " + CURE);
    }

    @Test
    void a_small_file_that_announces_2_to_the_31_elements_is_refused_before_its_data() throws IOException {
        var file = headerOf(ElementType.DOUBLE, 1 << 16, 1 << 15).withLength(20).in(folder, "t.idx");

        assertThatThrownBy(() -> IdxReader.open(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file + ", byte 20: the file ends here, but its header specifies 65536 x 32768 double, "
                        + "17179869196 bytes in total; the file is truncated. Get a new copy of it.");
    }

    @Test
    void a_short_stream_that_announces_one_huge_item_allocates_little() throws IOException {
        // 2^31 - 9 doubles would be 17 GB, far beyond the heap of any test run.
        try (var reader = headerOf(ElementType.DOUBLE, 1, 2147483639).withLength(20).stream("t.idx")) {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessage("t.idx, byte 20: the file ends here, but its header specifies 1 x 2147483639 double, "
                            + "17179869124 bytes in total; the file is truncated. Get a new copy of it.");
        }
    }

    @Test
    void the_largest_header_of_all_is_refused_without_overflow() throws IOException {
        var max = Integer.MAX_VALUE;
        var file = headerOf(ElementType.DOUBLE, max, max - 8).in(folder, "t.idx");

        assertThatThrownBy(() -> IdxReader.open(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file + ", byte 12: the file ends here, but its header specifies 2147483647 x 2147483639 "
                        + "double, 9223372036854775807 bytes in total; the file is truncated. Get a new copy of it.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 7, 11})
    void a_file_that_ends_in_its_header_is_refused(int length) throws IOException {
        var file = idxOf(2, 3).withLength(length).in(folder, "t.idx");

        assertThatThrownBy(() -> IdxReader.open(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file + ", byte " + length
                        + ": the file ends within its header; it is empty or truncated. Get a new copy of it.");
    }

    @Test
    void a_file_that_ends_in_its_data_is_refused_before_its_first_item() throws IOException {
        var file = idxOf(2, 3).withLength(17).in(folder, "t.idx");

        assertThatThrownBy(() -> IdxReader.open(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file + ", byte 17: the file ends here, but its header specifies 2 x 3 unsigned "
                        + "byte, 18 bytes in total; the file is truncated. Get a new copy of it.");
    }

    @Test
    void a_stream_that_ends_in_its_data_is_refused_where_it_ends() throws IOException {
        try (var reader = idxOf(2, 3).withLength(16).stream("t.idx")) {
            reader.next();
            assertThatThrownBy(reader::next)
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessage("t.idx, byte 16: the file ends here, but its header specifies 2 x 3 unsigned "
                            + "byte, 18 bytes in total; the file is truncated. Get a new copy of it.");
        }
    }

    @Test
    void a_stream_that_ends_while_skipping_is_refused() throws IOException {
        try (var reader = idxOf(2, 3).withLength(16).gzipped().stream("t.idx.gz")) {
            assertThatThrownBy(() -> reader.skip(2))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessage("t.idx.gz, byte 16 of the uncompressed data: the file ends here, but its header "
                            + "specifies 2 x 3 unsigned byte, 18 bytes in total; the file is "
                            + "truncated. Get a new copy of it.");
        }
    }

    @Test
    void a_file_that_goes_on_is_refused_before_its_first_item() throws IOException {
        var file = idxOf(2, 3).withLength(19).in(folder, "t.idx");

        assertThatThrownBy(() -> IdxReader.open(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file + ", byte 18: the file continues here, but its header specifies only 2 x 3 "
                        + "unsigned byte; header and data do not match. Get a new copy of the file.");
    }

    @Test
    void a_stream_that_goes_on_is_refused_with_its_last_item() throws IOException {
        for (var packed : new IdxBytes[] {
            idxOf(2, 3).withLength(19).gzipped(), idxOf(2, 3).withLength(90000).gzipped()
        }) {
            try (var reader = packed.stream("t.idx.gz")) {
                reader.next();
                assertThatThrownBy(reader::next)
                        .isInstanceOf(MalformedFileException.class)
                        .hasMessage("t.idx.gz, byte 18 of the uncompressed data: the file continues here, but "
                                + "its header specifies only 2 x 3 unsigned byte; header and data do "
                                + "not match. Get a new copy of the file.");
            }
        }
    }

    @Test
    void a_stream_that_goes_on_is_refused_when_its_last_item_is_skipped() throws IOException {
        try (var reader = idxOf(2, 3).withLength(19).stream("t.idx")) {
            assertThatThrownBy(() -> reader.skip(2))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessage("t.idx, byte 18: the file continues here, but its header specifies only 2 x 3 unsigned "
                            + "byte; header and data do not match. Get a new copy of the file.");
        }
    }

    @Test
    void an_empty_list_that_goes_on_is_refused() {
        assertThatThrownBy(() -> idxOf(0).withLength(9).stream("t.idx"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("t.idx, byte 8: the file continues here, but its header specifies only 0 unsigned "
                        + "byte; header and data do not match. Get a new copy of the file.");
    }

    @Test
    void a_gzip_bomb_is_unpacked_no_further_than_its_header_says() throws IOException {
        // 64 MB of zeros behind a header of two items: 64 KB when packed.
        var bomb = idxOf(2, 3).withLength(64_000_000).gzipped();
        var taken = new CountingStream(bomb.bytes());

        try (var reader = IdxReader.open(taken, "bomb.gz")) {
            assertThatThrownBy(() -> reader.skip(2))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessage("bomb.gz, byte 18 of the uncompressed data: the file continues here, but its "
                            + "header specifies only 2 x 3 unsigned byte; header and data do not "
                            + "match. Get a new copy of the file.");
        }
        // One buffer of packed bytes was taken, and 19 of those that it unpacks to.
        assertThat(taken.reads).isEqualTo(1);
    }

    @Test
    void a_gzip_file_too_small_for_its_header_is_refused_before_its_first_item() throws IOException {
        var file = headerOf(ElementType.DOUBLE, 60000, 28, 28).gzipped().in(folder, "t.idx.gz");

        assertThatThrownBy(() -> IdxReader.open(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file + ", byte 0 of the uncompressed data: the header specifies 60000 x 28 x 28 "
                        + "double, 376320016 bytes in total, more than a gzip file of this size can "
                        + "contain. Get a new copy of the file.");
    }

    @Test
    void a_gzip_file_that_was_cut_off_is_refused_at_every_length() {
        var packed = idxOf(20, 30).gzipped();
        for (var length = 2; length < packed.bytes().length; length++) {
            var cut = packed.withLength(length);
            assertThatThrownBy(() -> cut.stream("t.idx.gz").skip(Integer.MAX_VALUE))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageMatching("t\\.idx\\.gz, byte \\d+ of the uncompressed data: "
                            + "the gzip data ends early; the file is truncated\\. Get a new copy of it\\.");
        }
    }

    @Test
    void damaged_gzip_data_is_refused() {
        var packed = idxOf(20, 30).gzipped();

        assertThatThrownBy(() -> packed.withByte(10, 0xFF).stream("t.idx.gz"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("t.idx.gz, byte 0 of the uncompressed data: the gzip data is damaged (invalid block "
                        + "type). Get a new copy of the file.");
        assertThatThrownBy(() -> packed.withByte(2, 9).stream("t.idx.gz"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("t.idx.gz, byte 0 of the uncompressed data: the gzip data is damaged (Unsupported "
                        + "compression method). Get a new copy of the file.");
    }

    @Test
    void data_that_fails_the_gzip_checksum_is_refused() {
        var packed = idxOf(20, 30).gzipped();
        var crc = packed.bytes().length - 8;

        assertThatThrownBy(() -> packed.withByte(crc, packed.bytes()[crc] + 1).stream("t.idx.gz")
                        .skip(Integer.MAX_VALUE))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("t.idx.gz, byte 612 of the uncompressed data: the gzip data is damaged (Corrupt "
                        + "GZIP trailer). Get a new copy of the file.");
    }

    @Test
    void no_changed_byte_of_the_header_gets_past_a_file_s_own_size() throws IOException {
        var valid = idxOf(3, 2, 2);
        for (var at = 0; at < 16; at++) {
            for (var value = 0; value < 256; value++) {
                if ((byte) value == valid.bytes()[at] || at == 2 && value == ElementType.BYTE.code()) {
                    continue;
                }
                var file = valid.withByte(at, value).in(folder, "t.idx");
                var failure = catchThrowableOfType(MalformedFileException.class, () -> IdxReader.open(file));

                assertThat(failure).as("byte %d = %d", at, value).isNotNull();
                assertThat(failure).hasMessageMatching("\\Q" + file + "\\E, byte \\d+: .*");
            }
        }
    }

    /** Counts how often it was asked for more. */
    private static final class CountingStream extends InputStream {

        private final InputStream in;
        private int reads;

        CountingStream(byte[] bytes) {
            this.in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            reads++;
            return in.read();
        }

        @Override
        public int read(byte[] target, int from, int count) throws IOException {
            reads++;
            return in.read(target, from, count);
        }
    }
}
