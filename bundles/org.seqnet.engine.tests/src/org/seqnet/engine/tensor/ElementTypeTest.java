package org.seqnet.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementTypeTest {

    @ParameterizedTest
    @CsvSource({"8,UNSIGNED_BYTE,1", "9,BYTE,1", "11,SHORT,2", "12,INT,4", "13,FLOAT,4", "14,DOUBLE,8"})
    void codes_and_sizes_are_those_of_the_format(int code, ElementType type, int bytes) {
        assertThat(ElementType.find(code)).contains(type);
        assertThat(type.code()).isEqualTo(code);
        assertThat(type.bytes()).isEqualTo(bytes);
    }

    @Test
    void other_codes_name_no_type() {
        assertThat(ElementType.find(0x0A)).isEmpty();
    }

    @Test
    void a_type_knows_what_it_can_hold() {
        assertThat(ElementType.UNSIGNED_BYTE.minimum()).isZero();
        assertThat(ElementType.UNSIGNED_BYTE.maximum()).isEqualTo(255);
        assertThat(ElementType.SHORT.minimum()).isEqualTo(-32768);
        assertThat(ElementType.FLOAT.maximum()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void only_the_two_byte_types_take_a_byte() {
        assertThat(ElementType.values())
                .filteredOn(ElementType::isByte)
                .containsExactly(ElementType.UNSIGNED_BYTE, ElementType.BYTE);
    }
}
