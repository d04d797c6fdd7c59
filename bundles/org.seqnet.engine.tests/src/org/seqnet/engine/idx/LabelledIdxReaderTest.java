package org.seqnet.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.engine.idx.IdxBytes.headerOf;
import static org.seqnet.engine.idx.IdxBytes.idxOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.tensor.ElementType;

class LabelledIdxReaderTest {

    @TempDir
    Path folder;

    @Test
    void images_come_with_their_labels() throws IOException {
        var images = idxOf(3, 1, 2).in(folder, "images.idx");
        var labels = idxOf(3).withByte(8, 200).in(folder, "labels.idx");

        try (var reader = LabelledIdxReader.open(images, labels)) {
            var first = reader.next();
            assertThat(first.tensor().toFloats()).containsExactly(0, 1);
            assertThat(first.label()).isEqualTo(200);
            assertThat(reader.skip(1)).isEqualTo(1);
            assertThat(reader.position()).isEqualTo(2);
            assertThat(reader.next().label()).isEqualTo(2);
            assertThat(reader.hasNext()).isFalse();
            assertThat(reader.header().count()).isEqualTo(3);
        }
    }

    @Test
    void an_unequal_number_of_images_and_labels_is_refused() throws IOException {
        var images = idxOf(3, 1, 2).in(folder, "images.idx");
        var labels = idxOf(2).in(folder, "labels.idx");

        assertThatThrownBy(() -> LabelledIdxReader.open(images, labels))
                .isInstanceOf(IOException.class)
                .hasMessage(labels + ": 2 labels for 3 images in " + images + "; choose the matching pair.");
    }

    @Test
    void both_streams_are_closed_when_a_pair_is_refused() throws IOException {
        var closed = new AtomicInteger();
        var images = IdxReader.open(counting(idxOf(3, 1, 2), closed), "images.idx");
        var labels = IdxReader.open(counting(idxOf(2), closed), "labels.idx");

        assertThatThrownBy(() -> LabelledIdxReader.of(images, labels))
                .isInstanceOf(IOException.class)
                .hasMessage("labels.idx: 2 labels for 3 images in images.idx; choose the matching pair.");
        assertThat(closed).hasValue(2);
    }

    @Test
    void both_streams_are_closed_with_the_reader() throws IOException {
        var closed = new AtomicInteger();
        var images = IdxReader.open(counting(idxOf(2, 1, 2), closed), "images.idx");
        var labels = IdxReader.open(counting(idxOf(2), closed), "labels.idx");
        LabelledIdxReader.of(images, labels).close();

        assertThat(closed).hasValue(2);
    }

    private static InputStream counting(IdxBytes file, AtomicInteger closed) {
        return new ByteArrayInputStream(file.bytes()) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    @Test
    void exchanged_files_are_refused() throws IOException {
        var images = idxOf(3, 1, 2).in(folder, "images.idx");
        var labels = idxOf(3).in(folder, "labels.idx");

        assertThatThrownBy(() -> LabelledIdxReader.open(labels, images))
                .isInstanceOf(IOException.class)
                .hasMessage(images + ": this file holds 3 x 1 x 2 unsigned byte; labels are a list, one dimension."
                        + " Are images and labels exchanged?");
    }

    @Test
    void labels_that_are_no_whole_numbers_are_refused() throws IOException {
        var images = idxOf(1, 1, 2).in(folder, "images.idx");
        var labels = headerOf(ElementType.FLOAT, 1).withLength(12).in(folder, "labels.idx");

        assertThatThrownBy(() -> LabelledIdxReader.open(images, labels))
                .isInstanceOf(IOException.class)
                .hasMessage(labels + ": labels of type float name no class; choose a file of whole numbers.");
    }

    @Test
    void a_missing_labels_file_is_named() throws IOException {
        var images = idxOf(1, 1, 2).in(folder, "images.idx");
        var labels = folder.resolve("nowhere.idx");

        assertThatThrownBy(() -> LabelledIdxReader.open(images, labels))
                .isInstanceOf(IOException.class)
                .hasMessage(labels + ": there is no such file. Check the path.");
    }
}
