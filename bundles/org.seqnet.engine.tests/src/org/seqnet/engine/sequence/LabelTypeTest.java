package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.SeqNetException;

class LabelTypeTest {
    @ParameterizedTest
    @CsvSource({
        "INTEGER, -7, 2147483647",
        "INTEGER, 0, -2147483648",
        "LONG, 3, 9223372036854775807",
        "BOOLEAN, false, true",
        "TEXT, 01, +1"
    })
    void names_of_its_values_make_a_domain(LabelType type, String one, String other) {
        var domain = new LabelDomain(List.of(one, other), type);

        assertThat(domain.type()).isEqualTo(type);
        assertThat(domain.names()).containsExactly(one, other);
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 2147483648, a 32-bit integer",
        "INTEGER, 01, a 32-bit integer",
        "INTEGER, +1, a 32-bit integer",
        "INTEGER, -0, a 32-bit integer",
        "INTEGER, 1.0, a 32-bit integer",
        "INTEGER, '', a 32-bit integer",
        "INTEGER, ' 1', a 32-bit integer",
        "LONG, 9223372036854775808, a 64-bit integer",
        "LONG, one, a 64-bit integer",
        "BOOLEAN, TRUE, a boolean",
        "BOOLEAN, 1, a boolean"
    })
    void other_names_are_refused(LabelType type, String name, String expected) {
        assertThatThrownBy(() -> new LabelDomain(List.of(name), type))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Label '" + name + "' is not " + expected + ", the type of the labels.");
    }

    @Test
    void labels_become_another_type_only_if_all_can_be() {
        var whole = new LabelDomain(List.of("1", "2"), LabelType.INTEGER);
        var mixed = LabelDomain.of("1", "two");

        assertThat(LabelDomain.of("1", "2").as(LabelType.INTEGER)).isEqualTo(whole);
        assertThat(whole.as(LabelType.LONG)).isEqualTo(new LabelDomain(List.of("1", "2"), LabelType.LONG));
        assertThat(whole.as(LabelType.TEXT)).isEqualTo(LabelDomain.of("1", "2"));
        assertThat(whole.as(LabelType.BOOLEAN)).isEqualTo(whole);
        assertThat(mixed.as(LabelType.INTEGER)).isEqualTo(mixed);
    }

    @Test
    void labels_of_another_type_are_other_labels() {
        var text = LabelDomain.of("1", "2");

        assertThat(new LabelDomain(List.of("1", "2"), LabelType.INTEGER)).isNotEqualTo(text);
        assertThat(new LabelDomain(List.of("1", "2"), LabelType.TEXT))
                .isEqualTo(text)
                .hasSameHashCodeAs(text);
    }
}
