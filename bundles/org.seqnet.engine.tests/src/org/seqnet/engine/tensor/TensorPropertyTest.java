package org.seqnet.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random tensors of every type against the plainest statement of what should hold. */
class TensorPropertyTest {

    private static final int CASES = 200;

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void what_is_written_is_read_back(ElementType type) throws IOException {
        for (var seed = 0; seed < CASES; seed++) {
            var tensors = new RandomTensors(seed);
            var tensor = tensors.tensor(type, tensors.shape()).scaled(new Affine(0.5f, seed));

            assertThat(TensorTest.readBack(TensorTest.written(tensor)))
                    .as("seed %d", seed)
                    .isEqualTo(tensor);
        }
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void what_is_larger_than_one_buffer_is_read_back(ElementType type) throws IOException {
        // 1,500,001 elements: more than one copy buffer, more than the 1 MiB that is allocated on trust.
        var tensor = new RandomTensors(1).tensor(type, Shape.of(1_500_001));

        assertThat(TensorTest.readBack(TensorTest.written(tensor)).equals(tensor))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void copying_gives_each_value_to_the_last_bit(ElementType type) {
        for (var seed = 0; seed < CASES; seed++) {
            var tensors = new RandomTensors(seed);
            var tensor = tensors.tensor(type, tensors.shape());
            var scaled = tensor.scaled(new Affine(1 / 255f, -0.1307f));
            for (var each : new Tensor[] {tensor, scaled}) {
                var copied = Floats.of(each);
                for (var i = 0; i < copied.length; i++) {
                    assertThat(copied[i]).isEqualTo(each.value(i));
                    assertThat(each.value(i))
                            .isEqualTo(each.scale().apply(each.elements().raw(i)));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void permuting_moves_each_element_to_its_place(ElementType type) {
        for (var seed = 0; seed < CASES; seed++) {
            var tensors = new RandomTensors(seed);
            var tensor = tensors.tensor(type, Shape.of(2 + seed % 3, 3, 1 + seed % 4));
            var permuted = tensor.permuted(2, 0, 1);
            var shape = tensor.shape();

            assertThat(permuted.shape()).isEqualTo(Shape.of(shape.size(2), shape.size(0), shape.size(1)));
            var at = 0;
            for (var k = 0; k < shape.size(2); k++) {
                for (var i = 0; i < shape.size(0); i++) {
                    for (var j = 0; j < shape.size(1); j++) {
                        var source = (i * shape.size(1) + j) * shape.size(2) + k;
                        assertThat(permuted.value(at++)).isEqualTo(tensor.value(source));
                    }
                }
            }
            assertThat(permuted.permuted(1, 2, 0)).isEqualTo(tensor);
        }
    }
}
