package org.seqnet.knime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void an_object_is_read_with_all_kinds_of_values() {
        var read = Json.object(" {\"a\" : \"x\\n\\u00e9\\\"\\\\\\/ü\", \"b\":[1, -2.5e3,[]], "
                + "\"c\":{\"d\":true,\"e\":false},\"f\":null} ");

        assertThat(read).isPresent();
        assertThat(read.get())
                .containsEntry("a", "x\né\"\\/ü")
                .containsEntry("b", List.of(1.0, -2500.0, List.of()))
                .containsEntry("c", Map.of("d", true, "e", false))
                .containsEntry("f", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}x",
                "[]",
                "1",
                "\"a\"",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":tru}",
                "{\"a\":1.2.3}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12",
                "{\"a\":\"b\nc\"}",
                "{a:1}",
                "nonsense"
            })
    void what_is_no_object_is_not_read(String text) {
        assertThat(Json.object(text)).isEmpty();
    }

    @Test
    void what_is_nested_without_end_is_not_read() {
        var depth = new char[100_000];
        Arrays.fill(depth, '[');

        assertThat(Json.object("{\"a\":" + new String(depth))).isEmpty();
    }
}
