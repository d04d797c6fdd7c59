package org.seqnet.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.spark.LocalSpark;
import org.seqnet.spark.data.DataFacts;
import org.seqnet.spark.data.Example;

class IdxTest {
    @TempDir
    Path folder;

    private String written(String name, int type, int[] sizes, byte[] values) throws IOException {
        var header = ByteBuffer.allocate(4 + 4 * sizes.length).putInt(type << 8 | sizes.length);
        for (int size : sizes) {
            header.putInt(size);
        }
        var bytes = new ByteArrayOutputStream();
        bytes.write(header.array());
        bytes.write(values);
        var file = folder.resolve(name);
        if (name.endsWith(".gz")) {
            try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(bytes.toByteArray());
            }
        } else {
            Files.write(file, bytes.toByteArray());
        }
        return file.toUri().toString();
    }

    private static ExampleTable read(String images, String labels, IdxSource.Steps steps) {
        return ExampleTable.read(LocalSpark.session(), new IdxSource(images, Optional.ofNullable(labels), steps));
    }

    @Test
    void images_and_labels_are_read_plain_and_gzipped_and_stay_bytes() throws IOException {
        var images = written("i.gz", 8, new int[] {2, 2, 3}, new byte[] {1, 2, 3, 4, 5, -1, 7, 8, 9, 10, 11, 12});
        var labels = written("l", 8, new int[] {2}, new byte[] {9, 0});
        var table = read(images, labels, IdxSource.Steps.ROWS);
        assertThat(Tables.texts(table))
                .containsExactly("bytes [1, 2, 3, 4, 5, -1] x 3 -> 9", "bytes [7, 8, 9, 10, 11, 12] x 3 -> 0");
        assertThat(Tables.names(Tables.all(table))).containsExactly("i.gz, item 1", "i.gz, item 2");
        var facts = DataFacts.of(table.shards(2), table.declared());
        assertThat(facts.domain().names()).containsExactly("0", "9");
        assertThat(facts.domain().type()).isEqualTo(LabelType.INTEGER);
        assertThat(Tables.texts(read(images, null, IdxSource.Steps.COLUMNS)).get(0))
                .isEqualTo("bytes [1, 4, 2, 5, 3, -1] x 2 -> ");
    }

    @Test
    void files_that_need_several_tasks_keep_their_order() throws IOException {
        int count = 25_003;
        var values = new byte[count];
        for (int i = 0; i < count; i++) {
            values[i] = (byte) (i * 31);
        }
        var images = written("i.gz", 8, new int[] {count, 1, 1}, values);
        var table = read(images, null, IdxSource.Steps.ROWS);
        assertThat(table.examples()).isEqualTo(count);
        var examples = Tables.all(table);
        assertThat(examples).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(((Example.Bytes) examples.get(i).values()).values()[0]).isEqualTo(values[i]);
        }
    }

    @Test
    void wider_types_become_numbers() throws IOException {
        var values = ByteBuffer.allocate(8).putFloat(1.5f).putFloat(-2f).array();
        assertThat(Tables.texts(read(written("f", 13, new int[] {1, 2, 1}, values), null, IdxSource.Steps.ROWS)))
                .containsExactly("[1.5, -2.0] x 1 -> ");
    }

    @Test
    void files_that_do_not_fit_or_do_not_exist_are_refused() throws IOException {
        var images = written("i", 8, new int[] {2, 1, 1}, new byte[] {1, 2});
        var labels = written("l", 8, new int[] {3}, new byte[] {9, 0, 1});
        assertThatThrownBy(() -> read(images, labels, IdxSource.Steps.ROWS))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Data: " + labels + ": 3 labels for 2 images in " + images
                        + "; select two files that belong together.");
        assertThatThrownBy(() -> read(images + "x", null, IdxSource.Steps.ROWS))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Data: " + images + "x: file not found. Check the address.");
        var none = written("n", 8, new int[] {0, 1, 1}, new byte[0]);
        assertThatThrownBy(() -> read(none, null, IdxSource.Steps.ROWS))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Data: the file '" + none + "' has no images. Check the path.");
    }
}
