package org.seqnet.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.RandomTensors;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** What the writer wrote, the reader reads; random types, shapes and numbers of items, plain and packed. */
class IdxRoundTripTest {

    private static final int CASES = 60;

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void what_is_written_is_read_back(ElementType type) throws IOException {
        for (var seed = 0; seed < CASES; seed++) {
            var tensors = new RandomTensors(seed);
            var shape = tensors.shape();
            var items = IntStream.range(0, seed % 7)
                    .mapToObj(i -> tensors.tensor(type, shape))
                    .toList();
            var header = new IdxHeader(type, sizes(items.size(), shape));

            for (var packed : new boolean[] {false, true}) {
                var bytes = written(header, items, packed);
                assertThat(read(bytes)).as("seed %d", seed).isEqualTo(items);
                assertThat(packed || bytes.length == header.fileBytes()).isTrue();
                assertThat(written(header, items, packed)).isEqualTo(bytes);
            }
        }
    }

    @Test
    void a_list_is_written_with_one_dimension() throws IOException {
        var header = IdxHeader.of(ElementType.SHORT, 2);
        var one = Tensor.ofShorts(Shape.of(1), new short[] {258});
        var two = Tensor.ofShorts(Shape.of(1), new short[] {-1});

        assertThat(written(header, List.of(one, two), false))
                .containsExactly(0, 0, 0x0B, 1, 0, 0, 0, 2, 1, 2, 0xFF, 0xFF);
    }

    @Test
    void items_that_are_missing_or_too_many_are_refused() {
        var header = IdxHeader.of(ElementType.BYTE, 2);
        var item = Tensor.ofBytes(Shape.of(1), new byte[1]);

        assertThatThrownBy(() -> written(header, List.of(item), false))
                .isInstanceOf(IOException.class)
                .hasMessage("1 of 2 items were written.");
        assertThatThrownBy(() -> written(header, List.of(item, item, item), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The header specifies 2 items, not more.");
    }

    @Test
    void items_that_do_not_fit_the_header_are_refused() {
        var header = IdxHeader.of(ElementType.BYTE, 1, 2);

        assertThatThrownBy(() -> written(header, List.of(Tensor.ofBytes(Shape.of(3), new byte[3])), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An item of 3 byte cannot be written to a file of 1 x 2 byte.");
        assertThatThrownBy(() -> written(header, List.of(Tensor.ofInts(Shape.of(2), new int[2])), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An item of 2 int cannot be written to a file of 1 x 2 byte.");
        var scaled = Tensor.ofBytes(Shape.of(2), new byte[2]).scaled(new Affine(2, 0));
        assertThatThrownBy(() -> written(header, List.of(scaled), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A scaled tensor cannot be written; IDX files contain unscaled elements.");
    }

    private static List<Integer> sizes(int count, Shape shape) {
        var sizes = new ArrayList<Integer>();
        sizes.add(count);
        for (var axis = 0; axis < shape.rank(); axis++) {
            sizes.add(shape.size(axis));
        }
        return sizes;
    }

    private static byte[] written(IdxHeader header, List<Tensor> items, boolean packed) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var writer = packed ? IdxWriter.gzip(bytes, header) : IdxWriter.plain(bytes, header)) {
            for (var item : items) {
                writer.write(item);
            }
        }
        return bytes.toByteArray();
    }

    private static List<Tensor> read(byte[] bytes) throws IOException {
        var items = new ArrayList<Tensor>();
        try (var reader = IdxReader.open(new ByteArrayInputStream(bytes), "t.idx")) {
            while (reader.hasNext()) {
                items.add(reader.next());
            }
        }
        return items;
    }
}
