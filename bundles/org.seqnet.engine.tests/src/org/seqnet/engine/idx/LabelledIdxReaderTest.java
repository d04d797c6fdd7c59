package org.seqnet.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.engine.idx.IdxBytes.headerOf;
import static org.seqnet.engine.idx.IdxBytes.idxOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Floats;

class LabelledIdxReaderTest {

    @TempDir
    Path folder;

    @Test
    void images_come_with_their_labels() throws IOException {
        var images = idxOf(3, 1, 2).in(folder, "images.idx");
        var labels = idxOf(3).withByte(8, 200).in(folder, "labels.idx");

        try (var reader = LabelledIdxReader.open(images, labels)) {
            var first = reader.next();
            assertThat(Floats.of(first.tensor())).containsExactly(0, 1);
            assertThat(first.label()).isEqualTo(200);
            assertThat(reader.skip(1)).isEqualTo(1);
            assertThat(reader.next().label()).isEqualTo(2);
            assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
            assertThat(reader.header().count()).isEqualTo(3);
        }
    }

    @Test
    void an_unequal_number_of_images_and_labels_is_refused() throws IOException {
        var images = idxOf(3, 1, 2).in(folder, "images.idx");
        var labels = idxOf(2).in(folder, "labels.idx");

        assertThatThrownBy(() -> LabelledIdxReader.open(images, labels))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        labels + ": 2 labels for 3 images in " + images + "; select two files that belong together.");
    }

    @Test
    void both_streams_are_closed_when_a_pair_is_refused() throws IOException {
        var closed = new AtomicInteger();
        var images = IdxReader.open(counting(idxOf(3, 1, 2), closed), "images.idx");
        var labels = IdxReader.open(counting(idxOf(2), closed), "labels.idx");

        assertThatThrownBy(() -> LabelledIdxReader.of(images, labels))
                .isInstanceOf(IOException.class)
                .hasMessage("labels.idx: 2 labels for 3 images in images.idx; select two files that belong together.");
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
                .hasMessage(images + ": this file contains 3 x 1 x 2 unsigned byte; labels have one dimension. "
                        + "Check whether the images file and the labels file are swapped.");
    }

    @Test
    void labels_may_have_a_second_dimension_of_one() throws IOException {
        assertThat(labels(ElementType.UNSIGNED_BYTE, new int[] {3, 1}, 7, 0, 255))
                .containsExactly(7, 0, 255);
        assertThat(labels(ElementType.SHORT, new int[] {2, 1}, -1, 300)).containsExactly(-1, 300);
    }

    @Test
    void the_first_of_qmnist_s_eight_columns_is_the_class() throws IOException {
        assertThat(labels(
                        ElementType.INT,
                        new int[] {3, 8},
                        2,
                        4,
                        2168,
                        0,
                        5,
                        0,
                        0,
                        0,
                        9,
                        4,
                        2168,
                        1,
                        5,
                        1,
                        0,
                        0,
                        0,
                        4,
                        2168,
                        2,
                        5,
                        2,
                        0,
                        0))
                .containsExactly(2, 9, 0);
    }

    @Test
    void labels_are_signed_as_their_type_is() throws IOException {
        assertThat(labels(ElementType.INT, new int[] {3}, Integer.MIN_VALUE, -1, Integer.MAX_VALUE))
                .containsExactly(Integer.MIN_VALUE, -1, Integer.MAX_VALUE);
        assertThat(labels(ElementType.BYTE, new int[] {2}, -128, 127)).containsExactly(-128, 127);
    }

    @ParameterizedTest
    @CsvSource({"UNSIGNED_BYTE, 8, 4 x 8 unsigned byte", "INT, 2, 4 x 2 int", "INT, 7, 4 x 7 int", "INT, 9, 4 x 9 int"})
    void other_columns_than_qmnist_s_are_refused_without_talk_of_images(ElementType type, int columns, String found)
            throws IOException {
        var images = idxOf(4, 1, 2).in(folder, "images.idx");
        var labels = headerOf(type, 4, columns)
                .withLength(12 + 4 * columns * type.bytes())
                .in(folder, "labels.idx");

        assertThatThrownBy(() -> LabelledIdxReader.open(images, labels))
                .isInstanceOf(IOException.class)
                .hasMessage(labels + ": this file contains " + found + ", " + columns
                        + " columns. Labels must be integers of shape N or N x 1; several columns are "
                        + "supported only for QMNIST's N x 8 int, where the first is the class. Save "
                        + "the class column to its own file, and select that file.");
    }

    private List<Integer> labels(ElementType type, int[] sizes, int... values) throws IOException {
        var images = idxOf(sizes[0], 1, 2).in(folder, "images.idx");
        var bytes = ByteBuffer.allocate(4 + 4 * sizes.length + type.bytes() * values.length);
        bytes.put(headerOf(type, sizes).bytes());
        for (var value : values) {
            switch (type.bytes()) {
                case 1 -> bytes.put((byte) value);
                case 2 -> bytes.putShort((short) value);
                default -> bytes.putInt(value);
            }
        }
        var labels = new IdxBytes(bytes.array()).in(folder, "labels.idx");
        var read = new ArrayList<Integer>();
        try (var reader = LabelledIdxReader.open(images, labels)) {
            while (read.size() < reader.header().count()) {
                read.add(reader.next().label());
            }
        }
        return read;
    }

    @Test
    void labels_that_are_no_whole_numbers_are_refused() throws IOException {
        var images = idxOf(1, 1, 2).in(folder, "images.idx");
        var labels = headerOf(ElementType.FLOAT, 1).withLength(12).in(folder, "labels.idx");

        assertThatThrownBy(() -> LabelledIdxReader.open(images, labels))
                .isInstanceOf(IOException.class)
                .hasMessage(labels + ": labels of type float are not supported; select a file with integer labels.");
    }

    @Test
    void a_missing_labels_file_is_named() throws IOException {
        var images = idxOf(1, 1, 2).in(folder, "images.idx");
        var labels = folder.resolve("nowhere.idx");

        assertThatThrownBy(() -> LabelledIdxReader.open(images, labels))
                .isInstanceOf(IOException.class)
                .hasMessage(labels + ": file not found. Check the path.");
    }
}
