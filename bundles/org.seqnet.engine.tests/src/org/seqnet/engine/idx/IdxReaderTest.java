package org.seqnet.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.engine.idx.IdxBytes.idxOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.SmallHeap;
import org.seqnet.engine.file.MalformedFileException;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Floats;
import org.seqnet.engine.tensor.Shape;

class IdxReaderTest {

    @TempDir
    Path folder;

    @Test
    void items_come_one_by_one_in_order() throws IOException {
        try (var reader = IdxReader.open(idxOf(3, 1, 2).in(folder, "t.idx"))) {
            assertThat(reader.header()).isEqualTo(IdxHeader.of(ElementType.UNSIGNED_BYTE, 3, 1, 2));
            assertThat(reader.header().itemShape()).isEqualTo(Shape.of(1, 2));
            assertThat(Floats.of(reader.next())).containsExactly(0, 1);
            assertThat(Floats.of(reader.next())).containsExactly(2, 3);
            assertThat(Floats.of(reader.next())).containsExactly(4, 5);
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @Test
    void gzip_is_known_by_content_whatever_the_name() throws IOException {
        var file = idxOf(3, 1, 2).gzipped().in(folder, "not-called-gz");

        try (var reader = IdxReader.open(file)) {
            assertThat(Floats.of(reader.next())).containsExactly(0, 1);
            assertThat(reader.skip(2)).isEqualTo(2);
        }
    }

    @Test
    void a_plain_file_called_gz_is_read_too() throws IOException {
        try (var reader = IdxReader.open(idxOf(2).in(folder, "plain.gz"))) {
            assertThat(Floats.of(reader.next())).containsExactly(0);
            assertThat(Floats.of(reader.next())).containsExactly(1);
        }
    }

    @Test
    void items_of_a_list_have_shape_one() throws IOException {
        try (var reader = idxOf(2).stream("labels.idx")) {
            assertThat(reader.next().shape()).isEqualTo(Shape.of(1));
            assertThat(reader.next().value(0)).isEqualTo(1);
        }
    }

    @Test
    void skipping_goes_on_with_the_item_after() throws IOException {
        try (var reader = idxOf(5, 2).gzipped().stream("t.idx.gz")) {
            assertThat(reader.skip(3)).isEqualTo(3);
            assertThat(Floats.of(reader.next())).containsExactly(6, 7);
            assertThat(reader.skip(10)).isEqualTo(1);
            assertThat(reader.skip(1)).isZero();
            assertThat(reader.skip(-1)).isZero();
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @Test
    void a_file_without_items_is_empty_and_sound() throws IOException {
        try (var reader = IdxReader.open(idxOf(0, 28, 28).in(folder, "none.idx"))) {
            assertThat(reader.hasNext()).isFalse();
            assertThatThrownBy(reader::next)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage(folder.resolve("none.idx") + " has no item after 0.");
        }
    }

    @Test
    void asking_past_the_last_item_is_refused() throws IOException {
        try (var reader = idxOf(1).stream("t.idx")) {
            reader.next();
            assertThatThrownBy(reader::next)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("t.idx has no item after 1.");
        }
    }

    @Test
    void closing_the_reader_closes_the_stream() throws IOException {
        var closed = new AtomicBoolean();
        IdxReader.open(watched(idxOf(1), closed), "t.idx").close();

        assertThat(closed).isTrue();
    }

    @Test
    void a_stream_that_is_refused_is_closed() {
        for (var bad :
                new IdxBytes[] {idxOf(1).withByte(0, 1), idxOf(1).gzipped().withByte(2, 0)}) {
            var closed = new AtomicBoolean();

            assertThatThrownBy(() -> IdxReader.open(watched(bad, closed), "t.idx"))
                    .isInstanceOf(MalformedFileException.class);
            assertThat(closed).isTrue();
        }
    }

    private static ByteArrayInputStream watched(IdxBytes file, AtomicBoolean closed) {
        return new ByteArrayInputStream(file.bytes()) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
    }

    /** A main method, for a Java process of its own: reads the first item of a file. */
    static final class ReadItem {
        public static void main(String[] arguments) {
            try (var reader = IdxReader.open(Path.of(arguments[0]))) {
                System.out.print(reader.next());
            } catch (IOException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    @Test
    void an_item_that_the_heap_is_too_small_for_is_told_with_its_size() throws Exception {
        var file = folder.resolve("large.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(IdxBytes.headerOf(ElementType.UNSIGNED_BYTE, 1, 20_000, 20_000)
                    .bytes());
            for (int row = 0; row < 20_000; row++) {
                out.write(new byte[20_000]);
            }
        }

        assertThat(SmallHeap.run(400, ReadItem.class, file.toString()))
                .isEqualTo(file
                        + ": an item of 20000 x 20000 unsigned byte requires more memory than available: about 573 MB, "
                        + "with a Java heap of at most 400 MB (Java heap space). Increase -Xmx in knime.ini. "
                        + "Alternatively, use a file with smaller items.");
        assertThat(SmallHeap.run(650, ReadItem.class, file.toString())).isEqualTo("20000 x 20000 unsigned byte");
    }
}
